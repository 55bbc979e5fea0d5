import type { TranscriptItem } from '../../provider/model';
import { charactersOf, contextLimit, contextTokens, tokensOf } from '../context';
import type { ThreadState } from '../state';
import { charactersFor, SHARES } from './room';

/** What belongs together in a conversation: one message of the user's, or one answer of the model's with the results of its calls. */
export type Step = readonly TranscriptItem[];

/** The conversation in steps: cut between two of them, every call keeps its result and all reasoning what it led to. */
export function stepsOf(items: readonly TranscriptItem[]): Step[] {
  const steps: TranscriptItem[][] = [];
  items.forEach((item, index) => {
    const before = items[index - 1];
    if (!before || opens(item, before)) steps.push([]);
    steps.at(-1)?.push(item);
  });
  return steps;
}

function opens(item: TranscriptItem, before: TranscriptItem): boolean {
  return isUsers(item) || (item.type !== 'tool_result' && (isUsers(before) || before.type === 'tool_result'));
}

function isUsers(item: TranscriptItem): boolean {
  return item.type === 'message' && item.role === 'user';
}

/**
 * How many of the last items stay word for word: the last whole steps of the running turn, its opening included, as far as they
 * fit. What the model has just seen is then not lost to a summary.
 */
export function keptItems(state: ThreadState): number {
  const last = charactersFor(state, SHARES.lastStep);
  const together = charactersFor(state, SHARES.kept);
  let taken = 0;
  let kept = 0;
  for (const step of stepsOf(state.transcript).toReversed()) {
    taken += charactersOf(step);
    if (taken > (kept === 0 ? last : together) || kept + step.length === state.transcript.length) break;
    kept += step.length;
    if (step.some(isUsers)) break;
  }
  return kept;
}

/** The conversation for a wrap-up, which is not compacted: where it is too full, its oldest steps are left out of the request. */
export function fittingItems(state: ThreadState): readonly TranscriptItem[] {
  const limit = contextLimit(state);
  if (limit === null || (contextTokens(state) < limit && !state.context.refused)) return state.transcript;
  const steps = stepsOf(state.transcript);
  while (steps.length > 1 && tokensOf(steps.flat()) >= limit) steps.shift();
  return steps.flat();
}
