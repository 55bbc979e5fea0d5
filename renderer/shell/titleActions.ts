import type { WindowCommand } from '../../shared/ipc/methods';
import type { GoalStatus } from '../../shared/thread/goalState';
import { isPlanning, type ThreadRow } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';

export interface MainAction {
  readonly name: string;
  readonly order: WindowCommand;
}

const PAUSE: MainAction = { name: t`Pause`, order: { type: 'goal.pause' } };
const RESUME: MainAction = { name: t`Resume`, order: { type: 'goal.resume' } };
const STOP: MainAction = { name: t`Stop`, order: { type: 'turn.interrupt' } };
const LEAVE_PLAN: MainAction = { name: t`Leave plan mode`, order: { type: 'mode.set', mode: 'goal' } };

/** What the title row's first button does, which is also what the full stop's shortcut does. */
export function mainAction(status: GoalStatus | 'none', reason: string): MainAction | undefined {
  switch (status) {
    case 'active':
      if (reason === 'plan_mode') return LEAVE_PLAN;
      return reason === 'no_tool_call' || reason === 'plan_only' ? RESUME : PAUSE;
    case 'verifying':
      return PAUSE;
    case 'draft':
      return reason === 'baseline' ? { name: t`Stop baseline`, order: { type: 'goal.pause' } } : planning(reason);
    case 'paused':
    case 'blocked':
    case 'usage_limited':
      return RESUME;
    case 'budget_limited':
      return undefined;
    case 'complete':
    case 'cleared':
    case 'none':
      return planning(reason);
  }
}

function planning(reason: string): MainAction | undefined {
  // A message that waits in line has no turn yet that could be stopped.
  if (reason === 'user_input') return LEAVE_PLAN;
  return isPlanning(reason) ? STOP : undefined;
}

/** A goal that goes on by itself when the quota is renewed: beside going on now, it can be kept from that. */
export function pauseWaiting({ status, group }: Pick<ThreadRow, 'status' | 'group'>): MainAction | undefined {
  return status === 'usage_limited' && group === 'waiting' ? PAUSE : undefined;
}

/** A goal that can be cleared: it was drafted, and is not over by being cleared already. */
export function canClear(status: GoalStatus | 'none'): boolean {
  return status !== 'none' && status !== 'cleared';
}
