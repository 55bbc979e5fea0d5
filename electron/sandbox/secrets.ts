import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isEnvironmentFile } from '../../shared/goal/environmentFile';
import { isInside } from './paths';

/** What of a home folder no command reads: keys, tokens, password stores, browser profiles, shell histories. */
const HOME_SECRETS = [
  ...[
    '.ssh',
    '.gnupg',
    '.aws',
    '.azure',
    '.kube',
    '.docker',
    '.oci',
    '.terraform.d',
    '.netrc',
    '.npmrc',
    '.yarnrc.yml',
    '.pypirc',
  ],
  ...[
    '.git-credentials',
    '.config/git/credentials',
    '.config/gcloud',
    '.config/gh',
    '.config/glab-cli',
    '.config/hub',
    '.config/op',
  ],
  ...['.config/rclone', '.config/doctl', '.config/containers/auth.json', '.boto', '.s3cfg', '.pgpass', '.my.cnf', '.vault-token'],
  ...['.cargo/credentials', '.cargo/credentials.toml', '.gem/credentials', '.m2/settings.xml', '.gradle/gradle.properties'],
  ...['.password-store', '.local/share/keyrings', '.local/share/kwalletd', '.config/keepassxc', '.electrum', '.bitcoin'],
  ...['.bash_history', '.zsh_history', '.python_history', '.node_repl_history', '.psql_history', '.mysql_history'],
  ...['.codex', '.claude', '.claude.json', '.gemini', '.config/goalpost'],
  ...['.mozilla', '.thunderbird', '.config/google-chrome', '.config/chromium', '.config/BraveSoftware', '.config/microsoft-edge'],
  ...['snap/firefox', 'snap/chromium', '.config/Signal', '.config/Slack', '.config/discord'],
  ...['Library/Keychains', 'Library/Cookies', 'Library/Messages', 'Library/Mail', 'Library/Safari'],
  ...['Library/Application Support/Google/Chrome', 'Library/Application Support/Firefox'],
  ...['Library/Application Support/BraveSoftware', 'Library/Application Support/Microsoft Edge'],
];

/** Secrets of the machine, which matter when the app runs as root or in a container. */
const SYSTEM_SECRETS = ['/etc/shadow', '/etc/gshadow', '/etc/sudoers', '/etc/sudoers.d', '/run/secrets', '/var/run/secrets'];

/** Sockets through which a command that may use Unix sockets (`boundaries.sockets`) would command the machine or the desktop. */
const CONTROL_SOCKETS = [
  ...[
    '/run/docker.sock',
    '/run/podman',
    '/run/containerd',
    '/run/crio',
    '/run/libvirt',
    '/run/snapd.socket',
    '/run/snapd-snap.socket',
  ],
  ...['/run/dbus', '/run/systemd/private', '/run/systemd/notify', '/tmp/.X11-unix', '/tmp/.ICE-unix'],
];

/** Paths that no command may read, whether they exist or not. */
function knownSecrets(home: string): readonly string[] {
  return [...HOME_SECRETS.map((path) => join(home, path)), ...SYSTEM_SECRETS, ...CONTROL_SOCKETS, ...ownSockets()];
}

/** Of those paths the ones that may exist: every command pays for looking, and a home folder lacks most of them. */
export async function presentSecrets(home: string): Promise<readonly string[]> {
  const names = await readdir(home).then(
    (entries) => new Set(entries),
    () => undefined,
  );
  const absent = (path: string) =>
    names !== undefined && isInside(path, home) && !names.has(relative(home, path).split(sep)[0] ?? '');
  return knownSecrets(home).filter((path) => !absent(path));
}

/** The user's own: the ssh agent, and the folder with those of the desktop session. */
function ownSockets(): readonly string[] {
  const agent = process.env.SSH_AUTH_SOCK;
  return [`/run/user/${process.getuid?.() ?? 0}`, ...(agent ? [agent] : [])];
}

/** Deep enough for the packages of a monorepo and their parts; every command pays for the walk. */
const ENV_FILE_DEPTH = 6;

/** Folders of other people's files, and many of them. */
const NOT_WALKED = new Set(['node_modules', '.git', '__pycache__']);

/** Folders of many generated files: a build copies a `.env` to their top at most. */
const NOT_WALKED_FAR = new Set(['.venv', 'venv', 'target', 'dist', 'build', '.next', '.cache']);

/** The `.env` files of a workspace, to a depth of {@link ENV_FILE_DEPTH} folders. */
export async function environmentFiles(folder: string, depth = ENV_FILE_DEPTH): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry): Promise<readonly string[]> => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return environmentFilesIn(path, entry.name, depth - 1);
      return isEnvironmentFile(entry.name) ? [path] : [];
    }),
  );
  return found.flat();
}

async function environmentFilesIn(folder: string, name: string, depth: number): Promise<readonly string[]> {
  if (depth < 1 || NOT_WALKED.has(name)) return [];
  return environmentFiles(folder, NOT_WALKED_FAR.has(name) ? 1 : depth);
}
