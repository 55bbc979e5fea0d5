import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from '../../test/fakes/history';
import { history } from '../../test/fakes/historyMoves';
import { call, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { TurnClock } from './turnClock';
import { usageSteps } from './usageSteps';

const HOUR = 3_600_000;
const SEED = 20_261_130;

/** The active minutes of the turns that have ended, rounded down: the simulated steps take a millisecond each. */
function minutes(thread: SimulatedThread): readonly number[] {
  const clock = new TurnClock();
  return thread.events.flatMap((event) => {
    const ended = clock.tell(event);
    return ended ? [Math.floor(ended.activeMs / 60_000)] : [];
  });
}

describe('the active time of a turn, read from its events', () => {
  it('is without the time in which a person was asked for a permission', () => {
    const thread = new SimulatedThread().activate(testContract());
    const ask = { why: 'it downloads', command: 'npm install left-pad', hosts: ['registry.example.com:443'] };
    thread.world.replies.push({ items: [call('request_permission', ask)] }, { items: [say('so far')] });
    thread.run();
    thread.at += HOUR;
    thread.submit({ type: 'question.answer', question: 'permission-1', answer: 'no: not today' });
    thread.run();
    expect(minutes(thread)).toEqual([0]);
    expect(Math.floor((thread.now.goal?.usage.activeMs ?? 0) / 60_000)).toBe(0);
  });

  it('is in any history what the state counts', () => {
    let compared = 0;
    for (const { goal, moves } of fc.sample(history, { seed: SEED, numRuns: 500 })) {
      const played = new History(goal);
      for (const move of moves) played.play(move);
      const { thread } = played;
      const step = usageSteps(thread.events).at(-1);
      if (!step) continue;
      expect(step.usage).toEqual(thread.now.goal?.usage);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(300);
  });
});
