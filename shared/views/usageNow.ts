import { addActiveTime, type Usage } from '../budget/usage';
import { activeMs } from '../thread/activeTime';
import { isOver } from '../thread/over';
import type { ThreadState } from '../thread/state';

/**
 * What the goal has spent by now, or planning where there is none yet: with the active time of the open turn, unless that turn plans
 * beside a goal that has ended, whose figures stand.
 */
export function usageNow(state: ThreadState, now: number): Usage {
  const { goal, turn } = state;
  const usage = goal?.usage ?? state.unclaimed;
  if (!turn || (goal !== null && isOver(state))) return usage;
  return addActiveTime(usage, activeMs(turn, now));
}
