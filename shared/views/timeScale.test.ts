import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { foldActiveTime } from './activeTime';
import { timeline } from './timeline';
import { activeScale, CLOCK, placed } from './timeScale';

const HOUR = 3_600_000;

describe('active time on the axis', () => {
  const scale = activeScale(
    [
      { from: 1_000, to: 3_000 },
      { from: 10_000, to: 14_000 },
      { from: 14_200, to: 15_000 },
    ],
    { from: 500, to: 20_000 },
  );

  it('is how much of it there was before an instant: what is taken out has one place', () => {
    expect([500, 1_000, 2_500, 3_000, 7_000, 10_000, 14_100, 15_000, 20_000].map(scale.place)).toEqual([
      0, 0, 1_500, 2_000, 2_000, 2_000, 6_000, 6_800, 6_800,
    ]);
  });

  it('leads back to the clock, behind what is taken out and never beyond what was active', () => {
    expect([0, 1_500, 2_000, 6_800, 9_000].map(scale.instant)).toEqual([1_000, 2_500, 10_000, 15_000, 15_000]);
    for (const place of [0, 700, 2_000, 4_444, 6_000, 6_800]) expect(scale.place(scale.instant(place))).toBe(place);
  });

  it('tells the breaks that somebody would look for', () => {
    expect(scale.cuts).toEqual([{ from: 3_000, to: 10_000 }]);
  });

  it('has only what lies within the axis', () => {
    const within = activeScale([{ from: 0, to: 10_000 }], { from: 4_000, to: 6_000 });
    expect(placed(within, { from: 0, to: 10_000 })).toEqual({ from: 0, to: 2_000 });
  });

  it('is empty where nothing was active', () => {
    const none = activeScale([], { from: 5, to: 9 });
    expect([none.place(7), none.instant(3), none.cuts]).toEqual([0, 5, []]);
  });
});

describe('the clock on the axis', () => {
  it('is every instant at its own place', () => {
    expect([CLOCK.place(12), CLOCK.instant(12), CLOCK.cuts]).toEqual([12, 12, []]);
  });
});

describe('when a goal was active', () => {
  it('is what its budget counts, without a pause, a wait and a question', () => {
    const thread = new SimulatedThread().activate(testContract());
    const ask = { why: 'it downloads', command: 'npm install left-pad', hosts: ['registry.example.com:443'] };
    thread.world.replies.push(
      { items: [call('wait', { for: 'time', ms: HOUR })] },
      { items: [call('request_permission', ask)] },
      { items: [say('so far')] },
    );
    thread.step();
    thread.step();
    thread.step();
    thread.at += HOUR;
    thread.run();
    thread.at += HOUR;
    thread.submit({ type: 'question.answer', question: 'permission-1', answer: 'no: not today' });
    thread.run();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused_by_user' });
    thread.at += HOUR;
    const shown = timeline(thread.now, thread.events, thread.at);
    if (!shown) throw new Error('no timeline');
    const spans = foldActiveTime(thread.events).until(thread.at);
    const active = spans.reduce((sum, { from, to }) => sum + to - from, 0);
    const counted = thread.now.goal?.usage.activeMs ?? 0;
    const checks = thread.of('evidence.recorded').reduce((sum, { evidence }) => sum + evidence.durationMs, 0);
    expect(active).toBeLessThanOrEqual(counted);
    expect(active).toBeGreaterThanOrEqual(counted - checks);
    expect(active).toBeLessThan(60_000);
    const scale = activeScale(spans, shown);
    expect(scale.cuts.map(({ from, to }) => Math.round((to - from) / HOUR))).toEqual([1, 1]);
  });

  it('goes on with a turn that is open, and with a check between turns', () => {
    const thread = new SimulatedThread().activate(testContract());
    thread.step();
    const [begun] = thread.of('turn.started');
    expect(begun).toBeDefined();
    const long = foldActiveTime(thread.events)
      .until(thread.at + HOUR)
      .at(-1);
    expect(long?.to).toBe(thread.at + HOUR);
  });
});
