import { FORM_LISTS, FORM_PARTS, type FormList, saysSame } from './formParts';
import type { GoalForm } from './goalForm';
import type { Proposed } from './proposal';

/** What a form said when a proposal came, and what of it nobody wrote: the saved contract's words and those of an earlier proposal. */
export interface BeforeProposal {
  readonly form: GoalForm;
  readonly saved: GoalForm;
  readonly earlier: GoalForm | null;
}

/** The proposal with every field that a person had written, and not saved, as they left it: no word of theirs goes by a draft. */
export function besideOwnWords(offered: GoalForm, before: BeforeProposal): GoalForm {
  const parts = FORM_PARTS.filter(({ of }) => isOwn(of, before));
  const kept = parts.reduce((form, part) => part.take(form, before.form), offered);
  return FORM_LISTS.reduce((form, list) => withOwnItems(form, list, before), kept);
}

function isOwn(of: (form: GoalForm) => unknown, { form, saved, earlier }: BeforeProposal): boolean {
  return !saysSame(of(form), of(saved)) && !(earlier && saysSame(of(form), of(earlier)));
}

type Item = GoalForm[FormList][number];

/** A person's own items, each in the place of the proposed one that has its name, or after all of them. */
function withOwnItems(form: GoalForm, list: FormList, before: BeforeProposal): GoalForm {
  const known = [...before.saved[list], ...(before.earlier?.[list] ?? [])];
  const own = before.form[list].filter((item) => !known.some((other) => saysSame(item, other)));
  if (own.length === 0) return form;
  const names = new Set(form[list].map(nameOf));
  const replaced = form[list].map((item) => own.find((mine) => nameOf(mine) === nameOf(item)) ?? item);
  return { ...form, [list]: [...replaced, ...own.filter((item) => !names.has(nameOf(item)))] };
}

function nameOf(item: Item): string {
  return 'id' in item ? item.id : item.text;
}

/** Paths of what the agent proposed and the form did not take, because a person had written there, and still has their words. */
export function keptPaths({ form, offered, discarded }: Proposed, now: GoalForm): readonly string[] {
  if (discarded) return [];
  const parts = FORM_PARTS.filter(({ of }) => !saysSame(of(form), of(offered)) && saysSame(of(now), of(form)));
  const lists = FORM_LISTS.filter((list) => !saysSame(form[list], offered[list]) && saysSame(now[list], form[list]));
  return [...parts.map(({ path }) => path), ...lists];
}

/** The form with the proposed words in those places too, and the proposal as one that put them there. */
export function withOffered(proposed: Proposed, now: GoalForm): { readonly form: GoalForm; readonly proposed: Proposed } {
  const paths = new Set(keptPaths(proposed, now));
  const parts = FORM_PARTS.filter(({ path }) => paths.has(path));
  const lists = FORM_LISTS.filter((list) => paths.has(list));
  const take = (form: GoalForm) => {
    const taken = parts.reduce((next, part) => part.take(next, proposed.offered), form);
    return { ...taken, ...Object.fromEntries(lists.map((list) => [list, proposed.offered[list]])) };
  };
  return { form: take(now), proposed: { ...proposed, form: take(proposed.form) } };
}
