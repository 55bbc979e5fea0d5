import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Contract } from '../goal/contract';
import { amountOf } from './checkForm';
import { EMPTY_FORM, formOf, type GoalForm, parseForm, problemsAt, sameForm, unplacedFindings } from './goalForm';

const full = Contract.parse({
  goalpost: 1,
  outcome: 'p95 below 120 ms',
  objective: 'Make it fast.',
  verification: [
    {
      id: 'p95',
      kind: 'command',
      run: 'node bench.js',
      cwd: 'bench',
      timeout: '20s',
      expect: { exit: 3 },
      metric: { from: 'stdout', pattern: '^p95=(.+)$', pick: 'last', target: '< 120', unit: 'ms' },
      repeat: { times: 3, judge: 'median' },
      fresh: true,
      writes: ['bench/out/'],
      clean: { setup: 'npm ci' },
    },
    { id: 'json', kind: 'command', run: 'node a.js', metric: { from: 'out.json', pointer: '', target: '== 0' } },
    {
      id: 'flaky',
      kind: 'command',
      run: 'node b.js',
      repeat: { times: 20, judge: { atLeast: 19 }, warmUp: 2 },
    },
    {
      id: 'report',
      kind: 'artifact',
      path: 'report.md',
      sections: ['Result', 'Method'],
      schema: 'a.json',
      minBytes: 0,
      maxBytes: 9_000,
    },
    { id: 'look', kind: 'human', ask: 'It reads well.' },
  ],
  constraints: [
    { text: 'Stays green.', check: { id: 'tests', kind: 'command', run: 'node --test', live: true } },
    { text: 'No new dependency.' },
  ],
  boundaries: {
    write: ['src/'],
    hide: ['.env'],
    hosts: ['registry.example.com'],
    sockets: true,
    tools: ['shell'],
    limits: { memoryMb: 512 },
  },
  iteration: 'One hypothesis.',
  blocked: { report: 'Say why.', sameFailure: 5 },
  budget: { tokens: 400_000, usd: 0.5, minutes: 45, turns: 10 },
  protect: ['bench/'],
  accept: 'user',
  resume: 'user',
});

const minimal = Contract.parse({ goalpost: 1, outcome: 'done' });

describe('the goal form', () => {
  it('holds every part of a contract and gives the same contract back', () => {
    expect(parseForm(formOf(full))).toEqual({ contract: full, problems: [] });
    expect(parseForm(formOf(minimal))).toEqual({ contract: minimal, problems: [] });
  });

  it('gives the same contract back whatever stands in its texts and figures', () => {
    const words = fc.string({ unit: 'binary', minLength: 1 });
    const contract = fc.record({
      outcome: words,
      objective: fc.string().map((text) => Contract.shape.objective.parse(text)),
      iteration: fc.string(),
      tokens: fc.integer({ min: 1 }),
      usd: fc.double({ min: 1e-9, noNaN: true, noDefaultInfinity: true }),
      constraint: words,
      accept: fc.constantFrom('auto' as const, 'user' as const),
      resume: fc.constantFrom('auto' as const, 'user' as const),
    });
    fc.assert(
      fc.property(contract, ({ tokens, usd, constraint, ...texts }) => {
        const value = { ...full, ...texts, budget: { tokens, usd }, constraints: [{ text: constraint }] };
        expect(parseForm(formOf(value))).toEqual({ contract: value, problems: [] });
      }),
    );
  });

  it('never throws on a document that is no contract, and keeps what can be read', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(parseForm(formOf(value)).problems.length).toBeGreaterThan(0);
      }),
    );
    const form = formOf({ outcome: 'done', verification: [{ id: 'a', run: ['x'], timeout: 60 }], budget: { tokens: 'many' } });
    expect(form.outcome).toBe('done');
    expect(form.verification[0]).toMatchObject({ id: 'a', run: '["x"]', timeout: '60' });
    expect(form.budget.tokens).toBe('many');
  });

  it('tells a problem at the path of its field, in a sentence with the remedy', () => {
    const form: GoalForm = {
      ...formOf(full),
      outcome: '',
      budget: { ...formOf(full).budget, tokens: 'lots' },
      verification: formOf(full).verification.map((check) => ({ ...check, timeout: '60', id: 'p95' })),
    };
    const { contract, problems } = parseForm(form);
    expect(contract).toBeNull();
    expect(problemsAt(problems, 'outcome')).toEqual([{ path: 'outcome', message: 'must not be empty' }]);
    expect(problemsAt(problems, 'budget')[0]?.message).toContain('expected a number, got "lots"');
    expect(problemsAt(problems, 'verification[0]').map((problem) => problem.path)).toEqual(['verification[0].timeout']);
    expect(problemsAt(problems, 'verification[1]').map((problem) => problem.path)).toContain('verification[1].timeout');
  });

  it('leaves out what a switched-off part holds, and keeps it in the form', () => {
    const [check] = formOf(full).verification;
    if (!check) throw new Error('no check');
    const form = {
      ...formOf(full),
      verification: [{ ...check, metric: { ...check.metric, on: false }, repeat: { ...check.repeat, on: false } }],
    };
    expect(parseForm(form).contract?.verification[0]).not.toHaveProperty('metric');
    expect(form.verification[0]?.metric.target).toBe('< 120');
  });

  it('reads figures as people write them', () => {
    expect(['400,000', '$2.50', '45 min', ' 12 turns', '1e3', '', 'ten', '1.2.3'].map(amountOf)).toEqual([
      400_000,
      2.5,
      45,
      12,
      1_000,
      undefined,
      'ten',
      '1.2.3',
    ]);
  });

  it('counts two forms as the same when they say the same contract', () => {
    const form = formOf(full);
    expect(sameForm(form, { ...form, protect: ['bench/', ''] })).toBe(true);
    expect(sameForm(form, { ...form, accept: 'auto' })).toBe(false);
    expect(sameForm(EMPTY_FORM, formOf({}))).toBe(true);
  });

  it('lists those findings of a file that no field shows', () => {
    const findings = [
      { line: 1, column: 1, path: '', message: 'no front matter' },
      { line: 3, column: 1, path: 'outcom', message: 'unknown key' },
      { line: 5, column: 3, path: 'verification[0].timeout', message: 'no unit' },
      { line: 6, column: 3, path: 'verification[0].colour', message: 'unknown key' },
    ];
    const problems = [{ path: 'verification[0].timeout', message: 'no unit' }];
    expect(unplacedFindings(findings, problems).map((finding) => finding.path)).toEqual(['', 'outcom', 'verification[0].colour']);
  });
});
