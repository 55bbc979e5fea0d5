import { join } from 'node:path';
import { killTree } from '../../electron/pty/endTree';
import { forkedHost } from '../../electron/terminals/forkedHost';
import { openTerminals } from '../../electron/terminals/openTerminals';
import type { HostChannel, Terminals, TerminalsPlace } from '../../electron/terminals/terminals';

/** Benchmarks are bundled elsewhere, and like the tests are started from the root. */
const ENTRY = join(process.cwd(), 'out', 'ptyHost.mjs');

/** The real pty host, as the command line starts it. */
export const startPtyHost = (): HostChannel => forkedHost(ENTRY);

/** Terminals of the real host, whose outputs and screens are kept below the data folder. */
export function forkedTerminals(dataDir: string, place: Partial<TerminalsPlace> = {}): Terminals {
  const folders = { blobsDir: join(dataDir, 'blobs'), screensDir: join(dataDir, 'screens') };
  return openTerminals({ start: startPtyHost, ...folders, killTree, ...place });
}
