import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { ProcessInfo } from './processTree';

export interface TreeUse {
  /** With their threads, where the system tells (Linux). */
  readonly processes: number;
  /** What is theirs alone; what they share with the machine (programs, mapped files) is not counted. */
  readonly memoryMb: number;
}

/** What a process tree takes at this moment. */
export function treeUse(tree: readonly ProcessInfo[]): TreeUse {
  return process.platform === 'linux' ? procUse(tree) : psUse(tree);
}

function procUse(tree: readonly ProcessInfo[]): TreeUse {
  const all = tree.map(({ pid }) => read(`/proc/${pid}/status`));
  const figures = (pattern: RegExp) => all.map((status) => Number(pattern.exec(status)?.[1] ?? 0));
  return { processes: sum(figures(/^Threads:\s+(\d+)$/m)), memoryMb: sum(figures(/^RssAnon:\s+(\d+) kB$/m)) / 1024 };
}

function psUse(tree: readonly ProcessInfo[]): TreeUse {
  if (tree.length === 0) return { processes: 0, memoryMb: 0 };
  const pids = tree.map(({ pid }) => pid).join(',');
  return { processes: tree.length, memoryMb: sum(residentKb(pids).split('\n').map(Number)) / 1024 };
}

/** `ps` fails where none of them lives any more. */
function residentKb(pids: string): string {
  try {
    return execFileSync('/bin/ps', ['-o', 'rss=', '-p', pids], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** A process may end between the listing and the reading. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
