import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from '../../test/fakes/history';
import { history } from '../../test/fakes/historyMoves';
import { owedWork } from '../continuation/owed';
import { decide } from '../thread/decide';
import { asListing, listingOf } from './listing';
import { threadRow } from './threadRow';

const SEED = 20_261_129;

describe('a listing', () => {
  it('is of the row that is drawn, and owes wherever a start would do anything', async () => {
    let resting = 0;
    const law = fc.property(history, ({ goal, moves }) => {
      const played = new History(goal);
      for (const move of moves) {
        played.play(move);
        const { now } = played.thread;
        const listing = listingOf(now);
        expect(asListing(JSON.parse(JSON.stringify(listing)))).toEqual(listing);
        expect(listing.row).toEqual(threadRow(now));
        if (listing.owes) continue;
        resting += 1;
        expect(owedWork(now)).toEqual([]);
        expect(decide(now, { type: 'thread.recover' }, now.lastAt + 60_000)).toEqual({ ok: true, value: [] });
      }
    });
    await fc.assert(law, { seed: SEED, numRuns: 300 });
    expect(resting).toBeGreaterThan(100);
  });

  it('of another version, or of nothing, is none', () => {
    const [sample] = fc.sample(history, { seed: SEED, numRuns: 1 });
    if (!sample) throw new Error('no history');
    const listing = listingOf(new History(sample.goal).thread.now);
    expect([asListing({ ...listing, version: '0.0' }), asListing(undefined), asListing('x'), asListing(null)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
