import { documentOf, listOf } from './checkForm';
import { EMPTY_FORM, formDocument, formOf, type GoalForm, isWithin } from './goalForm';

/** A contract that was proposed for a form, and what has become of it there. Plain data: a window keeps it between starts. */
export interface Proposed {
  /** Of the thread's proposal, so that each is taken up once. */
  readonly id: string;
  readonly form: GoalForm;
  /** What the form said before, which it goes back to when the proposal is put away. */
  readonly before: GoalForm;
  /** Keys of the fields that were accepted as they are. */
  readonly accepted: readonly string[];
  /** What the form said when the proposal was put away; null while it stands. */
  readonly discarded: GoalForm | null;
}

/** A field that still says what was proposed, and that nobody has accepted. `key` tells it from others wherever it moves in its list. */
export interface ProposedField {
  readonly path: string;
  readonly key: string;
}

const PARTS: readonly { readonly path: string; readonly of: (form: GoalForm) => unknown }[] = [
  { path: 'outcome', of: (form) => form.outcome },
  { path: 'boundaries.write', of: (form) => form.boundaries.write },
  { path: 'iteration', of: (form) => form.iteration },
  { path: 'blocked', of: (form) => form.blocked },
  { path: 'protect', of: (form) => form.protect },
  { path: 'boundaries.hide', of: (form) => form.boundaries.hide },
  { path: 'boundaries.hosts', of: (form) => form.boundaries.hosts },
  { path: 'boundaries.sockets', of: (form) => form.boundaries.sockets },
  { path: 'boundaries.tools', of: (form) => form.boundaries.tools },
  { path: 'boundaries.limits', of: (form) => form.boundaries.limits },
  { path: 'budget', of: (form) => form.budget },
  { path: 'accept', of: (form) => form.accept },
  { path: 'resume', of: (form) => form.resume },
  { path: 'objective', of: (form) => form.objective },
];

const LISTS = ['verification', 'constraints'] as const;

/** The proposed fields that wait to be accepted or edited: those that the proposal changed, and that still say what it said. */
export function openFields(proposed: Proposed, form: GoalForm): readonly ProposedField[] {
  if (proposed.discarded) return [];
  const parts = PARTS.flatMap(({ path, of }) =>
    same(of(form), of(proposed.form)) && !same(of(proposed.form), of(proposed.before)) ? [{ path, key: path }] : [],
  );
  const items = LISTS.flatMap((list) => openItems(list, proposed, form));
  const accepted = new Set(proposed.accepted);
  return [...parts, ...items].filter(({ key }) => !accepted.has(key));
}

function openItems(list: (typeof LISTS)[number], proposed: Proposed, form: GoalForm): readonly ProposedField[] {
  const told = new Set(proposed.form[list].map(text));
  const known = new Set(proposed.before[list].map(text));
  return form[list].flatMap((item, index) =>
    told.has(text(item)) && !known.has(text(item)) ? [{ path: `${list}[${index}]`, key: `${list} ${text(item)}` }] : [],
  );
}

/** Those that stand at a place of the form, or around it. */
export function openAt(fields: readonly ProposedField[], path: string): readonly ProposedField[] {
  return fields.filter((field) => isWithin(field.path, path) || isWithin(path, field.path));
}

export function acceptFields(proposed: Proposed, fields: readonly ProposedField[]): Proposed {
  return { ...proposed, accepted: [...new Set([...proposed.accepted, ...fields.map(({ key }) => key)])] };
}

/** The form while a contract is being proposed: what has come so far over what stood there. */
export function formWhileProposed(form: GoalForm, partial: unknown): GoalForm {
  return formOf({ ...formDocument(form), ...documentOf(partial) });
}

/** What a window keeps of it. */
export function proposedDocument({ form, before, discarded, ...rest }: Proposed): unknown {
  return { ...rest, form: formDocument(form), before: formDocument(before), discarded: discarded && formDocument(discarded) };
}

/** Read back; what does not read is none. */
export function proposedOf(value: unknown): Proposed | null {
  const { id, form, before, accepted, discarded } = documentOf(value);
  if (typeof id !== 'string' || form === undefined) return null;
  return {
    id,
    form: formOf(form),
    before: before === undefined ? EMPTY_FORM : formOf(before),
    accepted: listOf(accepted),
    discarded: discarded === undefined || discarded === null ? null : formOf(discarded),
  };
}

function text(value: unknown): string {
  return JSON.stringify(value);
}

function same(one: unknown, other: unknown): boolean {
  return text(one) === text(other);
}
