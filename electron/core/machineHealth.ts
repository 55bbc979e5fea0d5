import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { HealthFact } from '../../shared/views/health';
import { sandboxHealth } from '../sandbox/health';

const execute = promisify(execFile);

/** The first version with `worktree add --orphan`'s forerunners, `--no-optional-locks` and stable porcelain that the app relies on. */
const LEAST_GIT = [2, 20] as const;

/** As package.json's engines has it. */
const LEAST_NODE = [20, 19] as const;

/** A goal's outputs and checkpoints fill less in a day; below it the next build may fail. */
const LEAST_FREE_BYTES = 1024 ** 3;

const GIT_TIMEOUT_MS = 10_000;

type Tried = Omit<HealthFact, 'id'>;

export interface MachineOptions {
  readonly hostEntry: string;
  readonly dataDir: string;
  /** What only the door knows: whether keys can be kept, and whether there is a window. */
  readonly keychain: Tried;
  readonly window: Tried;
}

/** Really tries what goals rest on, all at once; each fact is told as soon as it is known. Answers all of them. */
export async function machineHealth(
  options: MachineOptions,
  tell: (fact: HealthFact) => void = () => undefined,
): Promise<readonly HealthFact[]> {
  const facts: HealthFact[] = [];
  const add = (fact: HealthFact) => {
    facts.push(fact);
    tell(fact);
  };
  add({ id: 'node', ...nodeFact() });
  add({ id: 'keychain', ...options.keychain });
  add({ id: 'window', ...options.window });
  await Promise.all([
    sandboxHealth(options, add),
    gitFact().then((fact) => add({ id: 'git', ...fact })),
    worktreeFact().then((fact) => add({ id: 'worktrees', ...fact })),
    dataFact(options.dataDir).then((fact) => add({ id: 'data', ...fact })),
    diskFact(options.dataDir).then((fact) => add({ id: 'disk', ...fact })),
  ]);
  return facts;
}

function nodeFact(): Tried {
  const { node, electron } = process.versions;
  const words = electron ? `${node}, inside Electron ${electron}` : node;
  if (electron || isAtLeast(node, LEAST_NODE)) return { state: 'works', words };
  return { state: 'fails', words, remedy: { words: `Install Node ${LEAST_NODE.join('.')} or later.` } };
}

async function gitFact(): Promise<Tried> {
  try {
    const { stdout } = await execute('git', ['--version'], { timeout: GIT_TIMEOUT_MS });
    const version = /\d+\.\d+(?:\.\d+)?/.exec(stdout)?.[0] ?? '';
    if (isAtLeast(version, LEAST_GIT)) return { state: 'works', words: version };
    return { state: 'fails', words: `${version} is too old`, remedy: { words: `Install git ${LEAST_GIT.join('.')} or later.` } };
  } catch (cause) {
    return { state: 'fails', words: `git does not run: ${messageOf(cause)}`, remedy: { words: 'Install git.' } };
  }
}

/** A worktree of a throwaway repository is made, and asked about. */
async function worktreeFact(): Promise<Tried> {
  const root = await mkdtemp(join(tmpdir(), 'goalpost-health-git-'));
  const git = (...args: readonly string[]) =>
    execute(
      'git',
      ['-c', 'user.name=goalpost', '-c', 'user.email=goalpost@localhost', '-c', 'core.hooksPath=/dev/null', ...args],
      {
        cwd: root,
        timeout: GIT_TIMEOUT_MS,
      },
    );
  try {
    await git('init', '-q', 'main');
    await git('-C', 'main', 'commit', '-q', '--allow-empty', '-m', 'start');
    await git('-C', 'main', 'worktree', 'add', '-q', '--detach', '../apart');
    await git('-C', 'apart', 'status', '--porcelain');
    return { state: 'works', words: 'a goal may have a worktree of its own' };
  } catch (cause) {
    const remedy = { words: 'Let goals work in place, or update git.' };
    return { state: 'fails', words: `no worktree could be made: ${messageOf(cause)}`, remedy };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** A file is written there, and is on the disk, before it is said to be possible. */
async function dataFact(dataDir: string): Promise<Tried> {
  const file = join(dataDir, `.health-${process.pid}`);
  try {
    const made = await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile('ok');
      await handle.sync();
    } finally {
      await handle.close();
      await rm(file, { force: true });
      // A mistyped name leaves no folder behind.
      if (made !== undefined) await rmdir(dataDir);
    }
    return { state: 'works', words: dataDir };
  } catch (cause) {
    const remedy = { words: 'Choose another with --data or GOALPOST_DATA, or make this one writable.' };
    return { state: 'fails', words: `${dataDir} cannot be written: ${messageOf(cause)}`, remedy };
  }
}

async function diskFact(dataDir: string): Promise<Tried> {
  try {
    const { bavail, bsize } = await statfs(nearest(dataDir));
    const free = bavail * bsize;
    const words = `${(free / 1024 ** 3).toFixed(1)} GB free at the data folder`;
    if (free >= LEAST_FREE_BYTES) return { state: 'works', words };
    return { state: 'limited', words, remedy: { words: 'Free some space: outputs and checkpoints are kept there.' } };
  } catch (cause) {
    return { state: 'fails', words: messageOf(cause), remedy: { words: 'Choose another data folder with --data.' } };
  }
}

/** The folder, or of those it would be made in the first that is there. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [has = 0, and = 0] = version.split('.').map(Number);
  return has > major || (has === major && and >= minor);
}

function messageOf(cause: unknown): string {
  const text = cause instanceof Error ? ((cause as { stderr?: string }).stderr ?? '').trim() || cause.message : String(cause);
  return text.split('\n')[0] ?? '';
}
