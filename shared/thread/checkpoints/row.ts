import type { CheckpointId, Instant, TurnId } from '../../kernel/ids';
import type { RevertWhat } from '../../workspace/revert';
import type { EventData } from '../events';

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
