// Counts the lines of every source file. It proves by git's own list that it saw them all; what a file may hold is its author's affair.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitSources, isFixture, unseen, walkSources } from './sources';

// STYLE.md rule 22: at 300 lines look for the second subject; at 500 it is no longer a matter of taste.
export const LONG_LINES = 300;
export const MOST_LINES = 500;

const OURS = /^(shared|electron|renderer|build|bin|test)\//;

export interface SizeReport {
  readonly seen: number;
  readonly unseen: readonly string[];
  /** Longer than `MOST_LINES`: the check fails. Longest first. */
  readonly tooLong: readonly FileLength[];
  /** Longer than `LONG_LINES`: listed. Longest first. */
  readonly long: readonly FileLength[];
}

export interface FileLength {
  readonly path: string;
  readonly lines: number;
}

export function sizes(root: string): SizeReport {
  const ours = (path: string): boolean => OURS.test(path) && !isFixture(path);
  const seen = walkSources(root).filter(ours);
  const files = seen.map((path) => ({ path, lines: linesOf(readFileSync(join(root, path), 'utf8')) }));
  const sorted = files.sort((a, b) => b.lines - a.lines || a.path.localeCompare(b.path));
  return {
    seen: seen.length,
    unseen: unseen(seen, gitSources(root).filter(ours)),
    tooLong: sorted.filter((file) => file.lines > MOST_LINES),
    long: sorted.filter((file) => file.lines > LONG_LINES && file.lines <= MOST_LINES),
  };
}

/** Lines as an editor counts them: a last line without its line end counts too. */
function linesOf(text: string): number {
  if (text === '') return 0;
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
