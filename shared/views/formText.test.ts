import { describe, expect, it } from 'vitest';
import { sameMeaning } from '../goal/textForm/sameMeaning';
import { formFromText, textOfForm } from './formText';
import { EMPTY_FORM, formOf, type GoalForm, parseForm } from './goalForm';

const FORM = formOf({
  outcome: 'p95 is below 120 ms',
  verification: [{ id: 'p95', kind: 'command', run: 'npm run bench', timeout: '2m', fresh: true }],
  constraints: [
    { text: 'The suite stays green', check: { id: 'suite', kind: 'command', run: 'npm test' } },
    { text: 'No new errors' },
  ],
  boundaries: { write: ['src/'], hide: ['.env'], hosts: [] },
  iteration: 'one hypothesis per turn',
  budget: { tokens: 100_000 },
  protect: ['bench/'],
});

/** What the form is after its text was edited by replacing words. */
function edited(form: GoalForm, from: string, to: string): GoalForm {
  const text = textOfForm(form);
  expect(text).toContain(from);
  return formFromText(form, text, text.replace(from, to)).form;
}

describe('the text as the form’s second face', () => {
  it('changes in the form what was changed in it, and nothing else', () => {
    const next = edited(FORM, '120 ms', '100 ms');
    expect(next).toEqual({ ...FORM, outcome: 'p95 is below 100 ms' });
    expect(edited(FORM, 'npm run bench', 'npm run bench -- --json').verification[0]?.run).toBe('npm run bench -- --json');
  });

  it('comes back to the same form where nothing was changed', () => {
    const text = textOfForm(FORM);
    expect(formFromText(FORM, text, text).form).toBe(FORM);
    const [read, meant] = [formFromText(EMPTY_FORM, '', text).form, FORM].map((form) => parseForm(form).contract);
    expect(read && meant && sameMeaning(read, meant)).toBe(true);
  });

  it('shows what parses, and keeps what does not while other parts are edited', () => {
    const [proof] = FORM.verification;
    if (!proof) throw new Error('a proof is wanted');
    const broken: GoalForm = {
      ...FORM,
      budget: { ...FORM.budget, turns: 'many' },
      verification: [proof, { ...proof, id: 'half', run: '' }],
      boundaries: { ...FORM.boundaries, write: ['../out', 'src/'] },
    };
    const text = textOfForm(broken);
    expect(text).not.toContain('half');
    const next = formFromText(broken, text, text.replace('120 ms', '90 ms')).form;
    expect(next).toEqual({ ...broken, outcome: 'p95 is below 90 ms' });
    const more = formFromText(broken, text, text.replace('npm run bench', 'make bench')).form;
    expect(more.verification.map(({ id, run }) => [id, run])).toEqual([
      ['p95', 'make bench'],
      ['half', ''],
    ]);
  });

  it('reads a form with nothing in it, and says where words of a text were not placed', () => {
    expect(textOfForm(EMPTY_FORM)).toBe('/goal');
    const { form, findings } = formFromText(EMPTY_FORM, '/goal', '/goal It is fast verified by the release notes.');
    expect(form.outcome).toBe('It is fast');
    expect(findings).toMatchObject([{ part: 'verification', excerpt: expect.stringContaining('the release notes') }]);
  });
});
