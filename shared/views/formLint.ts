import { applyEdits, type Edit } from '../goal/lint/edit';
import { LINT_PARTS, type LintFinding, type LintPart } from '../goal/lint/finding';
import { type Lint, lint } from '../goal/lint/lint';
import { valueAt } from '../goal/schemaAt';
import { counted, t } from '../words/t';
import { amountText, type Document, documentOf, textOf } from './checkForm';
import { formDocument, formOf, type GoalForm } from './goalForm';

/** What lint says of the form, whether it parses or not. */
export function lintForm(form: GoalForm): Lint {
  return lint(formDocument(form));
}

/** A rewrite that was taken over: the form before and after it, so that it can be taken back. */
export interface TakenOver {
  readonly part: LintPart;
  readonly before: GoalForm;
  readonly after: GoalForm;
}

/**
 * Takes a finding's rewrite over. The finding may be some keystrokes old: it is looked for in the form as it now is, so that nothing
 * typed since is lost; null where it no longer stands.
 */
export function takeOver(form: GoalForm, finding: LintFinding): TakenOver | null {
  const now = lintForm(form).findings.find(({ rule, path }) => rule === finding.rule && path === finding.path);
  if (!now) return null;
  return { part: now.part, before: form, after: formOf(applyEdits(formDocument(form), now.edits)) };
}

/** The form with what a rewrite changed put back, and all else as it now is; null where that was changed again since. */
export function takeBack(form: GoalForm, { before, after }: TakenOver): GoalForm | null {
  const [was, became, is] = [formDocument(before), formDocument(after), formDocument(form)];
  const keys = Object.keys(became).filter((key) => !same(was, became, key));
  if (!keys.every((key) => same(became, is, key))) return null;
  return formOf({ ...is, ...Object.fromEntries(keys.map((key) => [key, was[key]])) });
}

function same(one: Document, other: Document, key: string): boolean {
  return JSON.stringify(one[key]) === JSON.stringify(other[key]);
}

/** `3 findings in 3 parts. The iteration policy holds it back most.` */
export function verdictSentence({ findings, score }: Lint): string {
  if (findings.length === 0) return t`Nothing is held against it.`;
  const parts = LINT_PARTS.filter((part) => findings.some((finding) => finding.part === part));
  const count = t`${counted(findings.length, 'finding', 'findings')} in ${counted(parts.length, 'part', 'parts')}.`;
  const [lowest] = [...parts].sort((one, other) => score.parts[one] - score.parts[other]);
  if (lowest === undefined || parts.length === 1) return count;
  return t`${count} ${PART_NAMES[lowest]} holds it back most.`;
}

/**
 * What a rewrite offers, in the words of the form: `Use “One hypothesis a turn.”`, `Add “Record what changed.”` where it goes on from what
 * stands there, `Use check tests: npm test`, `Use repeat: times 5, judge median`.
 */
export function offerWords({ edits }: LintFinding, form: GoalForm): string {
  const [edit] = edits;
  const more = edit && edits.length === 1 ? addition(edit, valueAt(formDocument(form), edit.path)) : undefined;
  if (more !== undefined) return t`Add “${more}”`;
  return t`Use ${edits.map(({ path, value }) => editWords(String(path.findLast((key) => typeof key === 'string')), value)).join(' and ')}`;
}

/** What a rewrite says after the words that stand already; undefined where it says something else than they do. */
function addition({ value }: Edit, now: unknown): string | undefined {
  const kept = typeof now === 'string' ? now.trim().replace(/[.:;,\s]+$/, '') : '';
  if (kept === '' || typeof value !== 'string' || !/^[.:] /.test(value.slice(kept.length)) || !value.startsWith(kept))
    return undefined;
  return value.slice(kept.length + 2).trim();
}

const PROSE = /^(outcome|objective|iteration|report|text)$/;

function editWords(key: string, value: unknown): string {
  if (typeof value === 'string' && PROSE.test(key)) return `“${middleCut(value)}”`;
  if (key === 'verification' || key === 'check') return checkWords(documentOf(value));
  if (key === 'constraints')
    return t`“${textOf(documentOf(value).text)}” with ${checkWords(documentOf(documentOf(value).check))}`;
  return `${key}: ${plainWords(value)}`;
}

/** As much of a long text as an offer shows of it: what is new stands at its end. The whole text is taken over all the same. */
const OFFERED = { head: 120, tail: 280 };

function middleCut(text: string): string {
  if (text.length <= OFFERED.head + OFFERED.tail) return text;
  return `${text.slice(0, OFFERED.head).trimEnd()} … ${text.slice(-OFFERED.tail).trimStart()}`;
}

function checkWords(check: Document): string {
  return t`check ${textOf(check.id)}: ${textOf(check.run ?? check.path)}`;
}

function plainWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainWords).join(', ');
  const parts = Object.entries(documentOf(value)).map(([key, part]) => `${key} ${plainWords(part)}`);
  return parts.length > 0 ? parts.join(', ') : amountText(value);
}

const PART_NAMES: Readonly<Record<LintPart, string>> = {
  outcome: t`The outcome`,
  verification: t`The verification`,
  constraints: t`What must not regress`,
  boundaries: t`The boundaries`,
  iteration: t`The iteration policy`,
  blocked: t`The blocked stop`,
  budget: t`The budget`,
};
