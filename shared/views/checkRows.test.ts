import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import { PASS } from '../../test/fakes/simulatedWork';
import { finish } from '../../test/fakes/stepwise';
import { checkTable, checkTimes } from './checkRows';

const shown = (thread: SimulatedThread) => {
  const { rows, fresh } = checkTable(thread.now, checkTimes(thread.events), thread.at);
  return [fresh, ...rows.map((row) => `${row.id}: ${row.base} ${row.last} ${row.target}; ${row.mark.word} ${row.facts}`)];
};

describe('the checks', () => {
  it('have no figures before the baseline', () => {
    const thread = new SimulatedThread();
    const workspace = { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' };
    thread.submit({ type: 'thread.open', workspace, model: { api: 'scripted', script: 's' } });
    expect(checkTable(thread.now, checkTimes(thread.events), 0)).toEqual({ rows: [], fresh: 0 });
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    expect(shown(thread)).toEqual([
      0,
      'bench: – – exit 0; None yet the baseline runs when you activate',
      'tests: – – exit 0; None yet the baseline runs when you activate',
    ]);
  });

  it('are fresh at the baseline, may be stale once a tool ran, and are stale once the tree has changed', () => {
    const thread = new SimulatedThread().activate();
    expect(shown(thread)).toEqual([
      2,
      'bench: fails fails exit 0; Fails fresh at c1 · 180 ms, target < 120 ms',
      'tests: exit 0 exit 0 exit 0; Passes fresh at c1',
    ]);
    thread.world.replies = [{ items: [call('apply_patch', { patch: 'x' })] }];
    finish(thread, 'tool.finished');
    expect(shown(thread)[2]).toBe('tests: exit 0 exit 0 exit 0; Stale passed at c1, tree may have changed');
    thread.world.tree = 'tree1';
    thread.world.verdict = () => PASS;
    thread.world.replies = [{ items: [call('run_check', { id: 'bench' })] }];
    finish(thread, 'verification.started');
    expect(shown(thread)[1]).toBe('bench: fails fails exit 0; Waits asked for, not started yet');
    thread.step();
    const [work] = thread.owed;
    if (work?.kind !== 'run-check') throw new Error('a check is owed');
    thread.submit({ type: 'check.start', verification: work.verification, check: work.check, evidence: work.evidence });
    thread.at += 21_000;
    expect(shown(thread)[1]).toMatch(/^bench: fails fails exit 0; Running 0:21 · last took/);
    expect(shown(thread)[2]).toBe('tests: exit 0 exit 0 exit 0; Stale passed at c1, tree has changed');
  });

  it('are stale under an edited contract', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'goal.edit', by: 'user', contract: testContract({ outcome: 'p95 below 100 ms' }) });
    expect(shown(thread)).toEqual([
      0,
      'bench: fails fails exit 0; Fails at c1, contract has changed · 180 ms, target < 120 ms',
      'tests: exit 0 exit 0 exit 0; Stale passed at c1, contract has changed',
    ]);
  });
});
