import { FORM_LISTS, FORM_PARTS, saysSame } from './formParts';
import type { GoalForm } from './goalForm';

/** What stood before a change, and which part it changed. */
interface Step {
  readonly form: GoalForm;
  readonly part: string;
}

/** The changes of a form that can be taken back, and those that were and can be had again. */
export interface FormHistory {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** The part that was changed last and when, while more of the same belongs to the same step. */
  readonly last: { readonly part: string; readonly at: number } | null;
}

export const NO_HISTORY: FormHistory = { past: [], future: [], last: null };

/** Typing on in one field within this time is one step: long enough for a pause between words, short enough to tell thoughts apart. */
const BURST_MS = 1_000;

/** Steps back that are kept: each holds a form, whose unchanged parts are shared with the next. */
const MOST_STEPS = 200;

/** A change of more than one part at once: from a text, a template, a proposal. */
export const SEVERAL = 'several';

/** The history after a change; one that changes nothing is none. */
export function recorded(history: FormHistory, before: GoalForm, after: GoalForm, at: number): FormHistory {
  const part = changedPart(before, after);
  if (part === null) return history;
  const { last, past } = history;
  const goesOn = last !== null && last.part === part && part !== SEVERAL && at - last.at < BURST_MS && past.length > 0;
  return { past: goesOn ? past : [...past, { form: before, part }].slice(-MOST_STEPS), future: [], last: { part, at } };
}

export interface Moved {
  readonly history: FormHistory;
  readonly form: GoalForm;
  readonly part: string;
}

/** One step back; null where there is none. */
export function undone({ past, future }: FormHistory, now: GoalForm): Moved | null {
  const step = past.at(-1);
  if (!step) return null;
  const { form, part } = step;
  return { form, part, history: { past: past.slice(0, -1), future: [...future, { form: now, part }], last: null } };
}

/** One step forward again; null where nothing was taken back, or something was changed since. */
export function redone({ past, future }: FormHistory, now: GoalForm): Moved | null {
  const step = future.at(-1);
  if (!step) return null;
  const { form, part } = step;
  return { form, part, history: { past: [...past, { form: now, part }], future: future.slice(0, -1), last: null } };
}

/** The path of the one part that differs, `several`, or null where the forms say the same. */
function changedPart(before: GoalForm, after: GoalForm): string | null {
  const parts = FORM_PARTS.filter((part) => !saysSame(part.of(before), part.of(after))).map(({ path }) => path);
  const lists = FORM_LISTS.flatMap((list) => changedItem(list, before[list], after[list]) ?? []);
  const changed = [...parts, ...lists];
  return changed.length > 1 ? SEVERAL : (changed[0] ?? null);
}

/** `verification[1]` where one item of a list differs, the list's own name where its length does. */
function changedItem(list: string, before: readonly unknown[], after: readonly unknown[]): string | null {
  if (before.length !== after.length) return list;
  const differs = after.flatMap((item, index) => (saysSame(item, before[index]) ? [] : [index]));
  if (differs.length === 0) return null;
  return differs.length === 1 ? `${list}[${differs[0]}]` : list;
}

/** Where the cursor belongs after a text became another: behind what came in the changed stretch's place. */
export function changeEnd(before: string, after: string): number {
  let tail = 0;
  const most = Math.min(before.length, after.length);
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  // In `aa` → `aaa` both ends claim the same letters: the change then ends behind the head.
  return Math.max(after.length - tail, Math.min(head, after.length));
}
