import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type EventStore, openEventStore } from '../../electron/store/eventStore';

/** An empty log on the disk; it goes with the test. */
export function tempStore(): EventStore {
  const folder = mkdtempSync(join(tmpdir(), 'goalpost log-'));
  const opened = openEventStore(join(folder, 'log.db'), { mode: 'write' });
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => {
    opened.value.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  return opened.value;
}
