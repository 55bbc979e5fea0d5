import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from '../../test/fakes/history';
import { history } from '../../test/fakes/historyMoves';
import { inboxRows } from './inboxRows';
import { threadRow } from './threadRow';

/** Together these bring every kind of question. */
const SEED = 20_260_101;
const HISTORIES = 150;

describe('law 8: every badge, count and row derives from the same persisted state', () => {
  it('puts a thread under Needs you just while the inbox has a row of it that waits for a person', async () => {
    const waited = new Set<string>();
    const told = fc.property(history, ({ goal, moves }) => {
      const played = new History(goal);
      for (const move of moves) {
        played.play(move);
        const { now: state, events } = played.thread;
        const kinds = inboxRows(state, events)
          .filter((row) => row.waitsFor === 'person')
          .map((row) => row.ask.kind);
        for (const kind of kinds) waited.add(kind);
        const { group, status, reason } = threadRow(state);
        if ((group === 'needs_you') !== kinds.length > 0) expect({ group, status, reason, kinds }).toBe('in step');
      }
    });
    await fc.assert(told, { seed: SEED, numRuns: HISTORIES });
    expect([...waited].sort()).toEqual([
      'acceptance',
      'baseline',
      'blocked',
      'budget',
      'human',
      'permission',
      'protected',
      'usage',
    ]);
  });
});
