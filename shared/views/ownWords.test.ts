import { describe, expect, it } from 'vitest';
import { EMPTY_FORM, formOf, type GoalForm } from './goalForm';
import { besideOwnWords, keptPaths, withOffered } from './ownWords';
import { openFields, type Proposed } from './proposal';

const check = (id: string, run: string) => ({ id, kind: 'command', run });
const offered = formOf({
  outcome: 'p95 below 120 ms',
  iteration: 'one hypothesis a turn',
  verification: [check('p95', 'npm run bench'), check('tests', 'npm test')],
  constraints: [{ text: 'The API stays.' }],
  boundaries: { write: ['src/'], hosts: ['a.example'] },
});
const written: GoalForm = {
  ...EMPTY_FORM,
  outcome: 'My outcome',
  verification: formOf({ verification: [check('tests', 'make test'), check('mine', 'true')] }).verification,
  boundaries: { ...EMPTY_FORM.boundaries, write: ['lib/'] },
};
const unsaved = { form: written, saved: EMPTY_FORM, earlier: null };

describe('a proposal for a form that somebody has written in', () => {
  it('leaves each field and check of theirs as it was, and fills the others', () => {
    const form = besideOwnWords(offered, unsaved);
    expect([form.outcome, form.iteration, form.boundaries]).toEqual([
      'My outcome',
      'one hypothesis a turn',
      { ...offered.boundaries, write: ['lib/'] },
    ]);
    expect(form.verification.map(({ id, run }) => `${id}: ${run}`)).toEqual([
      'p95: npm run bench',
      'tests: make test',
      'mine: true',
    ]);
  });

  it('takes the place of what is saved, and of what an earlier proposal had put there', () => {
    expect(besideOwnWords(offered, { form: written, saved: written, earlier: null })).toEqual(offered);
    expect(besideOwnWords(offered, { form: written, saved: EMPTY_FORM, earlier: written })).toEqual(offered);
  });

  it('offers its words for those places, which are then marked as proposed', () => {
    const form = besideOwnWords(offered, unsaved);
    const proposed: Proposed = { id: 't1/c1', form, offered, before: written, accepted: [], discarded: null };
    expect(keptPaths(proposed, form)).toEqual(['outcome', 'boundaries.write', 'verification']);
    expect(openFields(proposed, form).map(({ path }) => path)).toEqual([
      'iteration',
      'boundaries.hosts',
      'verification[0]',
      'constraints[0]',
    ]);
    expect(keptPaths(proposed, { ...form, outcome: 'Written on' })).not.toContain('outcome');
    const used = withOffered(proposed, form);
    expect(used.form).toEqual(offered);
    expect([keptPaths(used.proposed, used.form), openFields(used.proposed, used.form).length]).toEqual([[], 7]);
  });
});
