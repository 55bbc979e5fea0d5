import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Room for a small goal's data, several times over. */
const SIZE = '16m';
const PIECE = Buffer.alloc(4096);

/** A folder on a disk of its own that is small, and can be filled to the last byte. */
export interface SmallDisk {
  fill(): void;
  free(): void;
  unmount(): void;
}

/** Whether this user may mount one; only root may. */
export const mayMount = process.getuid?.() === 0;

/** Makes `folder` such a disk, a file system in memory. */
export function smallDisk(folder: string): SmallDisk {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=700`, 'goalpost-test', folder], { stdio: 'pipe' });
  const filler = join(folder, 'filler');
  return {
    fill: () => fillWith(filler),
    free: () => rmSync(filler),
    unmount: () => void execFileSync('umount', ['--lazy', folder]),
  };
}

function fillWith(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, PIECE);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOSPC') throw thrown;
  } finally {
    closeSync(file);
  }
}
