import { type Meter, nearLimits } from '../../budget/limits';
import { addActiveTime } from '../../budget/usage';
import type { Instant } from '../../kernel/ids';
import { activeMs } from '../activeTime';
import { isPursued } from '../goalState';
import type { ThreadState } from '../state';

/** Limits that have come near since they were last told of: each is told once. */
export function newlyNear({ goal, turn }: ThreadState, at: Instant): readonly Meter[] {
  if (!goal || !isPursued(goal.status)) return [];
  const usage = turn ? addActiveTime(goal.usage, activeMs(turn, at)) : goal.usage;
  return nearLimits(goal.contract.budget, usage).filter((meter) => !goal.warned.includes(meter.limit));
}
