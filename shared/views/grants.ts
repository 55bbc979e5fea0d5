import { isOver } from '../thread/over';
import type { ThreadState } from '../thread/state';
import { titleOf } from './threadRow';

/** What one goal's commands were allowed beyond its boundaries; `id` is what takes it back: `THREAD/g3`. */
export interface GrantEntry {
  readonly id: string;
  readonly thread: string;
  readonly grant: string;
  readonly title: string;
  readonly workspace: string;
  readonly command: string | null;
  readonly allows: readonly string[];
  readonly at: number;
}

/** The grants of a goal that is not over. */
export function grantEntries(state: ThreadState): readonly GrantEntry[] {
  const { goal, thread, workspace } = state;
  if (!goal || isOver(state)) return [];
  return goal.grants.map(({ id, command, allows, at }) => ({
    id: `${thread}/${id}`,
    thread,
    grant: id,
    title: titleOf(goal.contract.outcome),
    workspace: workspace.root,
    command,
    allows,
    at,
  }));
}
