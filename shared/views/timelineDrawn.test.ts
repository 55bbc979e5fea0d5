import { describe, expect, it } from 'vitest';
import type { Lead, Timeline } from './timeline';
import { drawnLanes } from './timelineDrawn';
import { readingAt } from './timelineReading';
import { stepFrom, timelineSteps } from './timelineSteps';
import { activeScale, CLOCK, placed } from './timeScale';

const MINUTE = 60_000;
const PIXELS = 1_000;
const time = (at: number) => `m${Math.round(at / MINUTE)}`;
const lead: Lead = { to: 'turn', turn: 't1' };

/** So many turns of a minute each, with ten tools, two checks and a refused claim in every one. */
function long(turns: number): Timeline {
  const list = Array.from({ length: turns }, (_, index) => index * MINUTE);
  return {
    from: 0,
    to: turns * MINUTE,
    running: true,
    turns: list.map((at, n) => ({
      turn: `t${n}`,
      from: at,
      to: at + 50_000,
      name: `Turn ${n + 1}`,
      facts: '1,000 tokens',
      open: false,
    })),
    tools: list.flatMap((at) =>
      Array.from({ length: 10 }, (_, n) => ({
        from: at + n * 4_000,
        to: at + n * 4_000 + 900,
        kind: n === 5 ? ('failed' as const) : ('tool' as const),
        words: 'shell npm test',
        leads: lead,
      })),
    ),
    checks: list.flatMap((at) =>
      [0, 1].map((n) => ({
        from: at + 40_000 + n * 4_000,
        to: at + 43_000 + n * 4_000,
        tone: 'fail' as const,
        words: 'p95 fails',
        leads: lead,
      })),
    ),
    gates: list.map((at) => ({
      at: at + 50_000,
      mark: { shape: 'failed' as const, word: 'refused: p95' },
      line: 'failed' as const,
      leads: lead,
    })),
    you: list.filter((_, n) => n % 10 === 0).map((at) => ({ at, words: 'message', leads: lead })),
    still: [],
  };
}

const whole = (shown: Timeline) => drawnLanes(shown, CLOCK, shown, (shown.to - shown.from) / PIXELS);
const shapes = (lanes: ReturnType<typeof drawnLanes>) => Object.values(lanes).reduce((sum, lane) => sum + lane.length, 0);

describe('the lanes of a long goal', () => {
  it('are drawn with no more shapes than a thousand pixels have room for, at 1,000 turns as at 10,000', () => {
    expect(shapes(whole(long(1_000)))).toBeLessThan(3_500);
    expect(shapes(whole(long(10_000)))).toBeLessThan(3_500);
  });

  it('lose nothing by that: every item is counted in a mark', () => {
    const shown = long(1_000);
    const lanes = whole(shown);
    const counted = (marks: readonly { readonly count: number }[]) => marks.reduce((sum, mark) => sum + mark.count, 0);
    expect([counted(lanes.turns), counted(lanes.tools), counted(lanes.checks), counted(lanes.gates)]).toEqual([
      1_000, 10_000, 2_000, 1_000,
    ]);
  });

  it('hold single turns again in a window of ten minutes, and nothing beside it', () => {
    const shown = long(1_000);
    const view = { from: 100 * MINUTE, to: 110 * MINUTE };
    const lanes = drawnLanes(shown, CLOCK, view, (view.to - view.from) / PIXELS);
    expect(lanes.turns.map(({ count, first }) => [count, first.name])[0]).toEqual([1, 'Turn 101']);
    expect(lanes.turns.length).toBeLessThanOrEqual(12);
  });

  it('say the opening of the gate and the completion of one step once', () => {
    const shown = long(1);
    const done = { at: 55_000, leads: lead };
    const gates = [
      { ...done, mark: { shape: 'pass' as const, word: 'opened' }, line: null },
      { ...done, mark: { shape: 'pass' as const, word: 'complete' }, line: 'complete' as const },
    ];
    expect(whole({ ...shown, gates }).gates.map(({ first }) => first.mark.word)).toEqual(['complete']);
  });
});

