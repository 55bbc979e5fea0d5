import type { ValuePath } from '../schemaAt';
import type { Edit } from './edit';
import type { LintSubject } from './subject';

/** What is scored: the contract's six parts and its budget. A check's findings count for the part that it stands in. */
export const LINT_PARTS = ['outcome', 'verification', 'constraints', 'boundaries', 'iteration', 'blocked', 'budget'] as const;
export type LintPart = (typeof LINT_PARTS)[number];

/** major: the gate could not judge or guard this. minor: it would judge it badly. note: worth a look. */
export type Severity = 'major' | 'minor' | 'note';

/** Why a part of a contract that parses is weak, and what could stand there. */
export interface LintFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly part: LintPart;
  /** The field it is about, as `formatPath` writes it. */
  readonly path: string;
  readonly message: string;
  /** Text that can be taken over; what only the user knows stands in it in [brackets]. */
  readonly rewrite: string;
  /** The rewrite as changes to the contract's document. */
  readonly edits: readonly Edit[];
}

/** One place where a rule holds something against a goal. */
export interface Hit {
  readonly path: ValuePath;
  readonly message: string;
  readonly edits: readonly Edit[];
}

export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly look: (goal: LintSubject) => readonly Hit[];
}

/** One hit as a rule's answer, where a rule can hit but once. */
export function hit(path: ValuePath, message: string, ...edits: readonly Edit[]): readonly Hit[] {
  return [{ path, message, edits }];
}

export const NOTHING: readonly Hit[] = [];

/** The part that a field belongs to. */
export function partOf(path: ValuePath): LintPart {
  const [first] = path;
  if (first === 'protect') return 'boundaries';
  return LINT_PARTS.find((part) => part === first) ?? 'outcome';
}
