import { describe, expect, it } from 'vitest';
import { changeEnd, type FormHistory, NO_HISTORY, recorded, redone, undone } from './formHistory';
import { EMPTY_FORM, formOf, type GoalForm } from './goalForm';

const said = (outcome: string, over: Partial<GoalForm> = {}): GoalForm => ({ ...EMPTY_FORM, outcome, ...over });

/** The history of a form that became each of these, at these times. */
function became(...steps: readonly (readonly [form: GoalForm, at: number])[]): { history: FormHistory; now: GoalForm } {
  let [history, now] = [NO_HISTORY, EMPTY_FORM];
  for (const [form, at] of steps) {
    history = recorded(history, now, form, at);
    now = form;
  }
  return { history, now };
}

describe('the history of a form', () => {
  it('takes a burst of typing in one field back at once, and one after a pause by itself', () => {
    const { history, now } = became([said('p'), 0], [said('p9'), 200], [said('p95'), 400], [said('p95 is'), 3_000]);
    const first = undone(history, now);
    expect(first).toMatchObject({ form: { outcome: 'p95' }, part: 'outcome' });
    const second = first && undone(first.history, first.form);
    expect(second?.form).toEqual(EMPTY_FORM);
    expect(second && undone(second.history, second.form)).toBeNull();
    const again = second && redone(second.history, second.form);
    expect(again?.form.outcome).toBe('p95');
  });

  it('keeps parts apart however quickly they are changed, and lists by their items', () => {
    const check = formOf({ verification: [{ id: 'a', run: 'x' }] }).verification;
    const typed = formOf({ verification: [{ id: 'ab', run: 'x' }] }).verification;
    const { history, now } = became(
      [said('x'), 0],
      [said('x', { iteration: 'y' }), 10],
      [said('x', { iteration: 'y', verification: check }), 20],
      [said('x', { iteration: 'y', verification: typed }), 30],
    );
    expect(history.past.map(({ part }) => part)).toEqual(['outcome', 'iteration', 'verification', 'verification[0]']);
    expect(undone(history, now)?.form.verification).toEqual(check);
  });

  it('is one step for a change of many parts, and none for a change of nothing', () => {
    const { history } = became([said('x', { iteration: 'y' }), 0], [said('z', { iteration: 'w' }), 10]);
    expect(history.past.map(({ part }) => part)).toEqual(['several', 'several']);
    expect(recorded(history, EMPTY_FORM, { ...EMPTY_FORM }, 20)).toBe(history);
  });

  it('has nothing to do again once something else was changed', () => {
    const { history, now } = became([said('x'), 0]);
    const back = undone(history, now);
    const changed = recorded(back?.history ?? history, EMPTY_FORM, said('other'), 5_000);
    expect(redone(changed, said('other'))).toBeNull();
  });

  it('puts the cursor behind what changed', () => {
    expect(changeEnd('p95 is below 150 ms', 'p95 is below 120 ms')).toBe('p95 is below 12'.length);
    expect(changeEnd('one two', 'one')).toBe(3);
    expect(changeEnd('', 'word')).toBe(4);
    expect(changeEnd('aa', 'aaa')).toBe(2);
  });
});
