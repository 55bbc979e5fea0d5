import { t } from '../words/t';
import { type CheckForm, EMPTY_CHECK } from './checkForm';
import type { ConstraintForm, GoalForm } from './goalForm';

/** Where a check stands in the form: in the verification list, or under a constraint. */
export interface CheckPlace {
  readonly list: 'verification' | 'constraints';
  readonly index: number;
}

/** The path of a check's fields in findings: `verification[0]`, `constraints[1].check`. */
export function checkPath({ list, index }: CheckPlace): string {
  return list === 'verification' ? `verification[${index}]` : `constraints[${index}].check`;
}

export function checkAt(form: GoalForm, { list, index }: CheckPlace): CheckForm | undefined {
  return list === 'verification' ? form.verification[index] : (form.constraints[index]?.check ?? undefined);
}

/** Every check of the form with its place, in the order of the contract's parts. */
export function formChecks(form: GoalForm): readonly { readonly place: CheckPlace; readonly check: CheckForm }[] {
  const proofs = form.verification.map((check, index) => ({ place: { list: 'verification', index } as CheckPlace, check }));
  const guards = form.constraints.flatMap(({ check }, index) =>
    check ? [{ place: { list: 'constraints', index } as CheckPlace, check }] : [],
  );
  return [...proofs, ...guards];
}

export function replaceCheck(form: GoalForm, place: CheckPlace, check: CheckForm): GoalForm {
  if (!checkAt(form, place)) return form;
  if (place.list === 'verification') return { ...form, verification: form.verification.with(place.index, check) };
  return withConstraint(form, place.index, { check });
}

/** Takes a check out; a constraint's words stay. */
export function removeCheck(form: GoalForm, place: CheckPlace): GoalForm {
  if (place.list === 'constraints') return withConstraint(form, place.index, { check: null });
  return { ...form, verification: form.verification.toSpliced(place.index, 1) };
}

/** Puts a check in, before the one that stands at its place; a constraint that has gone, or has another check by now, is added anew. */
export function insertCheck(form: GoalForm, place: CheckPlace, check: CheckForm): GoalForm {
  if (place.list === 'verification') return { ...form, verification: form.verification.toSpliced(place.index, 0, check) };
  const constraint = form.constraints[place.index];
  if (constraint && !constraint.check) return withConstraint(form, place.index, { check });
  return { ...form, constraints: [...form.constraints, { text: constraintText(check), check }] };
}

/** Gives a check to another part; answers the form and where the check stands now. */
export function moveCheck(
  form: GoalForm,
  from: CheckPlace,
  to: CheckPlace,
): { readonly form: GoalForm; readonly place: CheckPlace } {
  const check = checkAt(form, from);
  if (!check || checkPath(from) === checkPath(to)) return { form, place: from };
  const without = removeCheck(form, from);
  const moved = insertCheck(without, to, check);
  const fits = to.list === 'verification' || without.constraints[to.index]?.check === null;
  return { form: moved, place: fits ? to : { list: 'constraints', index: moved.constraints.length - 1 } };
}

/** A new check with an id that is free. */
export function addCheck(form: GoalForm): { readonly form: GoalForm; readonly place: CheckPlace } {
  const place: CheckPlace = { list: 'verification', index: form.verification.length };
  return { form: insertCheck(form, place, { ...EMPTY_CHECK, id: freeId(form) }), place };
}

function freeId(form: GoalForm): string {
  const taken = new Set(formChecks(form).map(({ check }) => check.id));
  let n = taken.size + 1;
  while (taken.has(`check-${n}`)) n += 1;
  return `check-${n}`;
}

function constraintText(check: CheckForm): string {
  return t`${check.id || t`The check`} stays green.`;
}

function withConstraint(form: GoalForm, index: number, change: Partial<ConstraintForm>): GoalForm {
  const constraint = form.constraints[index];
  if (!constraint) return form;
  return { ...form, constraints: form.constraints.with(index, { ...constraint, ...change }) };
}
