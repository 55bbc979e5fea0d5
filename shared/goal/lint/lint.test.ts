import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseContractFile } from '../../../electron/goalFiles/contractFile';
import { lint } from './lint';
import { lintText } from './lintText';

const ruled = (found: ReturnType<typeof lint>) => [found.verdict, ...found.findings.map(({ rule }) => rule)];

// The strong goal of the article, in the template's words and as one sentence.
const CHECKOUT = [
  'reduce p95 checkout latency below 120 ms, verified by the checkout benchmark, while keeping the correctness suite green',
  'use only the checkout service, benchmark fixtures and related tests',
  'between iterations, record what changed, what the benchmark showed, and the next best experiment',
  'if the benchmark cannot run or no valid paths remain, stop with the attempted paths, the evidence gathered, the blocker and the next input needed',
];

describe('lint', () => {
  it('holds nothing against the sample’s contract', () => {
    const file = readFileSync(fileURLToPath(new URL('../../../sample/checkout/goal.md', import.meta.url)), 'utf8');
    const contract = parseContractFile(file);
    if (!contract.ok) throw new Error('the sample does not parse');
    expect(lint(contract.value)).toMatchObject({ verdict: 'strong', score: { whole: 100 }, findings: [] });
  });

  it('holds nothing against the contract of the README', () => {
    const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
    const contract = parseContractFile(/```markdown\n([\s\S]*?)```/.exec(readme)?.[1] ?? '');
    if (!contract.ok) throw new Error('the README’s contract does not parse');
    expect(ruled(lint(contract.value))).toEqual(['strong']);
  });

  it.each([`/goal ${CHECKOUT.join('. ')}.`, `${CHECKOUT.join('; ')}.`])(
    'holds nothing against the strong checkout goal as text: %s',
    (text) => {
      expect(lintText(text)).toMatchObject({ verdict: 'strong', score: { whole: 100 }, findings: [] });
    },
  );

  it('lights up for “Improve performance”: no end state, no verification, no constraint', () => {
    const found = lintText('/goal Improve performance');
    expect(ruled(found)).toEqual([
      'weak',
      'outcome-vague',
      'no-check',
      'no-constraint',
      'boundaries-empty',
      'iteration-empty',
      'blocked-empty',
    ]);
    expect(found.findings.map(({ rewrite }) => rewrite).slice(0, 3)).toEqual([
      'Improve performance: p95 of [the operation] is below [number] ms on [the benchmark].',
      'verified by `[the command that exits with 0 only when the outcome is true]`',
      'while preserving: Every test that passes now still passes.',
    ]);
  });

  it('holds the blanks of the template against a text that fills none of them in', () => {
    const found = lintText(
      '/goal [outcome] verified by [evidence] while preserving [constraints]. Use [boundaries]. Between iterations, [policy]. If blocked, [what to report].',
    );
    expect(found.findings.filter(({ rule }) => rule === 'placeholder-left').length).toBeGreaterThanOrEqual(4);
    expect(found.verdict).toBe('weak');
  });

  it('takes any document, and says the same of it each time', () => {
    const value = fc.jsonValue();
    const key = fc.constantFrom(
      'outcome',
      'verification',
      'constraints',
      'boundaries',
      'iteration',
      'blocked',
      'budget',
      'protect',
    );
    fc.assert(
      fc.property(fc.dictionary(key, value), (document) => {
        const found = lint(document);
        expect(lint(structuredClone(document))).toEqual(found);
        expect(found.score.whole).toBeGreaterThanOrEqual(0);
        expect(found.score.whole).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('comes to an end with long pastes: no pattern goes over the same words again and again', () => {
    const units = [
      'reproduce the a ',
      'p95 of ',
      '[a b ',
      'below 1',
      'reduce ',
      'src/a/',
      '"',
      'the data ',
      ' || ',
      'one x of ',
      '.',
      'a.b-',
    ];
    for (const unit of units) {
      const text = unit.repeat(Math.ceil(100_000 / unit.length));
      const found = lint({
        outcome: text,
        objective: text,
        iteration: text,
        blocked: { report: text },
        constraints: [{ text }],
        verification: [{ id: 'a', kind: 'command', run: text }],
      });
      expect(found.score.whole).toBeLessThanOrEqual(100);
    }
  });
});
