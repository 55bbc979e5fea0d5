import type { ValuePath } from '../schemaAt';

/**
 * A contract as the rules look at it, be it whole or half written: every value is there, and empty where nothing was said. It is
 * read from a contract or from a document that is none yet, so that the form can be looked at while it is typed in.
 */
export interface LintSubject {
  readonly outcome: string;
  readonly objective: string;
  readonly verification: readonly CheckSubject[];
  readonly constraints: readonly ConstraintSubject[];
  readonly write: readonly string[];
  readonly hosts: readonly string[];
  readonly protect: readonly string[];
  readonly iteration: string;
  readonly report: string;
  /** What a research goal counts as evidence, where its contract has a field for it; empty otherwise. */
  readonly standard: string;
  readonly sameFailure: number;
  readonly limits: readonly LimitName[];
  readonly minutes: number | null;
  /** What a text says in words where a contract has values; null where the goal was not read from a text. */
  readonly words: TextWords | null;
}

export type LimitName = 'tokens' | 'usd' | 'minutes' | 'turns';

/** The text form has no place for commands and paths: it names them. */
export interface TextWords {
  readonly evidence: string;
  readonly boundaries: string;
}

export interface ConstraintSubject {
  readonly text: string;
  readonly check: CheckSubject | null;
  readonly path: ValuePath;
}

export type CheckSubject = CommandSubject | ArtifactSubject | JudgedSubject;

interface AnyCheck {
  readonly id: string;
  readonly path: ValuePath;
}

export interface CommandSubject extends AnyCheck {
  readonly kind: 'command';
  readonly run: string;
  /** As it was written; the contract's default where nothing was. */
  readonly timeout: string;
  readonly metric: MetricSubject | null;
  /** How often it is started; 1 without a `repeat`. */
  readonly times: number;
  readonly judge: string | null;
  readonly setup: string;
  /** Whether the goal's background processes go on while it runs. */
  readonly live: boolean;
}

export interface MetricSubject {
  readonly from: string;
  /** The pattern or the pointer that reads it. */
  readonly read: string;
  readonly target: string;
  readonly unit: string;
}

export interface ArtifactSubject extends AnyCheck {
  readonly kind: 'artifact';
  readonly file: string;
  /** Whether anything is asked of what is in the file. */
  readonly judged: boolean;
}

/** A check that somebody judges: a reviewer or the user. */
export interface JudgedSubject extends AnyCheck {
  readonly kind: 'judged';
}

/** Every check, with those of the constraints. */
export function allChecks(goal: LintSubject): readonly CheckSubject[] {
  return [...goal.verification, ...goal.constraints.flatMap(({ check }) => (check ? [check] : []))];
}

export function commands(goal: LintSubject): readonly CommandSubject[] {
  return allChecks(goal).filter((check) => check.kind === 'command');
}

/** Every prose that says what the goal is about. */
export function proseOf(goal: LintSubject): string {
  return [goal.outcome, goal.objective, goal.report, goal.words?.evidence ?? '', goal.words?.boundaries ?? ''].join('\n');
}
