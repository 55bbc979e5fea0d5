import type { ThreadState } from '../state';
import type { CheckpointRow } from './row';

/** A held checkpoint by its id. */
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
