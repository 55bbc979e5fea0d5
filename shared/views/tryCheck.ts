import type { CheckReport, CheckRun } from '../evidence/record';
import { Contract } from '../goal/contract';
import { contractProblems, formatPath } from '../goal/findings';
import type { Instant } from '../kernel/ids';
import { t } from '../words/t';
import { metricFigure, shortVerdict } from './checkFigure';
import { type CheckForm, checkDocument } from './checkForm';
import { clock, duration, thousands } from './format';
import { type CheckPlace, checkAt, checkPath } from './formChecks';
import { type FieldProblem, formDocument, type GoalForm, isWithin } from './goalForm';
import type { Mark } from './shape';

/** One check that its author has run by itself, as the window holds it: nothing of it is in any log. */
export type Attempt =
  | { readonly kind: 'waits' }
  | { readonly kind: 'running'; readonly since: Instant }
  | { readonly kind: 'refused'; readonly of: string; readonly at: Instant; readonly message: string }
  | {
      readonly kind: 'done';
      /** What the form said of it then. */
      readonly of: string;
      readonly at: Instant;
      readonly report: CheckReport;
      readonly wrote: readonly string[];
      /** The ref that holds what was put back, as it was. */
      readonly kept: string | null;
    };

/** Whether the app runs such a check itself. */
export function canTry({ kind }: CheckForm): boolean {
  return kind === 'command' || kind === 'artifact';
}

/** All of the form that decides how the check comes out, as one text: another one makes an attempt stale. */
export function tryFingerprint(form: GoalForm, check: CheckForm): string {
  const { write: _any, tools: _none, ...boundaries } = form.boundaries;
  return JSON.stringify([checkDocument(check), boundaries, form.protect]);
}

/** The contract under which one check is run: the whole where it parses, otherwise one with this check and what bounds it. */
export function tryContract(
  form: GoalForm,
  place: CheckPlace,
): { readonly contract: Contract } | { readonly problem: FieldProblem } {
  const check = checkAt(form, place);
  if (!check) return { problem: { path: checkPath(place), message: t`The check is gone.` } };
  const whole = Contract.safeParse(formDocument(form));
  if (whole.success) return { contract: whole.data };
  const { boundaries, protect } = formDocument(form);
  const document = { goalpost: 1, outcome: check.id || 'tried', verification: [checkDocument(check)], boundaries, protect };
  const parsed = Contract.safeParse(document);
  if (parsed.success) return { contract: parsed.data };
  const [first] = contractProblems(Contract, document);
  const path = first ? formatPath(first.path) : '';
  const own = isWithin(path, 'verification[0]') ? path.replace('verification[0]', checkPath(place)) : path;
  return { problem: { path: own, message: first?.message ?? t`does not parse` } };
}

/** What keeps a check from being tried, of the form's problems: its own fields', and those of what bounds it. */
export function tryProblem(problems: readonly FieldProblem[], place: CheckPlace): FieldProblem | undefined {
  return problems.find(({ path }) => [checkPath(place), 'boundaries', 'protect'].some((part) => isWithin(path, part)));
}

/** What an attempt comes to, in shape and word. A proof that is red before the work is as it should be; a green one is not. */
export function attemptMark(
  attempt: Attempt,
  role: 'outcome' | 'constraint',
  now: { readonly at: Instant; readonly of: string },
): Mark {
  switch (attempt.kind) {
    case 'waits':
      return { shape: 'draft', word: t`waits` };
    case 'running':
      return { shape: 'running', word: t`running ${clock(Math.max(0, now.at - attempt.since))}` };
    case 'refused':
      return { shape: 'failed', word: t`not run` };
    case 'done': {
      const mark = doneMark(attempt.report, role);
      return attempt.of === now.of ? mark : { shape: 'stale', word: t`${mark.word}, changed since` };
    }
  }
}

