import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../evidence/record';
import { formOf, type GoalForm } from './goalForm';
import { type Attempt, attemptFacts, attemptMark, attemptRemedy, tryContract, tryFingerprint, tryProblem } from './tryCheck';

const FORM = formOf({
  outcome: '',
  verification: [
    { id: 'p95', kind: 'command', run: 'npm run bench' },
    { id: 'half', kind: 'command', run: '' },
  ],
  boundaries: { write: ['src/'], hide: ['.env'] },
  protect: ['bench/'],
});
const [PROOF] = FORM.verification;
if (!PROOF) throw new Error('a proof is wanted');

const REPORT: CheckReport = {
  verdict: { verdict: 'fail', reason: 'metric_target', message: 'p95 is 180, not < 120' },
  command: 'npm run bench',
  sandbox: 'enforced',
  environment: 'x',
  startedAt: 0,
  durationMs: 11_800,
  runs: [
    { exit: 0, durationMs: 1, timedOut: false, warmUp: true },
    { exit: 0, durationMs: 1, timedOut: false },
    { exit: 0, durationMs: 1, timedOut: false },
  ],
  metric: { value: 180, values: [178, 182], target: '< 120', unit: 'ms', holds: false },
  excerpt: 'p95 180',
  undone: ['stray.txt'],
};
const OF = tryFingerprint(FORM, PROOF);
const DONE: Extract<Attempt, { kind: 'done' }> = {
  kind: 'done',
  of: OF,
  at: 5,
  report: REPORT,
  wrote: ['out.json'],
  kept: 'refs/goalpost/try-x',
};
const NOW = { at: 9_000, of: OF };
const PASSES: CheckReport = { ...REPORT, verdict: { verdict: 'pass' } };

describe('trying one check', () => {
  it('asks for no more of the form than the check and what bounds it', () => {
    const asked = tryContract(FORM, { list: 'verification', index: 0 });
    expect(asked).toMatchObject({
      contract: { verification: [{ id: 'p95' }], boundaries: { hide: ['.env'] }, protect: ['bench/'] },
    });
    expect(tryContract(FORM, { list: 'verification', index: 1 })).toMatchObject({ problem: { path: 'verification[1].run' } });
    const whole = tryContract({ ...FORM, outcome: 'x', verification: [PROOF] }, { list: 'verification', index: 0 });
    expect(whole).toMatchObject({ contract: { outcome: 'x' } });
  });

  it('is kept only by what does not parse of the check itself and of what bounds it', () => {
    const problems = [
      { path: 'outcome', message: 'write something' },
      { path: 'verification[1].run', message: 'write something' },
    ];
    expect(tryProblem(problems, { list: 'verification', index: 0 })).toBeUndefined();
    expect(tryProblem(problems, { list: 'verification', index: 1 })).toBe(problems[1]);
    const host = { path: 'boundaries.hosts[0]', message: 'write a host' };
    expect(tryProblem([host], { list: 'verification', index: 0 })).toBe(host);
  });

  it('tells what an attempt came to: red is expected of a proof, green of a constraint', () => {
    expect(attemptMark(DONE, 'outcome', NOW)).toEqual({ shape: 'failed', word: '180 ms, expected', quiet: true });
    expect(attemptMark(DONE, 'constraint', NOW)).toEqual({ shape: 'failed', word: '180 ms' });
    const green = { ...DONE, report: PASSES };
    expect(attemptMark(green, 'outcome', NOW)).toEqual({ shape: 'finding', word: '180 ms, passes already' });
    expect(attemptMark(green, 'constraint', NOW)).toEqual({ shape: 'pass', word: '180 ms' });
    expect(attemptRemedy(PASSES, 'outcome')).toContain('tighten its target');
    expect(attemptRemedy(REPORT, 'outcome')).toBeUndefined();
    expect(attemptMark({ kind: 'running', since: 7_000 }, 'outcome', NOW)).toEqual({ shape: 'running', word: 'running 0:02' });
  });

  it('is stale once a field of the check, or what it is run under, says something else', () => {
    const stale = { shape: 'stale', word: '180 ms, expected, changed since' };
    const check = { ...PROOF, timeout: '5m' };
    expect(attemptMark(DONE, 'outcome', { at: 9_000, of: tryFingerprint(FORM, check) })).toEqual(stale);
    const open: GoalForm = { ...FORM, boundaries: { ...FORM.boundaries, hosts: ['example.com'] } };
    expect(attemptMark(DONE, 'outcome', { at: 9_000, of: tryFingerprint(open, PROOF) })).toEqual(stale);
    // What the agent may write is not what decides how a check comes out.
    const wider: GoalForm = { ...FORM, outcome: 'other', boundaries: { ...FORM.boundaries, write: ['.'] } };
    expect(tryFingerprint(wider, PROOF)).toBe(OF);
  });

  it('names exit, metric against its target, duration, and what was written and put back', () => {
    expect(attemptFacts(DONE)).toEqual([
      { term: 'Exit', words: '0 in all 2' },
      { term: 'Metric', words: '180 ms against < 120 ms, of 178, 182' },
      { term: 'Took', words: '11.8 s, 3 runs' },
      { term: 'Wrote', words: 'out.json' },
      { term: 'Put back', words: 'stray.txt' },
      { term: 'Kept', words: 'as it was, in git under refs/goalpost/try-x' },
      { term: 'Sandbox', words: 'enforced' },
    ]);
  });
});
