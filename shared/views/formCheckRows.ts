import { assertNever } from '../kernel/assertNever';
import type { EvidenceRow } from '../thread/state';
import { counted, t } from '../words/t';
import { metricFigure, shortVerdict } from './checkFigure';
import { AT_LEAST, amountOf, type CheckForm, filled, type RepeatForm } from './checkForm';
import { type CheckPlace, checkPath, formChecks } from './formChecks';
import { type FieldProblem, type GoalForm, problemsAt } from './goalForm';
import type { Mark } from './shape';

/** A check as a line of the form's table. */
export interface FormCheckRow {
  readonly place: CheckPlace;
  readonly path: string;
  readonly id: string;
  readonly role: 'outcome' | 'constraint';
  readonly subject: string;
  readonly passesWhen: string;
  readonly within: string;
  /** What it came to last, where it ever ran; null otherwise. */
  readonly last: Mark | null;
  readonly problems: number;
}

export function formCheckRows(
  form: GoalForm,
  problems: readonly FieldProblem[],
  evidence: readonly EvidenceRow[],
): readonly FormCheckRow[] {
  return formChecks(form).map(({ place, check }) => {
    const path = checkPath(place);
    return {
      place,
      path,
      id: check.id,
      role: place.list === 'verification' ? 'outcome' : 'constraint',
      subject: subjectOf(check),
      passesWhen: passesWhen(check),
      within: check.kind === 'command' ? spaced(check.timeout || '60s') : '–',
      last: lastMark(evidence.findLast((row) => row.check === check.id)),
      problems: problemsAt(problems, path).length,
    };
  });
}

/** `< 120 ms, median of 5`, `exit 0, all of 20`, `exists, 2 sections`: what passes, in the words of the fields. */
export function passesWhen(check: CheckForm): string {
  return wordsOf(check)
    .filter((part) => part !== '')
    .join(', ');
}

function subjectOf({ kind, run, path, rubric, ask }: CheckForm): string {
  return { command: run, artifact: path, review: filled(rubric).join('; '), human: ask }[kind];
}

function wordsOf(check: CheckForm): readonly string[] {
  switch (check.kind) {
    case 'command':
      return commandWords(check);
    case 'artifact':
      return artifactWords(check);
    case 'review':
      return [counted(filled(check.rubric).length, 'criterion', 'criteria'), t`met by a reviewer`];
    case 'human':
      return [t`a person says pass`];
    default:
      return assertNever(check.kind);
  }
}

function commandWords(check: CheckForm): readonly string[] {
  const { metric, repeat } = check;
  const exit = t`exit ${check.exit.trim() || '0'}`;
  const number = metric.on ? [metric.target, metric.unit].filter((word) => word !== '').join(' ') : '';
  const plainExit = number !== '' && (check.exit.trim() || '0') === '0' ? '' : exit;
  return [number, plainExit, repeat.on ? repeatPhrase(repeat) : ''];
}

function repeatPhrase({ judge, atLeast, times, warmUp }: RepeatForm): string {
  const word = judge === AT_LEAST ? t`at least ${atLeast.trim() || '?'}` : judge;
  const before = warmUp.trim() === '' || amountOf(warmUp) === 0 ? '' : t` after ${warmUp.trim()} to warm up`;
  return t`${word} of ${times}${before}`;
}

function artifactWords(check: CheckForm): readonly string[] {
  const sections = filled(check.sections).length;
  return [
    t`exists`,
    sections === 0 ? '' : counted(sections, 'section', 'sections'),
    check.schema === '' ? '' : t`fits its schema`,
    check.minBytes.trim() === '' ? '' : t`${check.minBytes.trim()} bytes or more`,
    check.maxBytes.trim() === '' ? '' : t`${check.maxBytes.trim()} bytes at most`,
  ];
}

/** A proof of the outcome that is red before the work is expected to be: grey. */
function lastMark(row: EvidenceRow | undefined): Mark | null {
  if (!row) return null;
  const figure = row.metric
    ? `${metricFigure(row.metric.value, row.metric.target)} ${row.metric.unit ?? ''}`.trim()
    : shortVerdict(row.verdict);
  if (row.verdict.verdict === 'pass') return { shape: 'pass', word: figure };
  if (row.verdict.verdict !== 'fail') return { shape: 'finding', word: figure };
  const expected = row.purpose === 'baseline' && row.role === 'verification';
  return { shape: 'failed', word: expected ? t`${figure}, expected` : figure, quiet: expected };
}

/** `20 s`, as figures stand elsewhere; what is no duration stays as it was written. */
function spaced(duration: string): string {
  return duration.replace(/^(\d+(?:\.\d+)?)\s*([a-z]+)$/, '$1 $2');
}
