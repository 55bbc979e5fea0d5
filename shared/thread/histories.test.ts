import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from '../../test/fakes/history';
import { type Ending, history, type ModelMove } from '../../test/fakes/historyMoves';
import { assertAnswered, assertCharged, assertFolds } from '../../test/fakes/threadLog';
import { eventData } from './events';

/**
 * Histories in the usual check, about ten seconds of a machine for itself; `GOALPOST_HISTORIES=N` plays as many others instead, from a
 * seed of its own that is told with the path when one fails.
 */
const USUAL_HISTORIES = 3_000;
const USUAL_SEED = 20_260_101;

/**
 * What once broke a law, by the seed and path that the failure told: just the history there is played again. A change to the moves makes
 * another of it; it stays all the same, since what broke once lies near what may break again.
 */
const PINNED: readonly { readonly seed: number; readonly path: string; readonly broke: string }[] = [
  { seed: USUAL_SEED, path: '1', broke: 'active time was counted while the app was not there' },
  {
    seed: USUAL_SEED,
    path: '1574',
    broke: 'a request that had failed was asked again under its id once a compaction had made room',
  },
];

/** A goal left alone comes to rest within so many steps: the longest way is a provider's faults, every retry two of them. */
const MOST_STEPS = 400;

const ENDS: Readonly<Record<Ending, ModelMove>> = {
  words: { says: 'words' },
  claims: { says: 'calls', calls: ['claim'] },
  faults: { says: 'fault', kind: 'server', retryAfterMs: null, paid: true },
  quota: { says: 'fault', kind: 'quota', retryAfterMs: null, paid: false },
};

/** Plays `numRuns` histories, from the path on where one is given, and answers how many were played. */
function holds(which: { readonly seed: number; readonly path?: string; readonly numRuns: number }): number {
  let count = 0;
  const law = fc.property(history, ({ goal, moves, cut, ending }) => {
    count += 1;
    const played = new History(goal);
    const { thread } = played;
    for (const move of moves) played.play(move);
    assertAnswered(thread.now);
    assertCharged(thread.events, thread.now);
    played.settle(ENDS[ending], MOST_STEPS);
    assertFolds('th', thread.events, thread.now, cut);
    assertAnswered(thread.now);
    assertCharged(thread.events, thread.now);
  });
  void fc.assert(law, which);
  return count;
}

describe('any history of a thread', () => {
  it('keeps the laws of continuation, folds to its state, and comes to rest when left alone', () => {
    const more = Number(process.env.GOALPOST_HISTORIES ?? 0);
    if (more > 0) holds({ seed: Date.now() % 2 ** 31, numRuns: more });
    else holds({ seed: USUAL_SEED, numRuns: USUAL_HISTORIES });
  }, 3_600_000);

  it.each(PINNED)('keeps them where it once did not: $broke', ({ seed, path }) => {
    expect(holds({ seed, path, numRuns: 1 })).toBe(1);
  });

  it('is varied: together they make events of every type', () => {
    const reached = new Set<string>();
    for (const sample of fc.sample(history, { seed: USUAL_SEED, numRuns: 2_000 })) {
      const played = new History(sample.goal);
      for (const move of sample.moves) played.play(move);
      for (const event of played.thread.events) reached.add(event.type);
    }
    expect([...reached].sort()).toEqual(Object.keys(eventData).sort());
  });
});
