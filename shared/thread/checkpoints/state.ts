import type { CheckpointId, Instant, TurnId } from '../../kernel/ids';
import type { RevertWhat } from '../../workspace/revert';
import type { EventData } from '../events';
import type { ThreadState } from '../state';

export type CheckpointReason = EventData<'checkpoint.taken'>['reason'];

/** A checkpoint that is held, as its thread's state keeps it; one that was pruned has none. */
export interface CheckpointRow {
  readonly id: CheckpointId;
  readonly n: number;
  /** The ref that holds it is this number's: an earlier one's where the tree had not changed. */
  readonly anchor: number;
  readonly tree: string;
  readonly at: Instant;
  readonly reason: CheckpointReason;
  /** The turn that it was taken after, before or in. */
  readonly turn: TurnId | null;
  readonly revert: string | null;
  /** Evidence, a baseline or a gate's decision names it: it is never pruned. */
  readonly cited: boolean;
}

/** Files that are being put back. */
export interface RevertState {
  readonly id: string;
  readonly by: EventData<'revert.asked'>['by'];
  readonly what: RevertWhat;
  readonly from: CheckpointId;
  readonly to: CheckpointId;
  /** Holds what is there now; null while it is being taken. */
  readonly before: CheckpointId | null;
  /** The files that were put back, once they are. */
  readonly written: readonly string[] | null;
}

export function checkpointRow(state: ThreadState, id: string): CheckpointRow | undefined {
  return state.checkpoints.find((row) => row.id === id);
}

/** The latest held checkpoint of a tree. */
export function rowOfTree(state: ThreadState, tree: string | null): CheckpointRow | undefined {
  return tree === null ? undefined : state.checkpoints.findLast((row) => row.tree === tree);
}

/** Why a checkpoint that is named cannot be had; undefined where it can. */
export function missingCheckpoint(state: ThreadState, id: string): string | undefined {
  if (checkpointRow(state, id)) return undefined;
  const n = /^c([1-9]\d*)$/.exec(id)?.[1];
  const was = n !== undefined && Number(n) <= state.checkpointCount;
  const held = heldWords(state);
  return was
    ? `Checkpoint ${id} was pruned: its files are not held any more. ${held}`
    : `There is no checkpoint "${id}". ${held}`;
}

function heldWords({ checkpoints }: ThreadState): string {
  const [first, last] = [checkpoints[0], checkpoints.at(-1)];
  if (!first || !last) return 'The first is taken when a goal is activated.';
  return `${checkpoints.length} are held, from ${first.id} to ${last.id}: "goalpost checkpoints" lists them.`;
}
