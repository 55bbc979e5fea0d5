import { describe, expect, it } from 'vitest';
import { lintForm, offerWords, takeBack, takeOver, verdictSentence } from './formLint';
import { formOf, type GoalForm } from './goalForm';

const WEAK = formOf({ outcome: 'Improve performance', budget: { turns: 5 } });

function findingOf(form: GoalForm, rule: string) {
  const finding = lintForm(form).findings.find((known) => known.rule === rule);
  if (!finding) throw new Error(`nothing of ${rule}`);
  return finding;
}

function taken(form: GoalForm, rule: string) {
  const over = takeOver(form, findingOf(form, rule));
  if (!over) throw new Error(`${rule} no longer stands`);
  return over;
}

describe('a rewrite in the form', () => {
  it('takes the place of the words it is about, and of nothing else', () => {
    const { part, after } = taken(WEAK, 'outcome-vague');
    expect(part).toBe('outcome');
    expect(after).toEqual({
      ...WEAK,
      outcome: 'Improve performance: p95 of [the operation] is below [number] ms on [the benchmark].',
    });
  });

  it('is made for the words as they are now, where some were typed since it was shown', () => {
    const old = findingOf(WEAK, 'outcome-vague');
    const now = { ...WEAK, outcome: 'Improve performance of the importer' };
    expect(takeOver(now, old)?.after.outcome).toMatch(/^Improve performance of the importer: p95 of /);
  });

  it('is not made where its finding no longer stands', () => {
    const old = findingOf(WEAK, 'outcome-vague');
    expect(takeOver({ ...WEAK, outcome: 'p95 of the importer is below 80 ms' }, old)).toBeNull();
  });

  it('is taken back without what was typed elsewhere since', () => {
    const over = taken(WEAK, 'no-check');
    const later = { ...over.after, iteration: 'One change a turn.' };
    expect(takeBack(later, over)).toEqual({ ...WEAK, iteration: 'One change a turn.' });
  });

  it('is not taken back once it was changed again', () => {
    const over = taken(WEAK, 'outcome-vague');
    expect(takeBack({ ...over.after, outcome: 'My own words' }, over)).toBeNull();
  });

  it('that adds a check leaves the others as they are', () => {
    const check = { id: 'tests', kind: 'command', run: 'go test ./...', timeout: '3m' };
    const form = formOf({ outcome: 'Every test passes.', verification: [check] });
    const { after } = taken(form, 'no-constraint');
    expect(after.verification).toEqual(form.verification);
    expect(after.constraints).toMatchObject([{ text: 'The project still builds without errors.', check: { id: 'build' } }]);
  });
});

describe('verdictSentence', () => {
  it('counts findings and parts, and names the part that holds it back most', () => {
    expect(verdictSentence(lintForm(WEAK))).toBe('7 findings in 7 parts. The verification holds it back most.');
    const one = taken(WEAK, 'outcome-vague').after;
    expect(lintForm(one).findings[0]?.rule).toBe('no-check');
  });

  it('says when nothing is held against it', () => {
    expect(verdictSentence({ verdict: 'strong', score: { whole: 100, parts: lintForm(WEAK).score.parts }, findings: [] })).toBe(
      'Nothing is held against it.',
    );
  });
});

describe('offerWords', () => {
  it('says what is offered in the words of the form', () => {
    const offers = Object.fromEntries(lintForm(WEAK).findings.map((finding) => [finding.rule, offerWords(finding, WEAK)]));
    expect(offers).toEqual({
      'outcome-vague': 'Add “p95 of [the operation] is below [number] ms on [the benchmark].”',
      'no-check': 'Use check outcome: [the command that exits with 0 only when the outcome is true]',
      'no-constraint': 'Use “Every test that passes now still passes.” with check tests: [the command that runs the test suite]',
      'boundaries-empty': 'Use write: src/',
      'iteration-empty':
        'Use “One hypothesis a turn. Record what changed, what each check showed, and the next best experiment.”',
      'blocked-empty':
        'Use “If a check cannot run or no valid path remains, stop with the attempted paths, the evidence gathered, the blocker and the next input needed.”',
      'budget-turns-only': 'Use tokens: 400,000',
    });
  });
});
