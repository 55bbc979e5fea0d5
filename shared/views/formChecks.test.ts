import { describe, expect, it } from 'vitest';
import { addCheck, checkAt, checkPath, formChecks, insertCheck, moveCheck, removeCheck, replaceCheck } from './formChecks';
import { formOf } from './goalForm';

const form = formOf({
  outcome: 'done',
  verification: [
    { id: 'a', kind: 'command', run: 'a' },
    { id: 'b', kind: 'command', run: 'b' },
  ],
  constraints: [{ text: 'stays green', check: { id: 'c', kind: 'command', run: 'c' } }, { text: 'no new dependency' }],
});

const ids = (of: typeof form) => formChecks(of).map(({ place, check }) => `${checkPath(place)} ${check.id}`);

describe('the checks of the form', () => {
  it('stand at the paths that findings name', () => {
    expect(ids(form)).toEqual(['verification[0] a', 'verification[1] b', 'constraints[0].check c']);
  });

  it('come back to where they were when a removal is undone', () => {
    for (const { place, check } of formChecks(form)) {
      expect(insertCheck(removeCheck(form, place), place, check)).toEqual(form);
    }
  });

  it('come back as a constraint of their own when their constraint is gone', () => {
    const place = { list: 'constraints', index: 0 } as const;
    const check = checkAt(form, place);
    if (!check) throw new Error('no check');
    const gone = { ...removeCheck(form, place), constraints: [] };
    expect(insertCheck(gone, place, check).constraints).toEqual([{ text: 'c stays green.', check }]);
  });

  it('move between the outcome and a constraint without losing a word', () => {
    const guarded = moveCheck(form, { list: 'verification', index: 0 }, { list: 'constraints', index: 1 });
    expect(ids(guarded.form)).toEqual(['verification[0] b', 'constraints[0].check c', 'constraints[1].check a']);
    const back = moveCheck(guarded.form, guarded.place, { list: 'verification', index: 0 });
    expect(back).toEqual({ form, place: { list: 'verification', index: 0 } });
    const taken = moveCheck(form, { list: 'verification', index: 0 }, { list: 'constraints', index: 0 });
    expect(taken.place).toEqual({ list: 'constraints', index: 2 });
  });

  it('are replaced in place, and new ones get an id that is free', () => {
    const place = { list: 'constraints', index: 0 } as const;
    const check = checkAt(form, place);
    if (!check) throw new Error('no check');
    expect(ids(replaceCheck(form, place, { ...check, id: 'check-4' }))[2]).toBe('constraints[0].check check-4');
    const added = addCheck(replaceCheck(form, place, { ...check, id: 'check-4' }));
    expect(added.place).toEqual({ list: 'verification', index: 2 });
    expect(checkAt(added.form, added.place)?.id).toBe('check-5');
  });
});