function doneMark({ verdict, metric }: CheckReport, role: 'outcome' | 'constraint'): Mark {
  const unit = metric?.unit ? ` ${metric.unit}` : '';
  const figure = metric ? `${metricFigure(metric.value, metric.target)}${unit}` : shortVerdict(verdict);
  switch (verdict.verdict) {
    case 'pass':
      return role === 'outcome'
        ? { shape: 'finding', word: metric ? t`${figure}, passes already` : t`passes already` }
        : { shape: 'pass', word: figure };
    case 'fail':
      return role === 'outcome'
        ? { shape: 'failed', word: t`${figure}, expected`, quiet: true }
        : { shape: 'failed', word: figure };
    case 'broken':
      return { shape: 'finding', word: t`cannot be judged` };
    case 'void':
      return { shape: 'stale', word: verdict.reason === 'interrupted' ? t`stopped` : t`void` };
  }
}

/** What one can do about an outcome of a try, in a sentence; undefined where all is as it should be. */
export function attemptRemedy({ verdict }: CheckReport, role: 'outcome' | 'constraint'): string | undefined {
  if (verdict.verdict === 'pass' && role === 'outcome') {
    return t`It passes before any work: tighten its target, or give it to a constraint.`;
  }
  if (verdict.verdict === 'fail' && role === 'constraint') {
    return t`A constraint must be green before the work: repair it first, or give it to the outcome.`;
  }
  return undefined;
}

export interface AttemptFact {
  readonly term: string;
  readonly words: string;
}

/** The figures of a try: exit, metric against its target, duration, what it wrote and what was put back. */
export function attemptFacts({ report, wrote, kept }: Extract<Attempt, { kind: 'done' }>): readonly AttemptFact[] {
  const { runs, metric, undone } = report;
  const judged = runs.filter((run) => !run.warmUp);
  return [
    ...(judged.length === 0 ? [] : [{ term: t`Exit`, words: exits(judged) }]),
    ...(metric ? [{ term: t`Metric`, words: metricWords(metric) }] : []),
    { term: t`Took`, words: `${duration(report.durationMs)}${runs.length > 1 ? t`, ${runs.length} runs` : ''}` },
    { term: t`Wrote`, words: wrote.length === 0 ? t`nothing that git sees` : wrote.join(', ') },
    ...(undone.length === 0 ? [] : [{ term: t`Put back`, words: undone.join(', ') }]),
    ...(kept === null ? [] : [{ term: t`Kept`, words: t`as it was, in git under ${kept}` }]),
    { term: t`Sandbox`, words: sandboxWords(report.sandbox) },
  ];
}

function sandboxWords(mode: CheckReport['sandbox']): string {
  return { enforced: t`enforced`, none: t`no sandbox`, unused: t`not needed` }[mode];
}

/** `0`, `1`, `0 of all 5`, `0, 0, 1`: of the runs that are judged. */
function exits(runs: readonly CheckRun[]): string {
  const words = runs.map(({ exit, signal, timedOut, limit }) =>
    timedOut ? t`timeout` : limit !== undefined ? t`ended at its limit (${limit})` : (signal ?? String(exit ?? t`none`)),
  );
  const [first = ''] = words;
  return words.length > 1 && words.every((word) => word === first) ? t`${first} in all ${words.length}` : words.join(', ');
}

/** `180 ms against < 120 ms, of 178, 180, 191`. */
function metricWords({ value, values, target, unit }: NonNullable<CheckReport['metric']>): string {
  const suffix = unit ? ` ${unit}` : '';
  const all = values.length > 1 ? t`, of ${values.map((one) => thousands(one)).join(', ')}` : '';
  return t`${metricFigure(value, target)}${suffix} against ${target}${suffix}${all}`;
}

/** The verdict in a sentence, as the check's author reads it. */
export function attemptSentence({ verdict }: CheckReport): string {
  return verdict.verdict === 'pass' ? t`It passes.` : `${verdict.message.replace(/\.$/, '')}.`;
}
