import type { PlaceKind } from './place';

export interface SuggestedPlace {
  readonly kind: PlaceKind;
  /** One sentence: why. */
  readonly why: string;
}

/** What a folder looks like to one who is to decide where a goal works. */
export interface SourceFacts {
  /** Changed and untracked files. */
  readonly dirty: number;
  /** Outcomes of other live goals that work in the folder itself. */
  readonly others: readonly string[];
}

/** Where a goal works unless a person chooses otherwise: apart from what somebody else is at work on, else in place. */
export function suggestedPlace({ dirty, others }: SourceFacts): SuggestedPlace {
  const [other] = others;
  if (other !== undefined) return { kind: 'worktree', why: `Another goal works in this folder: ${shortened(other)}` };
  if (dirty > 0) {
    const files = dirty === 1 ? '1 file is' : `${dirty} files are`;
    return { kind: 'worktree', why: `${files} changed or untracked here.` };
  }
  return { kind: 'in_place', why: 'Nothing is changed or untracked here, and no other goal works in this folder.' };
}

const MOST_OF_AN_OUTCOME = 80;

function shortened(outcome: string): string {
  const line = outcome.trim().replaceAll(/\s+/g, ' ');
  const cut = line.length > MOST_OF_AN_OUTCOME ? `${line.slice(0, MOST_OF_AN_OUTCOME)}…` : line;
  return /[.…]$/.test(cut) ? cut : `${cut}.`;
}

/** What the uncommitted work of a folder means for a goal in a worktree; empty where there is none. */
export function dirtyWords(dirty: number): string {
  if (dirty === 0) return '';
  const files = dirty === 1 ? 'The changed or untracked file comes' : `The ${dirty} changed or untracked files come`;
  return `${files} along as the start; what is brought back is the difference since then.`;
}

/** Names in a sentence; the rest are counted. */
const NAMED = 4;

/** What does not come along into a worktree, and what helps; undefined where git ignores nothing that is there. */
export function leftBehind(ignored: readonly string[]): string | undefined {
  if (ignored.length === 0) return undefined;
  const rest = ignored.length - NAMED;
  const names = `${ignored.slice(0, NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return `What git ignores does not come along into the worktree: ${names}. A check that needs it sets itself up with clean: { setup: … }, or the goal works in place.`;
}
