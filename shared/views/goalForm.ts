import { Contract, DEFAULT_SAME_FAILURE } from '../goal/contract';
import { contractProblems, formatPath } from '../goal/findings';
import {
  amountOf,
  amountText,
  type CheckForm,
  checkDocument,
  checkFormOf,
  type Document,
  documentOf,
  filled,
  listOf,
  textOf,
} from './checkForm';

/**
 * The goal form: a contract with every value as the text that its field holds. It has the contract's own shape, so that a problem's
 * path (`verification[0].metric.target`) is the path of the field it is shown at.
 */
export interface GoalForm {
  readonly outcome: string;
  readonly objective: string;
  readonly verification: readonly CheckForm[];
  readonly constraints: readonly ConstraintForm[];
  readonly boundaries: BoundariesForm;
  readonly iteration: string;
  /** What counts as confirmed; empty for a goal that is no research. */
  readonly standard: string;
  readonly blocked: { readonly report: string; readonly sameFailure: string };
  readonly budget: BudgetForm;
  readonly protect: readonly string[];
  readonly accept: 'auto' | 'user';
  readonly resume: 'auto' | 'user';
}

export interface ConstraintForm {
  readonly text: string;
  readonly check: CheckForm | null;
}

export interface BoundariesForm {
  readonly write: readonly string[];
  readonly hide: readonly string[];
  readonly hosts: readonly string[];
  readonly sockets: boolean;
  /** The only tools the agent may call; null for all. */
  readonly tools: readonly string[] | null;
  readonly limits: Readonly<Record<ResourceField, string>>;
}

/** What one command with all its children may take: an empty field leaves the usual limit. */
export type ResourceField = 'processes' | 'memoryMb' | 'fileMb';

export type LimitField = 'tokens' | 'usd' | 'minutes' | 'turns';
export type BudgetForm = Readonly<Record<LimitField, string>>;

