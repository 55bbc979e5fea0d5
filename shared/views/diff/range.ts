import type { RecordedEvent } from '../../thread/events';
import type { Iteration } from '../../thread/goalState';
import type { ThreadState } from '../../thread/state';
import { goalEvents } from '../goalEvents';

/** A checkpoint as something to compare with. `at` and `turn` are null where the events that tell them are not there. */
export interface Stop {
  readonly id: string;
  readonly tree: string;
  readonly at: number | null;
  /** The turn that it was taken in or after. */
  readonly turn: string | null;
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

/** Every checkpoint of the present goal, oldest first. */
export function stopsOf(events: readonly RecordedEvent[]): readonly Stop[] {
  const stops: Stop[] = [];
  let open: string | null = null;
  for (const event of goalEvents(events)) {
    if (event.type === 'turn.started') open = event.data.turn;
    if (event.type === 'turn.finished' || event.type === 'turn.interrupted') open = null;
    if (event.type !== 'checkpoint.taken') continue;
    const { checkpoint, reason, turn } = event.data;
    const during = reason === 'gate' || reason === 'agent' ? open : null;
    stops.push({ id: checkpoint.id, tree: checkpoint.tree, at: event.at, turn: turn ?? during });
  }
  return stops;
}

/** `whole` says that no earlier events are still on their way. */
export function rangeOf(choice: RangeChoice, state: ThreadState, stops: readonly Stop[], whole: boolean): Range {
  const start = sinceStart(state, stops);
  if (choice.kind === 'start' || start.kind === 'missing') return start;
  const range = choice.kind === 'turn' ? ofTurn(choice.turn, state, stops, start) : between(choice, stops);
  return range.kind === 'missing' && !whole
    ? { kind: 'missing', why: 'The thread’s earlier events are still being read.' }
    : range;
}

function sinceStart(state: ThreadState, stops: readonly Stop[]): Range {
  const { goal, startTree, checkpoint } = state;
  const from = goal?.baseline?.checkpoint;
  if (startTree === null || !checkpoint || from === undefined) return { kind: 'missing', why: nothingYet(state) };
  const at = (id: string) => stops.find((stop) => stop.id === id)?.at ?? null;
  return {
    kind: 'there',
    from: { id: from, tree: startTree, at: at(from), turn: null },
    to: stops.findLast((stop) => stop.id === checkpoint.id) ?? { id: checkpoint.id, tree: checkpoint.tree, at: null, turn: null },
  };
}

function nothingYet({ goal }: ThreadState): string {
  if (!goal) return 'This thread has no goal. Changes show here from the activation of one on.';
  return 'Changes show here from the activation of the goal on, where its first checkpoint is taken.';
}

/** From the last checkpoint that is not the turn's own to its last. */
function ofTurn(turn: string, state: ThreadState, stops: readonly Stop[], start: Extract<Range, { kind: 'there' }>): Range {
  const iteration = state.goal?.iterations.find((known) => known.turn === turn);
  if (!iteration) return { kind: 'missing', why: 'That turn is not of the present goal. Choose another one.' };
  const first = stops.findIndex((stop) => stop.turn === turn);
  const to = stops.findLast((stop) => stop.turn === turn);
  if (to) return { kind: 'there', from: stops[first - 1] ?? start.from, to };
  return { kind: 'missing', why: withoutStop(iteration) };
}

function withoutStop({ n, ended }: Iteration): string {
  if (ended === null) return `Turn ${n} is running. Its changes show here with its next checkpoint.`;
  return `Turn ${n} ended without a checkpoint of its own: it ran nothing that could have changed a file.`;
}

function between({ from, to }: { readonly from: string; readonly to: string }, stops: readonly Stop[]): Range {
  const [before, after] = [from, to].map((id) => stops.find((stop) => stop.id === id));
  if (before && after) return { kind: 'there', from: before, to: after };
  return { kind: 'missing', why: `This goal has no checkpoint ${before ? to : from}. Choose two that it has.` };
}

/** A remembered choice may be of an earlier version: what does not fit is the start. */
export function readChoice(value: unknown): RangeChoice {
  const START: RangeChoice = { kind: 'start' };
  if (typeof value !== 'object' || value === null) return START;
  const { kind, turn, from, to } = value as Record<string, unknown>;
  if (kind === 'turn' && typeof turn === 'string') return { kind, turn };
  if (kind === 'between' && typeof from === 'string' && typeof to === 'string') return { kind, from, to };
  return START;
}
