import { t } from '../words/t';
import type { BoundariesForm, GoalForm } from './goalForm';

/** One field of the goal form, or a few that are proposed, accepted and kept together. */
export interface FormPart {
  readonly path: string;
  of(form: GoalForm): unknown;
  /** The form with this part as another has it. */
  take(form: GoalForm, from: GoalForm): GoalForm;
}

/** Parts that are lists of checks and constraints, each item of which stands for itself. */
export const FORM_LISTS = ['verification', 'constraints'] as const;
export type FormList = (typeof FORM_LISTS)[number];

type Whole = Exclude<keyof GoalForm, FormList | 'boundaries'>;

/** Every part but the boundaries and the lists; by name, so that a part which comes to the form cannot be left out. */
const WHOLE: Readonly<Record<Whole, string>> = {
  outcome: 'outcome',
  iteration: 'iteration',
  blocked: 'blocked',
  protect: 'protect',
  standard: 'research',
  budget: 'budget',
  accept: 'accept',
  resume: 'resume',
  objective: 'objective',
};

const BOUNDARIES: Readonly<Record<keyof BoundariesForm, true>> = {
  write: true,
  hide: true,
  hosts: true,
  sockets: true,
  limits: true,
  tools: true,
};

export const FORM_PARTS: readonly FormPart[] = [
  ...keysOf(WHOLE).map(
    (key): FormPart => ({
      path: WHOLE[key],
      of: (form) => form[key],
      take: (form, from) => ({ ...form, [key]: from[key] }),
    }),
  ),
  ...keysOf(BOUNDARIES).map(
    (key): FormPart => ({
      path: `boundaries.${key}`,
      of: (form) => form.boundaries[key],
      take: (form, from) => ({ ...form, boundaries: { ...form.boundaries, [key]: from.boundaries[key] } }),
    }),
  ),
];

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}

/** Whether two values of a form say the same. */
export function saysSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const NAMES: Readonly<Record<string, string>> = {
  'boundaries.write': t`writable paths`,
  'boundaries.hide': t`hidden paths`,
  'boundaries.hosts': t`hosts`,
  'boundaries.sockets': t`sockets`,
  'boundaries.tools': t`tools`,
  'boundaries.limits': t`limits of a command`,
  iteration: t`iteration policy`,
  blocked: t`blocked stop`,
  protect: t`protected files`,
  research: t`evidence standard`,
  accept: t`acceptance`,
  resume: t`what happens at a quota`,
  verification: t`checks`,
  several: t`several parts`,
};

/** A part by the name that people know it by, in a sentence. */
export function partName(path: string): string {
  const part = path.replace(/\[.*/, '');
  return NAMES[part] ?? part;
}
