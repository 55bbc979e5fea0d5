import type { Check } from '../check';
import type { Constraint } from '../contract';
import { CheckIds } from './checkIds';
import { readChecks } from './checks';
import { itemsOf } from './items';
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
export function readEvidence(text: string, ids: CheckIds): ReadEvidence {
  const items = itemsOf(text).map((item) => ({ item, ...readChecks(item.text, ids) }));
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
export function readConstraints(text: string, lead: string, ids: CheckIds): ReadConstraints {
  const read = itemsOf(text).map((item, index) => {
    const { constraint, notes } = readConstraint(item.text, ids);
    return {
      constraint: index === 0 ? { ...constraint, text: lead + constraint.text } : constraint,
      notes: notes.map((note) => ({ ...note, offset: note.offset + item.offset })),
    };
  });
  return {
    constraints: read.map(({ constraint }) => constraint).filter(({ text: said }) => said !== ''),
    notes: read.flatMap(({ notes }) => notes),
  };
}

const CHECKED_BY = /,\s*checked by\s+(?=`|an?\s+\w+ check|the file\s)/i;

interface ReadConstraint {
  readonly constraint: Constraint;
  readonly notes: readonly Note[];
}

function readConstraint(item: string, ids: CheckIds): ReadConstraint {
  const start = startOf(item);
  const quotedTo = endOfQuoted(item, start) ?? start;
  const cut = CHECKED_BY.exec(item.slice(quotedTo));
  if (cut) return readChecked(item, quotedTo + cut.index, quotedTo + cut.index + cut[0].length, ids);
  const text = tidy(item);
  const isVerbatim = quotedTo > start && tidy(item.slice(quotedTo)) === '';
  const named = isVerbatim ? undefined : onlyCheck(item, ids);
  return { constraint: { text, ...(named ? { check: named } : {}) }, notes: [] };
}

/** A constraint that names its check: all words before `to`, the check from `from` on. */
function readChecked(item: string, to: number, from: number, ids: CheckIds): ReadConstraint {
  const { checks, refused, rest } = readChecks(item.slice(from), ids);
  const notes = refused.map(({ message }) => ({ offset: from, message }));
  const [only, ...more] = checks;
  if (!only || more.length > 0 || !ONLY_JOINING.test(rest)) return { constraint: { text: tidy(item) }, notes };
  return { constraint: { text: tidy(item.slice(0, to)), check: only.check }, notes };
}

/** The check of a constraint in whose words one command stands: with several, none of them alone proves it. */
function onlyCheck(item: string, ids: CheckIds): Check | undefined {
  if (readChecks(item, new CheckIds()).checks.length !== 1) return undefined;
  return readChecks(item, ids).checks[0]?.check;
}

function startOf(text: string): number {
  return text.length - text.trimStart().length;
}
