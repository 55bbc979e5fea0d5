import type { Contract } from '../../shared/goal/contract';
import type { TranscriptItem } from '../../shared/provider/model';
import { call, SimulatedThread, testContract } from './simulatedThread';
import type { Reply } from './simulatedWork';

/** What the model of these threads takes, in tokens. */
export const CONTEXT = 10_000;

/** An answer after which, by the server's count, the conversation is as full as it may be. */
export const full = (...items: readonly TranscriptItem[]): Reply => ({
  items: items.length > 0 ? items : [call('shell', { command: 'make' })],
  tokens: { input: 7_900, cached: 7_800, output: 100 },
});

/** A thread with an active goal whose model takes little. */
export function smallThread(contract: Contract = testContract()): SimulatedThread {
  return new SimulatedThread().activate(contract, true, { api: 'responses', model: 'm', contextTokens: CONTEXT });
}

/** The same, in the middle of a turn whose next request waits for a compaction. */
export function fullThread(contract: Contract = testContract(), reply: Reply = full()): SimulatedThread {
  const thread = smallThread(contract);
  thread.world.replies.push(reply);
  for (let step = 0; thread.owed[0]?.kind !== 'compact'; step++) {
    if (step > 20 || !thread.step()) throw new Error(`no compaction is owed: ${thread.answer}`);
  }
  return thread;
}
