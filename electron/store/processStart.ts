import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** How long `ps` may take before a process counts as unknown; it answers in a few milliseconds. */
const PS_TIMEOUT_MS = 2000;

/**
 * When a process started, as an opaque word: a pid that was given to another process since has another one. Undefined when no
 * such process lives (a zombie does not). On systems that do not tell a start time the word is the same for every process.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return linuxStart(pid);
  if (process.platform === 'win32') return lives(pid) ? 'unknown' : undefined;
  return psStart(pid);
}

// /proc/<pid>/stat: "pid (name) state ppid …"; the name may hold spaces and parentheses. Field 22 counts ticks since boot.
async function linuxStart(pid: number): Promise<string | undefined> {
  const [stat, boot] = await Promise.all([
    readOrUndefined(`/proc/${pid}/stat`),
    readOrUndefined('/proc/sys/kernel/random/boot_id'),
  ]);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ticks] = [fields?.[0], fields?.[19]];
  if (ticks === undefined || state === 'Z' || state === 'X') return undefined;
  return `${boot?.trim() ?? ''}:${ticks}`;
}

async function readOrUndefined(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

function psStart(pid: number): Promise<string | undefined> {
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env, timeout: PS_TIMEOUT_MS }, (error, stdout) => {
      const [, state, start] = /^\s*(\S+)\s+(.+?)\s*$/.exec(stdout) ?? [];
      resolve(error || state?.startsWith('Z') ? undefined : start);
    });
  });
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
