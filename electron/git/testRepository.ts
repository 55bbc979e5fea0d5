import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Result } from '../../shared/kernel/result';
import type { CheckpointRef } from '../../shared/workspace/checkpoint';
import type { GitError } from './failure';
import { type CheckpointOrder, openWorkspace, takeCheckpoint, type Workspace } from './git';

/** A real repository for a test, gone with it; `git` runs the real program in it, as a user would. */
export interface TestRepository {
  readonly root: string;
  readonly folder: string;
  git(...args: readonly string[]): string;
  write(path: string, content: string | Buffer): void;
  read(path: string): string;
  workspace(): Promise<Workspace>;
}

export const NEVER = new AbortController().signal;

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost git tést-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A repository with these files in one commit on `main`. */
export function testRepository(files: Readonly<Record<string, string | Buffer>> = { 'a.txt': 'one\n' }): TestRepository {
  const folder = temporaryFolder();
  const repository = repositoryAt(join(folder, 'work space'), folder);
  mkdirSync(repository.root);
  repository.git('init', '-q', '-b', 'main');
  for (const [path, content] of Object.entries(files)) repository.write(path, content);
  repository.git('add', '-A');
  repository.git('commit', '-q', '--allow-empty', '-m', 'first');
  return repository;
}

export function repositoryAt(root: string, folder: string): TestRepository {
  return {
    root,
    folder,
    git: (...args) => runAsUser(root, args),
    write: (path, content) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    workspace: async () => value(await openWorkspace(root)),
  };
}

export function runAsUser(cwd: string, args: readonly string[]): string {
  const who = ['-c', 'user.name=User', '-c', 'user.email=user@example.invalid', '-c', 'protocol.file.allow=always'];
  return execFileSync('git', [...who, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The order of checkpoint `n` of a thread, with what a test wants different. */
export function order(repository: TestRepository, n: number, more: Partial<CheckpointOrder> = {}): CheckpointOrder {
  return { thread: 't1', id: `c${n}`, n, exclude: [], protect: [], privateDir: join(repository.folder, 'private'), ...more };
}

/** Takes the checkpoint of that order. */
export async function checkpoint(
  repository: TestRepository,
  n: number,
  more: Partial<CheckpointOrder> = {},
): Promise<CheckpointRef> {
  return value(await takeCheckpoint(await repository.workspace(), order(repository, n, more), NEVER));
}

export function value<T>(result: Result<T, GitError>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Each file of a tree with its mode, in git's order. */
export function listing(repository: TestRepository, tree: string): readonly string[] {
  const records = repository.git('ls-tree', '-r', '-z', tree).split('\0').slice(0, -1);
  return records.map((record) => `${record.slice(0, 6)} ${record.slice(record.indexOf('\t') + 1)}`);
}

/** Everything of the user's that no checkpoint may touch: bytes of the index, configuration, HEAD and reflogs, and all other refs. */
export function userState(repository: TestRepository): Readonly<Record<string, string>> {
  const files = filesBelow(join(repository.root, '.git')).filter((path) => !/^(objects|refs\/goalpost)(\/|$)/.test(path));
  const hashes = files.map((path): [string, string] => [path, hashOf(join(repository.root, '.git', path))]);
  return {
    ...Object.fromEntries(hashes),
    status: repository.git('--no-optional-locks', 'status', '--porcelain'),
    stash: repository.git('stash', 'list'),
  };
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
