import { checkpointRow, missingCheckpoint } from '../../thread/checkpoints/held';
import type { Iteration } from '../../thread/goalState';
import type { ThreadState } from '../../thread/state';
import { t } from '../../words/t';

/** A checkpoint as something to compare with. */
export interface Stop {
  readonly id: string;
  readonly tree: string;
  readonly at: number;
}

/** What is compared: all since the start, what one turn changed, or any two checkpoints by their ids. */
export type RangeChoice =
  | { readonly kind: 'start' }
  | { readonly kind: 'turn'; readonly turn: string }
  | { readonly kind: 'between'; readonly from: string; readonly to: string };

/** The two checkpoints of a choice, or in a sentence why there are none. */
export type Range =
  | { readonly kind: 'there'; readonly from: Stop; readonly to: Stop }
  | { readonly kind: 'missing'; readonly why: string };

/** Every checkpoint of the present goal that is held, oldest first. */
export function stopsOf(state: ThreadState): readonly Stop[] {
  const start = state.goal?.baseline?.checkpoint;
  const at = state.checkpoints.findIndex((row) => row.id === start);
  return at < 0 ? [] : state.checkpoints.slice(at);
}

export function rangeOf(choice: RangeChoice, state: ThreadState): Range {
  const start = state.goal?.baseline?.checkpoint;
  const { checkpoint } = state;
  if (start === undefined || !checkpoint) return { kind: 'missing', why: nothingYet(state) };
  switch (choice.kind) {
    case 'start':
      return between(state, start, checkpoint.id);
    case 'turn':
      return ofTurn(state, choice.turn);
    case 'between':
      return between(state, choice.from, choice.to);
  }
}

function nothingYet({ goal }: ThreadState): string {
  if (!goal) return t`This thread has no goal. Changes show here from the activation of one on.`;
  return t`Changes show here from the activation of the goal on, where its first checkpoint is taken.`;
}

function between(state: ThreadState, from: string, to: string): Range {
  const why = missingCheckpoint(state, from) ?? missingCheckpoint(state, to);
  const [before, after] = [checkpointRow(state, from), checkpointRow(state, to)];
  return before && after ? { kind: 'there', from: before, to: after } : { kind: 'missing', why: why ?? '' };
}

function ofTurn(state: ThreadState, turn: string): Range {
  const iteration = state.goal?.iterations.find((known) => known.turn === turn);
  if (!iteration) return { kind: 'missing', why: t`That turn is not of the present goal. Choose another one.` };
  if (!iteration.span) return { kind: 'missing', why: withoutSpan(iteration) };
  return between(state, iteration.span.before, iteration.span.after);
}

function withoutSpan({ n, ended }: Iteration): string {
  if (ended === null) return t`Turn ${n} is running. Its changes show here with its next checkpoint.`;
  return t`Turn ${n} has left every file as it found it.`;
}

/** A remembered choice may be of an earlier version: what does not fit is the start. */
export function readChoice(value: unknown): RangeChoice {
  if (typeof value !== 'object' || value === null) return { kind: 'start' };
  const { kind, turn, from, to } = value as Record<string, unknown>;
  if (kind === 'turn' && typeof turn === 'string') return { kind, turn };
  if (kind === 'between' && typeof from === 'string' && typeof to === 'string') return { kind, from, to };
  return { kind: 'start' };
}
