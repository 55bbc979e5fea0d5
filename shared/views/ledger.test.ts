import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread } from '../../test/fakes/simulatedThread';
import type { Verdict } from '../evidence/record';
import { Contract } from '../goal/contract';
import type { ThreadState } from '../thread/state';
import { ledger } from './ledger';
import { changedFigure } from './ledgerFigures';

const contract = Contract.parse({
  goalpost: 1,
  outcome: 'p95 below 120 ms',
  verification: [
    { id: 'bench', kind: 'command', run: 'b', metric: { from: 'stdout', pattern: '(.+)', target: '< 120', unit: 'ms' } },
  ],
  constraints: [
    { text: 'green', check: { id: 'tests', kind: 'command', run: 't' } },
    { text: 'shape', check: { id: 'api', kind: 'command', run: 'a' } },
    { text: 'lean', check: { id: 'size', kind: 'command', run: 's' } },
  ],
});

const judged = (value: number): Verdict =>
  value < 120 ? { verdict: 'pass' } : { verdict: 'fail', reason: 'metric_target', message: `${value} ms, target < 120 ms` };

/** The same thread with the metric's values as they were measured, in their order. */
function measured(state: ThreadState, values: readonly number[]): ThreadState {
  const left = [...values];
  const evidence = state.evidence.map((row) => {
    if (row.check !== 'bench') return row;
    const value = left.shift() ?? 0;
    return {
      ...row,
      verdict: judged(value),
      metric: { value, values: [value], target: '< 120', unit: 'ms', holds: value < 120 },
    };
  });
  return { ...state, evidence };
}

/** A refused claim at 135 ms, then one that holds at 96 ms. */
function story(): SimulatedThread {
  const thread = new SimulatedThread({ verdict: (check) => (check === 'bench' ? judged(180) : { verdict: 'pass' }) });
  thread.activate(contract);
  const record = call('record_iteration', { changed: 'Batched the look-ups', evidence: '135 ms', next: 'Cache whole quotes' });
  thread.world.tree = 'tree1';
  thread.world.replies = [
    { items: [call('shell', { command: 'x' }), record], tokens: { input: 1_000, cached: 200, output: 50 } },
    { items: [claim('done')], tokens: { input: 1_000, cached: 200, output: 50 } },
    { items: [], tokens: { input: 10, cached: 0, output: 0 } },
  ];
  thread.run();
  thread.world.tree = 'tree2';
  thread.world.verdict = () => ({ verdict: 'pass' });
  thread.world.replies = [{ items: [claim('now')], tokens: { input: 100, cached: 0, output: 5 } }];
  thread.run();
  return thread;
}

describe('the ledger', () => {
  it('is empty before the baseline', () => {
    const thread = new SimulatedThread();
    thread.submit({
      type: 'thread.open',
      workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
      model: { api: 'scripted', script: 's' },
    });
    thread.submit({ type: 'goal.draft', by: 'user', contract });
    expect(ledger(thread.now, thread.events, 0)).toMatchObject({ rows: [], total: null });
  });

  it('shows each iteration by its evidence, against the one before and the baseline', () => {
    const thread = story();
    const state = measured(thread.now, [180, 135, 96]);
    const shown = ledger(state, thread.events, thread.at);
    expect(state.goal?.status).toBe('complete');
    expect(shown.metric).toEqual({ check: 'bench', unit: 'ms' });
    expect([shown.columns, shown.rest]).toEqual([['tests'], 2]);
    expect(shown.rows.map((row) => [row.name, row.metric.text, row.metric.tone, row.sinceLast, row.sinceBase])).toEqual([
      ['Baseline', '180 ms', 'plain', '–', '–'],
      ['1', '135 ms', 'failed', '−45', '−25.0 %'],
      ['2', '96 ms', 'plain', '−39', '−46.7 %'],
    ]);
    expect(shown.rows.map((row) => row.checks.map((figure) => figure.text))).toEqual([
      ['exit 0', '2 of 2'],
      ['exit 0', '2 of 2'],
      ['exit 0', '2 of 2'],
    ]);
    expect(shown.rows.map((row) => row.gate?.word)).toEqual(['taken', 'refused: bench not < 120', 'complete: 4 of 4 fresh']);
    expect(shown.rows[1]).toMatchObject({
      words: 'Batched the look-ups',
      next: 'Cache whole quotes',
      tokens: '1,710',
      money: '–',
    });
    expect(shown.total).toMatchObject({
      name: 'Total',
      words: '1 refused, 1 complete',
      tokens: '1,815',
      sinceBase: '−46.7 %',
      metric: { text: '96 ms' },
    });
  });

  it('counts changed files and their lines, a binary file as a file', () => {
    const change = { path: 'a', status: 'modified', added: 37, removed: 22 } as const;
    expect(changedFigure([])).toBe('0 files');
    expect(changedFigure([change])).toBe('1 file +37 −22');
    expect(changedFigure([change, { ...change, added: null, removed: null }])).toBe('2 files +37 −22');
  });
});
