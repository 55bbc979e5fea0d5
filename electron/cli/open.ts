import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { err, type Result } from '../../shared/kernel/result';
import { isWaived } from '../../shared/thread/waiver';
import { type Core, openCore } from '../core';
import { serveOrder } from '../core/orders';
import { readPrices } from '../core/prices';
import { loadThread } from '../engine/load';
import { SAMPLE_SCRIPTS } from '../sample/samples';
import { type EventStore, openEventStore } from '../store/eventStore';
import { forkedHost } from '../terminals/forkedHost';
import { type CommonOptions, dataFolder, environmentSecret } from './settings';

/** The bundle's folder, `out/`: both hosts stand beside the command line's own file, the sample one level up. */
const OUT = dirname(fileURLToPath(import.meta.url));

/** The sandbox's host, built. */
export const HOST_ENTRY = join(OUT, 'wrapHost.mjs');

/** The terminals' host, built. */
const PTY_HOST_ENTRY = join(OUT, 'ptyHost.mjs');

/** The folder that the packages stand in. */
export const PROJECT = join(OUT, '..');

/** Where each sample has a folder of files. */
export const SAMPLES = join(OUT, '..', 'sample');

/** Opens the core as the owner of the data folder. The error is one sentence with its remedy. */
export async function openOwned(dataDir: string, withoutSandbox: 'refuse' | 'look' = 'refuse'): Promise<Result<Core, string>> {
  const prices = await readPrices(dataDir);
  if (!prices.ok) return prices;
  const core = await openCore({
    dataDir,
    hostEntry: HOST_ENTRY,
    startPtyHost: () => forkedHost(PTY_HOST_ENTRY),
    scripts: SAMPLE_SCRIPTS,
    prices: () => prices.value,
    secret: environmentSecret,
    withoutSandbox,
    serve: serveOrder,
  });
  return core.ok ? core : err(core.error.message);
}

/** A data folder that nothing was written to yet has no threads; that is no fault. */
export function mayHaveThreads(options: CommonOptions): boolean {
  return existsSync(join(dataFolder(options), 'goalpost.db'));
}

/**
 * False where the log has no such thread; looked at without making or locking anything, so that a mistyped name or folder leaves
 * no trace. A log that cannot be read is left to `openOwned`, which says why.
 */
export function mayHaveThread(dataDir: string, thread: string): boolean {
  const store = openEventStore(join(dataDir, 'goalpost.db'), { mode: 'read' });
  if (!store.ok) return store.error.code !== 'missing';
  try {
    return store.value.head(thread) > 0;
  } finally {
    store.value.dispose();
  }
}

/** `look` for a thread whose goal runs without a sandbox by a person's word: it may be driven where there is none. */
export function sandboxNeed(dataDir: string, thread: string): 'refuse' | 'look' {
  const store = openEventStore(join(dataDir, 'goalpost.db'), { mode: 'read' });
  if (!store.ok) return 'refuse';
  try {
    const { state } = loadThread(store.value, thread);
    return state && isWaived(state) ? 'look' : 'refuse';
  } finally {
    store.value.dispose();
  }
}

/** Opens the log for looking only; another process may be writing it. Nothing is created where there is none. */
export function openForReading(dataDir: string): Result<EventStore, string> {
  const store = openEventStore(join(dataDir, 'goalpost.db'), { mode: 'read' });
  return store.ok ? store : err(store.error.message);
}
