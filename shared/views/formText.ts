import { Contract } from '../goal/contract';
import { contractProblems } from '../goal/findings';
import { parseGoalText } from '../goal/textForm/parseGoalText';
import { renderGoalText } from '../goal/textForm/renderGoalText';
import type { FilledForm } from './fillForm';
import { FORM_LISTS, FORM_PARTS, type FormList, saysSame } from './formParts';
import { formDocument, formOf, type GoalForm } from './goalForm';

/** In the outcome's place while the rest is looked at, since a contract must have one. */
const STAND_IN = 'x';

/** Taking out what does not parse shows what did not parse because of it; a contract has no more layers than this. */
const MOST_ROUNDS = 20;

/** A form's text, its other face. Fields that do not parse are not in it: they stay in the form, whatever becomes of the text. */
export function textOfForm(form: GoalForm): string {
  return renderGoalText(parseableContract(form));
}

/** What of the form is a contract. A missing outcome is an empty one, which the text form has words for. */
function parseableContract(form: GoalForm): Contract {
  const document = JSON.parse(JSON.stringify(formDocument(form))) as Record<string, unknown>;
  const outcome = form.outcome;
  document.outcome = STAND_IN;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const parsed = Contract.safeParse(document);
    if (parsed.success) return { ...parsed.data, outcome };
    // From behind, so that taking one item of a list out moves none that is still to be looked at.
    const paths = contractProblems(Contract, document).map(({ path }) => path);
    for (const path of paths.toSorted(behindFirst)) takeOut(document, path);
  }
  return { ...Contract.parse({ goalpost: 1, outcome: STAND_IN }), outcome };
}

type ValuePath = readonly (string | number)[];

function behindFirst(one: ValuePath, other: ValuePath): number {
  const [a, b] = [one.find((key) => typeof key === 'number'), other.find((key) => typeof key === 'number')];
  return Number(b ?? -1) - Number(a ?? -1);
}

/** The smallest thing that a contract can do without: a check, a constraint, an entry of a list, a figure, a part. */
function takeOut(document: Record<string, unknown>, [part = '', at, key]: ValuePath): void {
  const value = document[part];
  if (Array.isArray(value) && typeof at === 'number') {
    const item: unknown = value[at];
    if (part === 'constraints' && key === 'check' && typeof item === 'object' && item !== null)
      delete (item as { check?: unknown }).check;
    else value.splice(at, 1);
    return;
  }
  if (typeof value === 'object' && value !== null && typeof at === 'string') {
    const inner = (value as Record<string, unknown>)[at];
    if (Array.isArray(inner) && typeof key === 'number') inner.splice(key, 1);
    else delete (value as Record<string, unknown>)[at];
    return;
  }
  delete document[part];
}

/** How much of the text a finding shows of its place. */
const EXCERPT_CHARS = 40;

/**
 * The form after its text was changed: only what the change says otherwise is taken over, so that nothing which the text cannot hold is
 * lost by editing another part.
 */
export function formFromText(form: GoalForm, before: string, text: string): FilledForm {
  const was = formOf(parseGoalText(before).contract);
  const { contract, findings } = parseGoalText(text);
  const is = formOf(contract);
  const changed = FORM_PARTS.filter((part) => !saysSame(part.of(was), part.of(is)));
  const parts = changed.reduce((next, part) => part.take(next, is), form);
  return {
    form: FORM_LISTS.reduce((next, list) => withItems(next, list, was, is), parts),
    findings: findings.map((finding) => ({ ...finding, excerpt: excerptAt(text, finding.offset) })),
  };
}

type Item = GoalForm[FormList][number];

/** The text's items in its order; one that it says as before stays as the form has it, and what the text never said stays behind them. */
function withItems(form: GoalForm, list: FormList, was: GoalForm, is: GoalForm): GoalForm {
  if (saysSame(was[list], is[list])) return form;
  const said = new Set(was[list].map(nameOf));
  const mine = (item: Item) => form[list].find((own) => nameOf(own) === nameOf(item));
  const known = (item: Item) => was[list].some((other) => saysSame(other, item));
  const items = is[list].map((item) => (known(item) ? (mine(item) ?? item) : item));
  const unsaid = form[list].filter((item) => !said.has(nameOf(item)));
  return { ...form, [list]: [...items, ...unsaid] };
}

function nameOf(item: Item): string {
  return 'id' in item ? item.id : item.text;
}

function excerptAt(text: string, offset: number): string {
  const line = text.slice(offset, offset + EXCERPT_CHARS + 1).split('\n', 1)[0] ?? '';
  return line.length > EXCERPT_CHARS ? `${line.slice(0, EXCERPT_CHARS)}…` : line;
}
