import type { Instant } from '../../kernel/ids';
import { rowOfTree } from '../checkpoints/held';
import type { CheckpointRow } from '../checkpoints/row';
import type { EventData } from '../events';
import type { Iteration } from '../goalState';
import type { ThreadState } from '../state';

/** The checkpoint joins those that are held. */
export function withCheckpoint(state: ThreadState, data: EventData<'checkpoint.taken'>, at: Instant): ThreadState {
  const { id, n, anchor, tree } = data.checkpoint;
  const row: CheckpointRow = {
    id,
    n,
    anchor: anchor ?? n,
    tree,
    at,
    reason: data.reason,
    turn: data.turn ?? state.turn?.id ?? null,
    revert: data.revert ?? null,
    cited: false,
  };
  return { ...state, checkpoints: [...state.checkpoints, row] };
}

/** What names a checkpoint keeps it from being pruned. */
export function citeCheckpoint(state: ThreadState, id: string): ThreadState {
  const at = state.checkpoints.findLastIndex((row) => row.id === id);
  const row = state.checkpoints[at];
  if (!row || row.cited) return state;
  return { ...state, checkpoints: state.checkpoints.with(at, { ...row, cited: true }) };
}

/** The checkpoints that a turn's changes lie between; null where it changed nothing, or where the one before is not held. */
export function turnSpan(state: ThreadState, data: EventData<'checkpoint.taken'>): Iteration['span'] {
  const before = rowOfTree(state, state.boundaryTree);
  return before && before.tree !== data.checkpoint.tree ? { before: before.id, after: data.checkpoint.id } : null;
}

export function revertAsked(state: ThreadState, data: EventData<'revert.asked'>): ThreadState {
  const { revert: id, by, what, from, to } = data;
  return { ...state, reverts: state.reverts + 1, revert: { id, by, what, from, to, before: null, written: null } };
}

export function revertWritten(state: ThreadState, data: EventData<'revert.written'>): ThreadState {
  return { ...state, revert: state.revert && { ...state.revert, written: data.paths } };
}

export function revertRefused(state: ThreadState, data: EventData<'revert.refused'>): ThreadState {
  return { ...state, revert: null, lastRevert: { id: data.revert, refused: data.message } };
}

/** Evidence on the tree as it was is not reused, though files that git ignores may stand as they did. */
export function treeReverted(state: ThreadState, data: EventData<'tree.reverted'>): ThreadState {
  const lastRevert = { id: data.revert, refused: null };
  return { ...state, revert: null, lastRevert, repeats: [], reuseAfter: state.evidenceCount };
}

export function checkpointsPruned(state: ThreadState, data: EventData<'checkpoints.pruned'>): ThreadState {
  const gone = new Set(data.checkpoints);
  return {
    ...state,
    checkpoints: state.checkpoints.filter((row) => !gone.has(row.id)),
    pruneAsked: false,
    prunes: state.prunes + 1,
  };
}
