import { release, totalmem } from 'node:os';
import type { Boundaries } from '../../shared/goal/contract';
import type { CommandLimits } from './command';

/** The largest test suites and parallel builds have some hundred processes of a dozen threads each; a fork bomb has this at once. */
export const DEFAULT_PROCESSES = 4_096;

/** Of the machine's memory, so that the app, the window and the system keep room to breathe whatever a command does. */
const DEFAULT_MEMORY_SHARE = 0.75;

/** Larger than what builds, tests and benchmarks write into one file, smaller than a disk. */
export const DEFAULT_FILE_MB = 8_192;

const MB = 1024 * 1024;

/** What a contract says, and for the rest the usual limits. */
export function limitsOf(said: Boundaries['limits'] = {}): CommandLimits {
  return {
    processes: said.processes ?? DEFAULT_PROCESSES,
    memoryMb: said.memoryMb ?? Math.floor((totalmem() * DEFAULT_MEMORY_SHARE) / MB),
    fileMb: said.fileMb ?? DEFAULT_FILE_MB,
  };
}

/** For bash, before the sandbox is built; a program that goes on writing is ended by SIGXFSZ, or told EFBIG where it ignores that. */
export const fileLimit = ({ fileMb }: CommandLimits): string => `ulimit -f ${fileMb * 1024}`;

/**
 * For the shell inside. Since Linux 5.14 the kernel counts a user's processes in each user namespace by itself, so that this is
 * exactly the command's tree; an older one would count the whole desktop. (dash calls it -p.) Root is not limited by it: there control groups are.
 */
export function processLimit({ processes }: CommandLimits): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return undefined;
  const [major = 0, minor = 0] = release().split('.').map(Number);
  return major > 5 || (major === 5 && minor >= 14) ? `ulimit -u ${processes} 2>/dev/null || ulimit -p ${processes}` : undefined;
}
