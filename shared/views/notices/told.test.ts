import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { History } from '../../../test/fakes/history';
import { history } from '../../../test/fakes/historyMoves';
import { evolve, firstState } from '../../thread/evolve';
import type { ThreadState } from '../../thread/state';
import { threadRow } from '../threadRow';
import { type Notice, noticeOf, stillHolds } from './notice';

const SEED = 20_260_102;
const HISTORIES = 150;

it('law 8: while a thread stands under Needs you, something told of it still holds, and says no more than the thread does', async () => {
  const kinds = new Set<string>();
  const law = fc.property(history, ({ goal, moves }) => {
    const played = new History(goal);
    const told: Notice[] = [];
    let seen = 0;
    let state: ThreadState | undefined;
    for (const move of moves) {
      played.play(move);
      const { now, events } = played.thread;
      for (const event of events.slice(seen)) {
        state = state ? evolve(state, event, event.at) : firstState('th', event, event.at);
        const notice = noticeOf(state, event);
        if (notice) told.push(notice);
      }
      seen = events.length;
      const holding = told.filter((notice) => stillHolds(notice, now));
      for (const { kind } of holding) kinds.add(kind);
      const asks = holding.some(
        ({ kind }) => kind === 'blocked' || kind === 'question' || kind === 'limited' || kind === 'error',
      );
      if (threadRow(now).group === 'needs_you' && !asks) expect({ row: threadRow(now), told }).toBe('told');
      const complete = holding.some(({ kind }) => kind === 'complete');
      if (complete && now.goal?.status !== 'complete') expect({ row: threadRow(now), holding }).toBe('complete');
    }
  });
  await fc.assert(law, { seed: SEED, numRuns: HISTORIES });
  expect([...kinds].sort()).toEqual(['blocked', 'claimed', 'complete', 'error', 'limited', 'question', 'refused']);
});
