import { median } from '../../rigs/figure';
import type { BenchWindow } from './benchWindow';
import { told } from './print';

const ROUNDS = 9;

/** What a view is given of a terminal whose scrollback is full, and how long it waits for that. */
export async function measureAttach(window: BenchWindow): Promise<void> {
  const shell = await window.newShell();
  await shell.flood(1);
  const attached = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    attached.push(await window.inPage.call('attachTimes', window.thread, shell.terminal));
  }
  told('snapshot_size', median(attached.map(({ snapshotBytes }) => snapshotBytes)) / 1_024, 'KB');
  told('attach_median', median(attached.map(({ ms }) => ms)), 'ms');
}
