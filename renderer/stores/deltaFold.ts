import type { Push } from '../../shared/ipc/push';
import type { EventType } from '../../shared/thread/events';

/** What the model has said so far in the answer it is giving. */
export interface Delta {
  readonly turn: string;
  readonly text: string;
  readonly reasoning: string;
  /** The arguments of a contract that is being proposed, as far as they have come; empty where none is. */
  readonly proposal: { readonly nth: number; readonly text: string };
}

/** Facts after which the words on the throwaway channel are over: they stand in the log now, or never will. */
const ENDS: ReadonlySet<EventType> = new Set([
  'request.started',
  'request.failed',
  'model.responded',
  'turn.started',
  'turn.finished',
  'turn.interrupted',
]);

/** Folds one push into what is being said, by thread; the same map when it says nothing new. */
export function foldDelta(said: ReadonlyMap<string, Delta>, push: Push): ReadonlyMap<string, Delta> {
  if (push.type === 'delta') return new Map(said).set(push.thread, extended(said.get(push.thread), push));
  if (push.type !== 'event' || !ENDS.has(push.event.type) || !said.has(push.thread)) return said;
  const rest = new Map(said);
  rest.delete(push.thread);
  return rest;
}

const NOTHING = { nth: 0, text: '' };

function extended(before: Delta | undefined, push: Extract<Push, { type: 'delta' }>): Delta {
  const base = before?.turn === push.turn ? before : { turn: push.turn, text: '', reasoning: '', proposal: NOTHING };
  if (push.kind !== 'proposal') return { ...base, [push.kind]: base[push.kind] + push.text };
  const nth = push.nth ?? 0;
  const begun = base.proposal.nth === nth ? base.proposal.text : '';
  return { ...base, proposal: { nth, text: begun + push.text } };
}

/** The arguments of the contract that is being proposed in that turn, as far as they have come. */
export function proposedIn(delta: Delta | undefined, turn: string | undefined): string {
  return delta !== undefined && delta.turn === turn ? delta.proposal.text : '';
}
