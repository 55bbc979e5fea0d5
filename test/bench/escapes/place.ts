import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Listeners } from './listeners';

/** Where secrets lie in the home folder of an attempt, each with a content of its own. */
const HOME_SECRETS = [
  ...['.ssh/id_ed25519', '.aws/credentials', '.gnupg/private-keys-v1.d/key', '.netrc', '.npmrc', '.git-credentials'],
  ...['.docker/config.json', '.kube/config', '.config/gh/hosts.yml', '.bash_history', '.local/share/keyrings/login.keyring'],
  ...['.mozilla/firefox/p.default/cookies.sqlite', '.config/google-chrome/Default/Cookies', '.password-store/mail.gpg'],
];

const WORKSPACE_SECRETS = [
  ...['.env', 'packages/app/.env.local', 'a/b/c/d/e/.env', 'dist/.env', 'private/key', 'src/hidden/key'],
];

/** A throwaway machine in a folder: a repository, a home with secrets, the app's data, what lies outside, and a stand-in for the app. */
export interface EscapePlace {
  readonly root: string;
  readonly workspace: string;
  readonly home: string;
  readonly dataDir: string;
  readonly outside: string;
  /** In every process that the attempt starts, by which it is found. */
  readonly token: string;
  /** What stands in a secret file; found in anything the attempt could carry out, it is an escape. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly listeners: Listeners;
  /** A process like the app: with a secret in its environment, and another behind an open descriptor 7. */
  readonly app: number;
  /** Prints the word that the command has done what it must not be able to do. */
  readonly say: string;
  /** Whether this is the unsandboxed twin, which must keep its hands off the machine. */
  readonly control: boolean;
  /** Where the attempt goes for the machine's own, its control goes for a stand-in. */
  machine(path: string): string;
  dispose(): void;
}

export function escapePlace(listeners: Listeners, control: boolean): EscapePlace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost escape ')));
  const token = randomBytes(8).toString('hex');
  const at = (path: string) => join(root, path);
  const [workspace, home, dataDir, outside] = [at('shop'), at('home'), at('data'), at('outside')] as const;
  const secrets = new Map<string, string>();
  const put = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const hide = (path: string) => {
    const secret = `SECRET-${randomBytes(8).toString('hex')}`;
    secrets.set(secret, path.replace(`${root}/`, ''));
    put(path, `${secret}\n`);
  };
  for (const path of HOME_SECRETS) hide(join(home, path));
  for (const path of WORKSPACE_SECRETS) hide(join(workspace, path));
  for (const path of ['goalpost.db', 'blobs-of-others/x', 'threads/other/tmp/x']) hide(join(dataDir, path));
  hide(at('held'));
  const inEnvironment = `SECRET-${randomBytes(8).toString('hex')}`;
  secrets.set(inEnvironment, "the app's environment");
  put(join(outside, 'f'), 'untouched\n');
  put(join(workspace, 'src/a.js'), 'export {};\n');
  put(join(workspace, 'test/a.test.js'), 'honest();\n');
  put(join(workspace, 'one.txt'), 'one\n');
  put(join(home, '.bashrc'), '# mine\n');
  for (const folder of ['home/run', 'home/.local/bin', 'machine/etc', 'machine/tmp']) mkdirSync(at(folder), { recursive: true });
  repository(workspace);
  const app = startApp(root, { SECRET: inEnvironment });
  return {
    ...{ root, workspace, home, dataDir, outside, token, secrets, listeners, control },
    app: app.pid as number,
    say: `printf 'ESCA%s-%s\\n' PED ${token}`,
    machine: (path) => (control ? at(`machine${path}`) : path),
    dispose: () => {
      app.kill('SIGKILL');
      for (const pid of processesOf(token)) killed(pid);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function repository(folder: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder, stdio: 'ignore' });
  git('init', '-q', '-b', 'main', '--template=');
  mkdirSync(join(folder, '.git', 'hooks'));
  writeFileSync(join(folder, '.gitignore'), '.env*\nprivate/\nhidden/\ndist/\n');
  git('add', '-A');
  git('commit', '-qm', 'start');
}

/** Its descriptor 7 is of a file that has no name any more: only through the app can it be read. */
function startApp(root: string, env: Record<string, string>): ChildProcess {
  const held = openSync(join(root, 'held'), 'r');
  rmSync(join(root, 'held'));
  try {
    const none = 'ignore' as const;
    return spawn('bash', ['-c', 'exec -a goalpost-app sleep 3600'], {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: [none, none, none, none, none, none, none, held],
      detached: true,
    });
  } finally {
    closeSync(held);
  }
}

/** Processes with the token in their environment or command line, anywhere on the machine; this one aside. */
export function processesOf(token: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ['environ', 'cmdline'].some((file) => contentOf(`/proc/${pid}/${file}`).includes(token)))
    .map(Number);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}
