import { describe, expect, it } from 'vitest';
import { fullThread } from '../../test/fakes/fullThread';
import { call, claim, SimulatedThread, say } from '../../test/fakes/simulatedThread';
import type { CheckReport } from '../evidence/record';
import { Contract } from '../goal/contract';
import { metricPlots, valueRange } from './metricPlot';
import { reasonRows } from './reasons';
import { spendLines } from './spendLines';
import { timeline } from './timeline';

const contract = Contract.parse({
  goalpost: 1,
  outcome: 'p95 below 120 ms',
  verification: [
    {
      id: 'bench',
      kind: 'command',
      run: 'b',
      metric: { from: 'stdout', pattern: '(.+)', target: '< 120', unit: 'ms' },
      repeat: { times: 3, judge: 'median' },
    },
  ],
  constraints: [{ text: 'green', check: { id: 'tests', kind: 'command', run: 't' } }],
  budget: { tokens: 1_000, turns: 10 },
});

/** Activates, claims too early, is paused by hand, goes on, and completes. */
function story(): SimulatedThread {
  const thread = new SimulatedThread();
  thread.activate(contract);
  thread.world.replies = [
    { items: [call('shell', { command: 'x' })], tokens: { input: 100, cached: 40, output: 20 } },
    { items: [claim('too early')], tokens: { input: 100, cached: 40, output: 20 } },
    { items: [say('nothing more')] },
  ];
  thread.run();
  thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused_by_user' });
  thread.at += 60_000;
  thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
  thread.world.tree = 'tree1';
  thread.world.verdict = () => ({ verdict: 'pass' });
  thread.world.replies = [{ items: [claim('done')] }];
  thread.run();
  return thread;
}

describe('the timeline', () => {
  it('is empty before the first baseline', () => {
    const thread = new SimulatedThread();
    thread.submit({
      type: 'thread.open',
      workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
      model: { api: 'scripted', script: 's' },
    });
    thread.submit({ type: 'goal.draft', by: 'user', contract });
    expect(timeline(thread.now, thread.events, 5_000)).toBeNull();
  });

  it('shows turns, tools, checks, gate decisions and what you did on one axis', () => {
    const thread = story();
    const shown = timeline(thread.now, thread.events, thread.at + 1_000_000);
    if (!shown) throw new Error('no timeline');
    expect(thread.now.goal?.status).toBe('complete');
    expect(shown.running).toBe(false);
    expect(shown.turns.map(({ name, facts, open }) => [name, facts, open])[0]).toEqual([
      'Turn 1',
      expect.stringContaining('tokens'),
      false,
    ]);
    expect(shown.tools[0]).toMatchObject({ kind: 'tool', words: 'shell x', leads: { to: 'output' } });
    expect(shown.checks.map((bar) => bar.tone)).toEqual(['quiet', 'quiet', 'pass', 'fail', 'pass', 'pass']);
    expect(shown.gates.map(({ mark, line }) => [mark.word, line])).toEqual([
      ['baseline', null],
      ['refused: bench', 'failed'],
      ['opened', null],
      ['complete', 'complete'],
    ]);
    expect(shown.you.map((mark) => mark.words)).toEqual(['activated', 'paused', 'resumed']);
    expect(shown.still.map(({ from, to, mark }) => [mark.word, to - from])).toEqual([['Paused', 60_001]]);
    for (const span of [...shown.turns, ...shown.tools, ...shown.checks, ...shown.still]) {
      expect(span.from).toBeGreaterThanOrEqual(shown.from);
      expect(span.to).toBeLessThanOrEqual(shown.to);
    }
  });

  it('ends soon after the last event of a goal that stands still, and at the present of one that runs', () => {
    const thread = new SimulatedThread().activate(contract);
    const later = thread.at + 3_600_000;
    expect(timeline(thread.now, thread.events, later)).toMatchObject({ to: later, running: true });
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused_by_user' });
    const paused = timeline(thread.now, thread.events, later);
    expect(paused?.running).toBe(false);
    expect(paused?.to).toBeLessThan(later);
    expect(paused?.still.at(-1)).toMatchObject({ mark: { word: 'Paused' }, to: paused?.to });
  });

  it('shows a compaction among the tools, from its request to its summary, and why', () => {
    const thread = fullThread();
    thread.world.replies = [{ items: [say('The cache was tried.')] }];
    thread.step();
    const { at } = thread.events.at(-1) ?? { at: 0 };
    expect(timeline(thread.now, thread.events, at)?.tools.at(-1)).toEqual({
      from: at - 1,
      to: at,
      kind: 'tool',
      words: 'compaction',
      leads: { to: 'turn', turn: 't1' },
    });
    expect(reasonRows(thread.events).at(-1)).toEqual({
      at,
      verb: 'Compacted',
      words: expect.stringMatching(/^The conversation: 8,011 → \d,\d{3} tokens$/),
      reason: 'compaction',
    });
  });

  it('begins anew with another draft on the thread', () => {
    const thread = story();
    thread.submit({ type: 'goal.draft', by: 'user', contract });
    expect(timeline(thread.now, thread.events, thread.at)).toBeNull();
  });
});