describe('the lanes on active time', () => {
  const shown = long(4);
  // Between the turns ten seconds are taken out; in the third, half of the turn was a pause.
  const active = shown.turns.flatMap(({ from, to }, n) =>
    n === 2
      ? [
          { from, to: from + 10_000 },
          { from: from + 40_000, to },
        ]
      : [{ from, to }],
  );
  const scale = activeScale(active, shown);
  const pause = { from: 2 * MINUTE + 10_000, to: 2 * MINUTE + 40_000 };
  const paused: Timeline = {
    ...shown,
    still: [{ ...pause, mark: { shape: 'paused', word: 'Paused' }, open: false, leads: lead }],
  };
  const view = placed(scale, shown);
  const drawn = drawnLanes(paused, scale, view, (view.to - view.from) / PIXELS);

  it('stand side by side, and a line tells where time is taken out', () => {
    expect(drawn.turns.map((turn) => placed(scale, turn))).toEqual([
      { from: 0, to: 50_000 },
      { from: 50_000, to: 100_000 },
      { from: 100_000, to: 120_000 },
      { from: 120_000, to: 170_000 },
    ]);
    expect(drawn.cuts.map(({ from, to }) => [from, to])).toEqual([
      [50_000, 60_000],
      [110_000, 120_000],
      [pause.from, pause.to],
      [170_000, 180_000],
    ]);
  });

  it('keep the marks of a pause at its place, in one mark that leads where they do', () => {
    const tools = drawn.tools.find(({ from }) => from === 2 * MINUTE + 12_000);
    expect([tools?.count, tools && placed(scale, tools)]).toEqual([6, { from: 110_000, to: 110_000 }]);
    const steps = timelineSteps(drawn, scale, time);
    expect(steps.find(({ key }) => key === tools?.key)?.leads).toEqual([lead]);
    expect(steps.find(({ sentence }) => sentence.startsWith('Paused'))?.sentence).toBe('Paused m2 to m3, 0:30, 0 model calls.');
  });
});

describe('going through the marks', () => {
  const shown = long(4);
  const steps = timelineSteps(whole(shown), CLOCK, time);

  it('says each in one sentence, and leads where its proof stands', () => {
    expect(steps[0]).toMatchObject({
      sentence: 'Turn 1, 1,000 tokens, m0, took 0:50.',
      leads: [
        { to: 'turn', turn: 't0' },
        { to: 'diff', turn: 't0' },
      ],
    });
    expect(steps.find(({ lane }) => lane === 3)?.sentence).toBe('Gate refused: p95, m1.');
    const many = timelineSteps(whole(long(1_000)), CLOCK, time).find(({ lane, leads }) => lane === 0 && leads.length === 0);
    expect(many?.sentence).toMatch(/^\d+ turns, Turn 1 to Turn \d+, m0 to m\d+\.$/);
  });

  it('goes along a lane, stops at its ends, and changes to the nearest in time', () => {
    const second = stepFrom(steps, steps[0], 'next');
    expect(second?.sentence).toContain('Turn 2');
    expect(stepFrom(steps, steps[0], 'before')).toBe(steps[0]);
    expect(stepFrom(steps, steps[0], 'last')?.sentence).toContain('Turn 4');
    expect(stepFrom(steps, second, 'down')?.lane).toBe(1);
    expect(stepFrom(steps, stepFrom(steps, second, 'down'), 'up')?.sentence).toContain('Turn 2');
    expect(stepFrom(steps, undefined, 'next')).toBe(steps[0]);
  });
});

describe('the cursor', () => {
  it('reads the turn, the metrics and what had been spent by then', () => {
    const usage = {
      input: 0,
      cached: 0,
      output: 0,
      charged: 12_400,
      usd: 0.12,
      unpriced: 0,
      activeMs: 80_000,
      turns: 1,
      requests: 1,
    };
    const point = { at: 10_000, value: 135, purpose: 'gate' as const, holds: false, label: '' };
    const plot = { check: 'p95', facts: '', bound: 120, points: [point], sentence: '' };
    const from = { shown: long(2), plots: [plot], steps: [{ at: 5_000, usage }] };
    expect(readingAt(20_000, from)).toEqual(['Turn 1', 'p95 135', '12,400 tokens', '$0.12', '1:20 active']);
    expect(readingAt(1, from)).toEqual(['Turn 1']);
    expect(readingAt(55_000, from)[0]).toBe('between turns');
  });
});
