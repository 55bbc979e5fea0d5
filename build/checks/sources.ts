import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

export const CODE = new Set(['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']);

// Folders that hold nothing we wrote.
const NOT_OURS = new Set(['node_modules', '.git', 'out']);

export const isTest = (path: string): boolean => /\.test\.[cm]?[jt]sx?$/.test(path) || path.startsWith('test/');

/** Files given to a program under test as data. They are counted; nobody asks that they parse or follow our rules. */
export const isFixture = (path: string): boolean => path.startsWith('test/fixtures/');

/** Paths of all code files below `root`, found by walking the folders; relative, with forward slashes, sorted. */
export function walkSources(root: string, folder = ''): readonly string[] {
  const found = readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : walkSources(root, path);
    return entry.isFile() && CODE.has(extname(entry.name)) ? [path] : [];
  });
  return found.sort();
}

/**
 * Paths of all code files that git names: tracked ones, and untracked ones that are not ignored. This is the second, independent
 * count that a check compares its own with. Throws where git cannot answer: a check that cannot prove its count has failed.
 */
export function gitSources(root: string): readonly string[] {
  const args = ['-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const { status, stdout, stderr } = spawnSync('git', args, { env: gitEnvironment(), maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`git ls-files failed: ${stderr}`);
  const paths = stdout.toString('utf8').split('\0');
  return paths.filter((path) => CODE.has(extname(path)) && stands(join(root, path))).sort();
}

/** Inside a git hook, variables such as GIT_DIR would send git to another repository. */
function gitEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
}

/** A file removed but still in the index is no source any more. */
function stands(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** What git names and the check did not see. */
export function unseen(seen: readonly string[], named: readonly string[]): readonly string[] {
  const known = new Set(seen);
  return named.filter((path) => !known.has(path));
}
