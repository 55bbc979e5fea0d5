import { describe, expect, it } from 'vitest';
import { testContract } from '../../test/fakes/simulatedThread';
import type { Contract } from '../goal/contract';
import { type EvidenceFacts, gate, isFresh, type Standing } from './gate';
import type { Verdict } from './record';

const STANDING: Standing = { revision: 2, tree: 'tree1', protectedDigest: 'p1', environment: 'env1' };

const OTHERWISE: readonly [keyof Standing, Partial<Standing>][] = [
  ['revision', { revision: 1 }],
  ['tree', { tree: 'tree0' }],
  ['protectedDigest', { protectedDigest: 'p0' }],
  ['environment', { environment: 'env0' }],
];

function evidence(id: string, check: 'bench' | 'tests', changes: Partial<EvidenceFacts> = {}): EvidenceFacts {
  return {
    id,
    check,
    role: check === 'bench' ? 'verification' : 'constraint',
    purpose: 'gate',
    verdict: { verdict: 'pass' },
    checkpoint: 'c1',
    ...STANDING,
    ...changes,
  };
}

const contract = testContract();
const green = [evidence('e1', 'tests'), evidence('e2', 'bench')];

describe('evidence', () => {
  it('is fresh on the very tree, contract, protected files and environment that it was taken on', () => {
    expect(isFresh(evidence('e1', 'bench'), STANDING)).toBe(true);
  });

  it.each(OTHERWISE)('is stale once the %s has changed', (_name, other) => {
    expect(isFresh(evidence('e1', 'bench'), { ...STANDING, ...other })).toBe(false);
  });

  it('stays fresh whatever it was recorded for and at which checkpoint', () => {
    expect(isFresh(evidence('e1', 'bench', { purpose: 'agent', checkpoint: 'c9' }), STANDING)).toBe(true);
  });
});

describe('the gate', () => {
  it('opens on fresh passing evidence for every check, and cites it, constraints first', () => {
    expect(gate(contract, [evidence('e2', 'bench'), evidence('e1', 'tests')], STANDING, [])).toEqual({
      open: true,
      evidence: ['e1', 'e2'],
    });
  });

  const verdicts: readonly [string, Verdict, string][] = [
    [
      'failed',
      { verdict: 'fail', reason: 'metric_target', message: '135 ms, target < 120 ms' },
      'bench: 135 ms, target < 120 ms',
    ],
    [
      'broken',
      { verdict: 'broken', reason: 'not_found', message: 'node: command not found' },
      'bench cannot start: node: command not found',
    ],
    ['void', { verdict: 'void', reason: 'tree_moved', message: 'the tree moved' }, 'bench proves nothing: the tree moved'],
  ];
  it.each(verdicts)('stays closed on a check that is %s, each in its own words', (code, verdict, message) => {
    const [tests] = green;
    expect(gate(contract, tests ? [tests, evidence('e2', 'bench', { verdict })] : [], STANDING, [])).toEqual({
      open: false,
      reasons: [{ code, check: 'bench', role: 'verification', evidence: 'e2', message }],
    });
  });

  it('stays closed on a red constraint though the outcome is reached', () => {
    const verdict: Verdict = { verdict: 'fail', reason: 'exit', message: 'exit 1, expected 0' };
    expect(gate(contract, [evidence('e1', 'tests', { verdict }), evidence('e2', 'bench')], STANDING, [])).toEqual({
      open: false,
      reasons: [{ code: 'failed', check: 'tests', role: 'constraint', evidence: 'e1', message: 'tests: exit 1, expected 0' }],
    });
  });

  it.each(OTHERWISE)('stays closed on passing evidence from before the %s changed', (_name, other) => {
    expect(gate(contract, [evidence('e1', 'tests'), evidence('e2', 'bench', other)], STANDING, [])).toMatchObject({
      open: false,
      reasons: [{ code: 'stale', check: 'bench', evidence: 'e2' }],
    });
  });

  it('stays closed on a stale red as on a stale green: what it showed no longer counts', () => {
    const old = evidence('e2', 'bench', { tree: 'tree0', verdict: { verdict: 'fail', reason: 'exit', message: 'exit 1' } });
    expect(gate(contract, [evidence('e1', 'tests'), old], STANDING, [])).toMatchObject({ reasons: [{ code: 'stale' }] });
  });

  it('names every check that was never run, constraints first', () => {
    expect(gate(contract, [], STANDING, [])).toEqual({
      open: false,
      reasons: [
        { code: 'not_run', check: 'tests', role: 'constraint', message: 'tests: no evidence yet' },
        { code: 'not_run', check: 'bench', role: 'verification', message: 'bench: no evidence yet' },
      ],
    });
  });

  it('takes the latest evidence of a check: an older pass does not hide a later fail, nor an older fail a later pass', () => {
    const red = evidence('e3', 'bench', { verdict: { verdict: 'fail', reason: 'exit', message: 'exit 1' } });
    expect(gate(contract, [...green, red], STANDING, [])).toMatchObject({ open: false, reasons: [{ evidence: 'e3' }] });
    expect(gate(contract, [red, ...green], STANDING, [])).toEqual({ open: true, evidence: ['e1', 'e2'] });
  });

  it('ignores evidence of checks that the contract does not ask', () => {
    const other = evidence('e9', 'bench', { check: 'other', verdict: { verdict: 'fail', reason: 'exit', message: 'exit 1' } });
    expect(gate(contract, [...green, other], STANDING, [])).toEqual({ open: true, evidence: ['e1', 'e2'] });
  });

  it('stays closed over a protected file that nobody accepted, though every check passes', () => {
    expect(gate(contract, green, STANDING, ['test/a.js'])).toEqual({
      open: false,
      reasons: [{ code: 'protected_changed', message: 'protected file changed: test/a.js' }],
    });
  });

  it('never opens on a contract without a check', () => {
    const empty: Contract = testContract({ verification: [], constraints: [{ text: 'nothing breaks' }] });
    expect(gate(empty, green, STANDING, [])).toEqual({
      open: false,
      reasons: [{ code: 'no_checks', message: 'the contract has no check that could prove the outcome' }],
    });
  });
});