/** Why a field does not parse; `path` is the field's, or that of the part around it. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

export const EMPTY_FORM: GoalForm = formOf({});

/** The form of a contract, or of a document that is none yet: what can be read is read, the rest is empty. Never throws. */
export function formOf(value: unknown): GoalForm {
  const contract = documentOf(value);
  const blocked = documentOf(contract.blocked);
  return {
    outcome: textOf(contract.outcome),
    objective: textOf(contract.objective),
    verification: itemsOf(contract.verification).map(checkFormOf),
    constraints: itemsOf(contract.constraints).map(constraintFormOf),
    boundaries: boundariesFormOf(documentOf(contract.boundaries)),
    iteration: textOf(contract.iteration),
    standard: textOf(documentOf(contract.research).standard),
    blocked: { report: textOf(blocked.report), sameFailure: textOf(blocked.sameFailure ?? DEFAULT_SAME_FAILURE) },
    budget: budgetFormOf(documentOf(contract.budget)),
    protect: listOf(contract.protect),
    accept: contract.accept === 'user' ? 'user' : 'auto',
    resume: contract.resume === 'user' ? 'user' : 'auto',
  };
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function constraintFormOf(value: unknown): ConstraintForm {
  const constraint = documentOf(value);
  const text = typeof value === 'string' ? value : textOf(constraint.text);
  return { text, check: constraint.check === undefined ? null : checkFormOf(constraint.check) };
}

function boundariesFormOf(boundaries: Document): BoundariesForm {
  const limits = documentOf(boundaries.limits);
  return {
    write: listOf(boundaries.write),
    hide: listOf(boundaries.hide),
    hosts: listOf(boundaries.hosts),
    sockets: boundaries.sockets === true,
    tools: boundaries.tools === undefined ? null : listOf(boundaries.tools),
    limits: {
      processes: amountText(limits.processes),
      memoryMb: amountText(limits.memoryMb),
      fileMb: amountText(limits.fileMb),
    },
  };
}

function budgetFormOf(budget: Document): BudgetForm {
  return {
    tokens: amountText(budget.tokens),
    usd: amountText(budget.usd),
    minutes: amountText(budget.minutes),
    turns: amountText(budget.turns),
  };
}

export interface ParsedForm {
  /** Null while there are problems. */
  readonly contract: Contract | null;
  readonly problems: readonly FieldProblem[];
}

/** The contract that the form says, or why it says none yet, by the same schema as contract files. */
export function parseForm(form: GoalForm): ParsedForm {
  const document = formDocument(form);
  const parsed = Contract.safeParse(document);
  if (parsed.success) return { contract: parsed.data, problems: [] };
  const problems = contractProblems(Contract, document);
  return {
    contract: null,
    problems: problems.map(({ path, message }) => ({ path: formatPath(path), message: ofField(message) })),
  };
}

/** The contract's words are for who writes a file; a form has no keys to leave out. */
function ofField(message: string): string {
  return message.replace(/: write something or leave the key out$/, '');
}

/** The document that the form says, parsed or not: what is kept of an unsent draft, and read back by `formOf`. */
export function formDocument(form: GoalForm): Document {
  const { boundaries, blocked } = form;
  return {
    goalpost: 1,
    outcome: form.outcome,
    objective: form.objective,
    verification: form.verification.map(checkDocument),
    constraints: form.constraints.map(({ text, check }) => ({ text, ...(check ? { check: checkDocument(check) } : {}) })),
    boundaries: {
      write: filled(boundaries.write),
      hide: filled(boundaries.hide),
      hosts: filled(boundaries.hosts),
      sockets: boundaries.sockets,
      ...(boundaries.tools === null ? {} : { tools: filled(boundaries.tools) }),
      ...limitsDocument(boundaries.limits),
    },
    iteration: form.iteration,
    ...(form.standard.trim() === '' ? {} : { research: { standard: form.standard } }),
    blocked: { report: blocked.report, ...limit('sameFailure', blocked.sameFailure) },
    budget: {
      ...limit('tokens', form.budget.tokens),
      ...limit('usd', form.budget.usd),
      ...limit('minutes', form.budget.minutes),
      ...limit('turns', form.budget.turns),
    },
    protect: filled(form.protect),
    accept: form.accept,
    resume: form.resume,
  };
}

function limitsDocument(limits: BoundariesForm['limits']): Document {
  const said = {
    ...limit('processes', limits.processes),
    ...limit('memoryMb', limits.memoryMb),
    ...limit('fileMb', limits.fileMb),
  };
  return Object.keys(said).length === 0 ? {} : { limits: said };
}

function limit(key: string, text: string): Document {
  const amount = amountOf(text);
  return amount === undefined ? {} : { [key]: amount };
}

/** The problems of a field, those of its parts included. */
export function problemsAt(problems: readonly FieldProblem[], path: string): readonly FieldProblem[] {
  return problems.filter((problem) => isWithin(problem.path, path));
}

/** Whether a path is another, or lies in it. */
export function isWithin(path: string, around: string): boolean {
  return path === around || path.startsWith(`${around}.`) || path.startsWith(`${around}[`);
}

/** Every part that the form shows problems at. */
const FIELDS: readonly string[] = [
  'outcome',
  'objective',
  'verification',
  'constraints',
  'boundaries',
  'iteration',
  'blocked',
  'budget',
  'protect',
  'accept',
  'resume',
];

/**
 * Findings of a contract file that the form cannot show at a field, because what they are about is not in it: a key it does not know,
 * a place that does not read as YAML. A finding whose field has the same problem is left to the field.
 */
export function unplacedFindings<T extends FieldProblem>(
  findings: readonly T[],
  problems: readonly FieldProblem[],
): readonly T[] {
  return findings.filter(
    (finding) =>
      !FIELDS.some((field) => isWithin(finding.path, field)) || !problems.some((problem) => isWithin(finding.path, problem.path)),
  );
}

/** Whether two forms say the same: what decides whether something is unsaved. */
export function sameForm(a: GoalForm, b: GoalForm): boolean {
  return JSON.stringify(formDocument(a)) === JSON.stringify(formDocument(b));
}
