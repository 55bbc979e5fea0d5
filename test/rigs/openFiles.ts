import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

// What a process holds, as Linux tells it.

export const descriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

/** Open ends of terminals, of either side. */
export function terminalDevices(pid: number): number {
  const targets = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return ''; // Closed since it was listed.
    }
  });
  return targets.filter((target) => /^\/dev\/(ptmx|pts\/\d+)$/.test(target)).length;
}

export function children(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}
