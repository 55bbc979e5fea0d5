import { describe, expect, it } from 'vitest';
import { judgeCriteria, parseReviewerAnswer, reviewText, reviewVerdict } from './review';
import type { JudgedCriterion } from './reviewRecord';

const CITABLE = new Map([
  ['e1', { fresh: false }],
  ['e3', { fresh: true }],
  ['c2', { fresh: true }],
]);

/** How one criterion counts that was answered so. */
function counted(answer: Record<string, unknown> | readonly Record<string, unknown>[]): string {
  const all = [answer].flat().map((one) => ({ n: 1, why: 'w', evidence: [], ...one }));
  const parsed = parseReviewerAnswer(JSON.stringify({ criteria: all }));
  if (!parsed.ok) return `refused: ${parsed.error}`;
  const [judged] = judgeCriteria(['the suite is untouched'], parsed.value, CITABLE);
  return `${judged?.answer}: ${judged?.why}`;
}

describe('one criterion', () => {
  it('is met, or not, by what was shown', () => {
    expect(counted({ answer: 'met', evidence: ['e3'] })).toBe('met: w');
    expect(counted({ answer: 'Not met', evidence: ['c2', 'e1'] })).toBe('not_met: w');
    expect(counted({ answer: 'cannot tell' })).toBe('cannot_tell: w');
  });

  it('is not told by an answer that cites nothing, or what is not known', () => {
    expect(counted({ answer: 'met' })).toBe('cannot_tell: the reviewer said “met” (w) but cites nothing');
    expect(counted({ answer: 'met', evidence: ['e3', 'e9'] })).toBe(
      'cannot_tell: the reviewer said “met” (w) but cites e9, which is not known',
    );
    expect(counted({ answer: 'not_met' })).toBe('cannot_tell: the reviewer said “not met” (w) but cites nothing');
  });

  it('is not met by evidence of another tree alone', () => {
    expect(counted({ answer: 'met', evidence: ['e1'] })).toMatch(/^cannot_tell: .* only evidence of another state of the tree$/);
    expect(counted({ answer: 'met', evidence: ['e1', 'c2'] })).toBe('met: w');
  });

  it('is not told where it is left out, or answered in two ways', () => {
    expect(counted({ n: 2, answer: 'met', evidence: ['e3'] })).toBe('cannot_tell: the reviewer did not answer it');
    const both = [
      { answer: 'met', evidence: ['e3'] },
      { answer: 'not met', evidence: ['e3'] },
    ];
    expect(counted(both)).toBe('cannot_tell: the reviewer answered it in two ways');
  });
});

describe('an answer', () => {
  it('is found between other words', () => {
    const text = 'Here you are:\n```json\n{"criteria":[{"n":1,"answer":"met","evidence":["e3"],"why":"it is {so}"}]}\n```';
    expect(parseReviewerAnswer(text)).toMatchObject({ ok: true, value: [{ n: 1, answer: 'met' }] });
  });

  it.each([
    ['All good!', 'it holds no JSON object'],
    ['{"criteria": [', 'it holds no JSON object'],
    ['{"criteria": [}', /^its JSON does not parse/],
    ['{"verdict": "pass"}', /^criteria: /],
    ['{"criteria": [{"n": 1, "answer": "perfect"}]}', /^criteria\.0\.answer: /],
  ])('that is none is refused with the reason: %s', (text, reason) => {
    expect(parseReviewerAnswer(text)).toEqual({ ok: false, error: expect.stringMatching(reason) });
  });
});

describe('a review', () => {
  const met: JudgedCriterion = { criterion: 'A', answer: 'met', evidence: ['e3'], why: '' };
  const open: JudgedCriterion = { criterion: 'B', answer: 'cannot_tell', evidence: [], why: 'nothing shown' };

  it('passes when every criterion is met, and says of the others why they are not', () => {
    expect(reviewVerdict([met, met])).toEqual({ verdict: 'pass' });
    expect(reviewVerdict([met, open])).toEqual({
      verdict: 'fail',
      reason: 'review',
      message: '1 of 2 criteria met; cannot tell: “B” (nothing shown)',
    });
  });

  it('reads line by line, with what was not shown', () => {
    expect(reviewText([met, open], ['the middle of one output'])).toBe(
      '1. met: A [e3]\n2. cannot tell: B\n   nothing shown\nNot shown to the reviewer: the middle of one output.',
    );
  });
});
