import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../shared/kernel/result';
import { prunable } from '../../shared/thread/checkpoints/prune';
import { EXIT } from '../../shared/views/outcome';
import { loadThread, UnreadableThread } from '../engine/load';
import type { EventStore } from '../store/eventStore';
import type { Output } from './io';
import { openForReading } from './open';
import { giveOrder } from './order';
import { readState, stateWhen } from './readState';
import { type CommonOptions, dataFolder } from './settings';

/** `goalpost prune`: lets go of checkpoints that nothing cites, of one thread or of all, and says what it freed. */
export async function pruneCommand(thread: string | undefined, options: CommonOptions, output: Output): Promise<number> {
  if (thread !== undefined) return pruneThread(thread, options, output);
  let worst: number = EXIT.complete;
  const threads = threadsToPrune(dataFolder(options));
  if (!threads.ok) {
    output.fault(threads.error);
    return EXIT.failed;
  }
  for (const each of threads.value) worst = Math.max(worst, await pruneThread(each, options, output));
  return worst;
}

function threadsToPrune(dataDir: string): Result<readonly string[], string> {
  if (!existsSync(join(dataDir, 'goalpost.db'))) return ok([]);
  const store = openForReading(dataDir);
  if (!store.ok) return store;
  try {
    return ok(store.value.threads().flatMap(({ thread }) => (mayPrune(store.value, thread) ? [thread] : [])));
  } finally {
    store.value.dispose();
  }
}

/** A thread that does not read is left as it is: `goalpost list` says why. */
function mayPrune(store: EventStore, thread: string): boolean {
  try {
    const { state } = loadThread(store, thread);
    return state !== undefined && prunable(state).length > 0;
  } catch (thrown) {
    if (!(thrown instanceof UnreadableThread)) throw thrown;
    return false;
  }
}

async function pruneThread(thread: string, options: CommonOptions, output: Output): Promise<number> {
  const before = readState(thread, options, output, (state) => state);
  if (typeof before === 'number') return before;
  const answered = await giveOrder({ thread, command: { type: 'checkpoints.prune', by: 'user' } }, dataFolder(options));
  if (!answered.ok) {
    output.fault(answered.message);
    return EXIT.failed;
  }
  const after = await stateWhen(thread, options, output, (state) => !state.pruneAsked);
  if (!after) {
    output.fault(`${thread}: the process that owns the data folder is still at it. Try again when it is idle.`);
    return EXIT.failed;
  }
  const held = new Set(after.checkpoints.map((row) => row.id));
  const pruned = before.checkpoints.filter((row) => !held.has(row.id));
  const refs = new Set(pruned.map((row) => row.anchor)).size;
  if (options.json) {
    output.out(
      JSON.stringify({ type: 'prune', thread, pruned: pruned.map((row) => row.id), refs, held: after.checkpoints.length }),
    );
  } else output.out(pruneWords(thread, pruned.length, refs, after.checkpoints.length));
  return EXIT.complete;
}

function pruneWords(thread: string, pruned: number, refs: number, held: number): string {
  if (pruned === 0) return `${thread}: nothing to prune; all ${held} checkpoints are cited or the latest.`;
  return `${thread}: ${pruned} checkpoints and ${refs} refs let go, ${held} held. Git frees their space at its own next clean-up (git gc).`;
}
