import type { Contract } from '../goal/contract';
import { DEFAULT_SAME_FAILURE } from '../goal/contract';
import { parseGoalText, type TextFinding } from '../goal/textForm/parseGoalText';
import { formOf, type GoalForm, sameForm } from './goalForm';

/** A form filled from a goal's text, and what of the text was not placed as it was said. */
export interface FilledForm {
  readonly form: GoalForm;
  readonly findings: readonly (TextFinding & { readonly excerpt: string })[];
}

/** As much of the text at a finding as tells its place. */
const EXCERPT_CHARS = 40;

/** The form with what a goal's text says in its places; what the text does not speak of stays. */
export function fillFromText(form: GoalForm, text: string): FilledForm {
  const { contract, findings } = parseGoalText(text);
  return {
    form: filledWith(form, contract),
    findings: findings.filter(isOfWords).map((finding) => ({ ...finding, excerpt: excerptAt(text, finding.offset) })),
  };
}

/** What is missing in a text is no finding of the form: it may stand there already, and the form has its own words for it. */
function isOfWords({ message }: TextFinding): boolean {
  return !/^No (?:outcome|evidence) is named/.test(message);
}

function excerptAt(text: string, offset: number): string {
  const line = text.slice(offset, offset + EXCERPT_CHARS + 1).split('\n', 1)[0] ?? '';
  return line.length > EXCERPT_CHARS ? `${line.slice(0, EXCERPT_CHARS)}…` : line;
}

/** Whether a text names parts, so that it belongs into several fields and not into one. */
export function namesParts(text: string): boolean {
  const { outcome, ...parts } = formOf(parseGoalText(text).contract);
  const { outcome: _none, ...empty } = formOf({});
  const named = Object.keys(parts).filter((key) => !same(parts[key as keyof typeof parts], empty[key as keyof typeof empty]));
  return named.length >= 2 || (named.length === 1 && (outcome !== '' || /^\s*\/goal\b/.test(text)));
}

/** Whether the filled form takes the place of something that stands in the other: nothing is asked where only empty fields are filled. */
export function replacesWords(now: GoalForm, next: GoalForm): boolean {
  const empty = formOf({});
  const keys = Object.keys(empty) as (keyof GoalForm)[];
  return keys.some((key) => !same(now[key], next[key]) && !same(now[key], empty[key]) && !isWidened(now, next, key));
}

/** Boundaries and budget are filled limit by limit: what stands is replaced only where one of them says something else. */
function isWidened(now: GoalForm, next: GoalForm, key: keyof GoalForm): boolean {
  if (key !== 'boundaries' && key !== 'budget') return false;
  const [before, after] = [now[key], next[key]] as unknown as readonly Record<string, unknown>[];
  const empty = formOf({})[key] as unknown as Record<string, unknown>;
  return Object.keys(empty).every((inner) => same(before?.[inner], empty[inner]) || same(before?.[inner], after?.[inner]));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function filledWith(form: GoalForm, contract: Contract): GoalForm {
  const said = formOf(contract);
  const { boundaries } = form;
  const list = <T>(next: readonly T[], now: readonly T[]) => (next.length > 0 ? next : now);
  const filled: GoalForm = {
    outcome: said.outcome || form.outcome,
    objective: said.objective || form.objective,
    standard: said.standard || form.standard,
    verification: list(said.verification, form.verification),
    constraints: list(said.constraints, form.constraints),
    boundaries: {
      write: list(said.boundaries.write, boundaries.write),
      hide: list(said.boundaries.hide, boundaries.hide),
      hosts: list(said.boundaries.hosts, boundaries.hosts),
      sockets: said.boundaries.sockets || boundaries.sockets,
      tools: said.boundaries.tools ?? boundaries.tools,
      limits: {
        processes: said.boundaries.limits.processes || boundaries.limits.processes,
        memoryMb: said.boundaries.limits.memoryMb || boundaries.limits.memoryMb,
        fileMb: said.boundaries.limits.fileMb || boundaries.limits.fileMb,
      },
    },
    iteration: said.iteration || form.iteration,
    blocked: {
      report: said.blocked.report || form.blocked.report,
      sameFailure: contract.blocked.sameFailure === DEFAULT_SAME_FAILURE ? form.blocked.sameFailure : said.blocked.sameFailure,
    },
    budget: {
      tokens: said.budget.tokens || form.budget.tokens,
      usd: said.budget.usd || form.budget.usd,
      minutes: said.budget.minutes || form.budget.minutes,
      turns: said.budget.turns || form.budget.turns,
    },
    protect: list(said.protect, form.protect),
    accept: said.accept === 'user' ? 'user' : form.accept,
    resume: said.resume === 'user' ? 'user' : form.resume,
  };
  return sameForm(filled, form) ? form : filled;
}
