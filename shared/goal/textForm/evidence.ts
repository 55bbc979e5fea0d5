import type { Check } from '../check';
import type { Constraint } from '../contract';
import { readChecks } from './checks';
import { detailsPattern } from './details';
import { endOfQuoted } from './quoted';
import { oneLine, tidy } from './tidy';

/** Something that could not be placed as said, with its offset in the text that was read. */
export interface Note {
  readonly offset: number;
  readonly message: string;
}

export interface ReadEvidence {
  readonly checks: readonly Check[];
  /** Evidence that is no check, on one line; empty for none. */
  readonly words: string;
  readonly notes: readonly Note[];
}

/** Words that say of a check only that it is one and passes. */
const ONLY_JOINING =
  /^(?:[\s,.;:()*–—•-]|\d+[.)]\s|\b(?:and|then|also|both|running|run|runs|that|which|passes|passing|pass|green|succeeds|succeeding|exits?|exiting|with|code|status|zero|0|is|are|the|command|file|exists?|stays?|remains?)\b)*$/i;

/** Reads what `verified by` names: commands in code become checks, the rest stays words. */
export function readEvidence(text: string, taken: Set<string>): ReadEvidence {
  const items = itemsOf(text).map((item) => ({ item, ...readChecks(item.text, taken) }));
  const checks = items.flatMap((read) => read.checks.map(({ check }) => check));
  const spoken = items.filter(({ rest }) => !ONLY_JOINING.test(rest));
  return {
    checks,
    words: spoken.map(({ words }) => oneLine(tidy(words))).join('; '),
    notes: items.flatMap(({ item, refused, rest }) => [
      ...refused.map((note) => ({ ...note, offset: note.offset + item.offset })),
      ...(ONLY_JOINING.test(rest) || refused.length > 0
        ? []
        : [{ offset: item.offset + startOf(item.text), message: wordsOnly(checks.length > 0) }]),
    ]),
  };
}

function wordsOnly(hasCheck: boolean): string {
  return hasCheck
    ? 'What is said besides the commands is kept in the objective; a number or file that must be shown belongs in a check.'
    : 'This evidence is words, kept in the objective: the app can run nothing yet. Name the command in backticks.';
}

export interface ReadConstraints {
  readonly constraints: readonly Constraint[];
  readonly notes: readonly Note[];
}

/** Reads what must not regress: one constraint for each item of a list, or between semicolons. */
export function readConstraints(text: string, lead: string, taken: Set<string>): ReadConstraints {
  const read = itemsOf(text).map(({ text: item, offset }, index) => {
    const constraint = readConstraint(item, taken);
    const notes = constraint.notes.map((note) => ({ ...note, offset: note.offset + offset }));
    return {
      constraint: index === 0 ? { ...constraint.constraint, text: lead + constraint.constraint.text } : constraint.constraint,
      notes,
    };
  });
  return {
    constraints: read.map(({ constraint }) => constraint).filter(({ text: said }) => said !== ''),
    notes: read.flatMap(({ notes }) => notes),
  };
}

const CHECKED_BY = /,\s*checked by\s+(?=`|an?\s+\w+ check|the file\s)/i;

function readConstraint(item: string, taken: Set<string>): { readonly constraint: Constraint; readonly notes: readonly Note[] } {
  const end = endOfQuoted(item.trimStart(), 0);
  const from = end === undefined ? 0 : item.length - item.trimStart().length + end;
  const cut = CHECKED_BY.exec(item.slice(from));
  const at = cut ? from + cut.index : item.length;
  const text = tidy(item.slice(0, at));
  if (cut) {
    const { checks, refused, rest } = readChecks(item.slice(at + cut[0].length), taken);
    const only = checks.length === 1 && ONLY_JOINING.test(rest);
    const notes = refused.map(({ message }) => ({ offset: at, message }));
    if (only && checks[0]) return { constraint: { text, check: checks[0].check }, notes };
    return { constraint: { text: tidy(item) }, notes };
  }
  if (end !== undefined && item.trim() !== text && tidy(item.slice(from)) === '') return { constraint: { text }, notes: [] };
  const { checks } = readChecks(item, new Set(taken));
  const [first] = checks;
  if (!first || checks.length > 1) return { constraint: { text }, notes: [] };
  const [named] = readChecks(item, taken).checks;
  return { constraint: { text, ...(named ? { check: named.check } : {}) }, notes: [] };
}

/** What must not cut an item, a semicolon, and a new line with or without a list's mark. */
const ITEM_STOP = new RegExp(
  String.raw`(?<whole>\`[^\`\n]*\`|${detailsPattern('id')})|(?<semicolon>;(?=\s|$))|(?<bullet>(?:^|\n)[^\S\n]*(?:[-*•][ \t]+|\d{1,3}[.)][ \t]+))|(?<line>\n)`,
  'g',
);

interface Item {
  readonly text: string;
  readonly offset: number;
}

/** A text's items: those of a list, or what stands between semicolons; each line where the text begins on a line of its own. */
export function itemsOf(text: string): readonly Item[] {
  const byLine = /^[^\S\n]*\r?\n/.test(text);
  const items: Item[] = [];
  let start = 0;
  const cut = (to: number, next: number) => {
    if (text.slice(start, to).trim() !== '') items.push({ text: text.slice(start, to), offset: start });
    start = next;
  };
  const stop = new RegExp(ITEM_STOP);
  stop.lastIndex = skipQuoted(text, 0);
  for (let found = stop.exec(text); found; found = stop.exec(text)) {
    if (found.groups?.whole !== undefined) continue;
    if (found.groups?.line !== undefined && !byLine) continue;
    const next = found.index + found[0].length;
    cut(found.index, next);
    stop.lastIndex = skipQuoted(text, next);
  }
  cut(text.length, text.length);
  return items;
}

function skipQuoted(text: string, at: number): number {
  const gap = /\s*/y;
  gap.lastIndex = at;
  gap.exec(text);
  return endOfQuoted(text, gap.lastIndex) ?? at;
}

function startOf(text: string): number {
  return text.length - text.trimStart().length;
}