describe('the reasons', () => {
  it('name every decision in order, with the policy’s name for it', () => {
    const rows = reasonRows(story().events);
    expect(rows.map((row) => row.verb)).toEqual([
      'Began',
      'Continued',
      'Refused',
      'Continued',
      'Stopped',
      'Stopped',
      'Continued',
      'Continued',
      'Completed',
    ]);
    expect(rows[1]).toMatchObject({ words: 'Turn 1: the goal was activated', reason: 'goal_activated' });
    expect(rows[5]).toMatchObject({ words: 'Paused by you', reason: 'paused_by_user' });
    expect(rows.at(-1)).toMatchObject({ reason: 'evidence_complete' });
  });
});

describe('the reason of a revision', () => {
  it('is what its author said, where they said something', () => {
    const thread = new SimulatedThread().activate(contract);
    const edited = { ...contract, outcome: 'p95 below 90 ms' };
    thread.submit({ type: 'goal.edit', by: 'user', contract: edited, why: 'the board asked for it' });
    thread.submit({ type: 'goal.edit', by: 'user', contract });
    expect(reasonRows(thread.events).flatMap(({ words, reason }) => (reason === 'goal_edited' ? [words] : []))).toEqual([
      'Contract revision 2: the board asked for it; older evidence is stale',
      'Contract revision 3; older evidence is stale',
    ]);
  });
});

describe('spend', () => {
  it('ends where the meters stand, one line for each limit', () => {
    const thread = story();
    const usage = thread.now.goal?.usage;
    const lines = spendLines(thread.now, thread.events, thread.at);
    expect(lines.map((line) => line.limit)).toEqual(['tokens', 'turns']);
    expect(lines[0]?.points.at(-1)?.share).toBeCloseTo((usage?.charged ?? 0) / 1_000);
    expect(lines[1]?.points.at(-1)?.share).toBeCloseTo((usage?.turns ?? 0) / 10);
    expect(lines.map((line) => line.ahead.kind)).toEqual(['ahead', 'ahead']);
  });
});

describe('a metric plot', () => {
  const measured = (value: number): Partial<CheckReport> => ({
    metric: { value, values: [value], target: '< 120', unit: 'ms', holds: value < 120 },
  });

  it('shows what was measured against the target, with a sentence for who cannot see it', () => {
    const thread = story();
    const values = [180, 135, 96];
    const events = thread.events.map((event) =>
      event.type === 'evidence.recorded' && event.data.evidence.check === 'bench'
        ? { ...event, data: { ...event.data, evidence: { ...event.data.evidence, ...measured(values.shift() ?? 0) } } }
        : event,
    );
    const [plot] = metricPlots(thread.now, events);
    if (!plot) throw new Error('no plot');
    expect(plot.points.map(({ value, purpose, label }) => [value, purpose, label])).toEqual([
      [180, 'baseline', '180 baseline'],
      [135, 'gate', '135, claim 1'],
      [96, 'gate', '96, claim 2'],
    ]);
    expect(plot.facts).toBe('ms, median of 3');
    expect(plot.sentence).toBe('bench from 180 ms to 96 ms over 3 measurements; the target is < 120 ms, which the last meets.');
    const [low, high] = valueRange(plot);
    expect([low < 96, high > 180]).toEqual([true, true]);
  });
});
