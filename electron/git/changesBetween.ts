import type { FileChange } from '../../shared/workspace/checkpoint';
import { together } from './exclusive';
import { inNeutral, inScratch } from './neutralRepository';
import { nulFields } from './paths';
import { objectNamed } from './userRepository';
import type { Workspace } from './workspace';

/** Options of every comparison: nothing outside git shows or converts, a submodule is one line. */
export const PLAIN_DIFF = ['-r', '--no-ext-diff', '--no-textconv', '--no-color', '--submodule=short', '--ignore-submodules=none'];

/** Every file that differs between two trees, in path order; a moved file is one change with where it came `from`. */
export async function fileChanges(
  workspace: Workspace,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<readonly FileChange[]> {
  const [before, after] = await together([objectNamed(workspace, from, signal), objectNamed(workspace, to, signal)]);
  return inScratch(workspace, { objects: 'thrown away' }, signal, async (repository) => {
    const args = ['diff-tree', ...PLAIN_DIFF, '-M', '--raw', '--numstat', '-z', before, after];
    return parseChanges(nulFields((await inNeutral(repository, args, {}, signal)).stdout));
  });
}

/** Parses `--raw --numstat -z`: first all records `:modes hashes status` with their paths, then all counts in the same order. */
export function parseChanges(fields: readonly string[]): readonly FileChange[] {
  const read = reader(fields);
  const kinds: Kind[] = [];
  while (read.peek().startsWith(':')) kinds.push(readKind(read));
  return kinds.map((kind) => ({ ...kind, ...readCounts(read) }));
}

type Kind = Pick<FileChange, 'path' | 'status' | 'from' | 'was' | 'is'>;

interface FieldReader {
  peek(): string;
  next(): string;
}

function reader(fields: readonly string[]): FieldReader {
  let at = 0;
  return { peek: () => fields[at] ?? '', next: () => fields[at++] ?? '' };
}

function readKind(read: FieldReader): Kind {
  const [modeBefore = '', modeAfter = '', before = '', after = '', status = ''] = read.next().slice(1).split(' ');
  const letter = status.slice(0, 1);
  const contents = { was: contentOf(modeBefore, before), is: contentOf(modeAfter, after) };
  if (letter === 'R') {
    const from = read.next();
    return { status: 'renamed', from, path: read.next(), ...contents };
  }
  return { status: STATUS[letter] ?? 'modified', path: read.next(), ...contents };
}

/** The mode belongs to it: a file that only became executable has changed. Zeros alone say that the file is not in that tree. */
function contentOf(mode: string, hash: string): string | null {
  return /^0*$/.test(hash) ? null : `${mode} ${hash}`;
}

const STATUS: Readonly<Record<string, FileChange['status']>> = { A: 'added', D: 'deleted', M: 'modified', T: 'type_changed' };

/** `3\t1\tpath`, or `3\t1\t` and then the old and the new path of a moved file; `-` counts a binary file. */
function readCounts(read: FieldReader): Pick<FileChange, 'added' | 'removed'> {
  const [added = '', removed = '', path = ''] = read.next().split('\t');
  if (path === '') {
    read.next();
    read.next();
  }
  return { added: countOf(added), removed: countOf(removed) };
}

function countOf(text: string): number | null {
  return text === '-' ? null : Number(text);
}
