import type { CheckpointId } from '../../kernel/ids';
import type { ThreadState } from '../state';
import type { CheckpointRow } from './row';

/**
 * Uncited checkpoints that a thread keeps for looking back turn by turn. A ref is some 60 bytes and its own objects are small, but
 * git looks through all of a repository's refs in many commands: a few hundred are not felt.
 */
export const UNCITED_KEPT = 300;

/** Pruned together, so that it is not done anew at each turn. */
const AT_ONCE = 100;

/**
 * Checkpoints that nothing needs: not the latest, the start, the last boundary, the baseline, one that evidence or the gate
 * cites, nor one round a revert. Those that share a ref with one that is needed stay as well, since they cost nothing.
 */
export function prunable(state: ThreadState): readonly CheckpointRow[] {
  const { boundaryTree, startTree, checkpoint, checkpoints, goal } = state;
  const needed = (row: CheckpointRow) =>
    row.cited ||
    row.revert !== null ||
    row.id === checkpoint?.id ||
    row.id === goal?.baseline?.checkpoint ||
    row.tree === startTree ||
    row.tree === boundaryTree ||
    row.id === state.revert?.from ||
    row.id === state.revert?.to;
  const anchors = new Set(checkpoints.filter(needed).map((row) => row.anchor));
  return checkpoints.filter((row) => !anchors.has(row.anchor));
}

/** What is to be pruned now: all that can be when somebody asked for it; of itself, the oldest when there are very many. */
export function pruneDue(state: ThreadState): readonly CheckpointId[] {
  if (state.revert !== null) return [];
  if (!state.pruneAsked && state.checkpoints.length < UNCITED_KEPT + AT_ONCE) return [];
  const rows = prunable(state);
  if (state.pruneAsked) return rows.map((row) => row.id);
  return rows.length < UNCITED_KEPT + AT_ONCE ? [] : wholeAnchors(rows, rows.slice(0, -UNCITED_KEPT));
}

/** A ref goes with all the checkpoints that it holds, or stays. */
function wholeAnchors(rows: readonly CheckpointRow[], oldest: readonly CheckpointRow[]): readonly CheckpointId[] {
  const newer = new Set(rows.slice(oldest.length).map((row) => row.anchor));
  return oldest.filter((row) => !newer.has(row.anchor)).map((row) => row.id);
}
