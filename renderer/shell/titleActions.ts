import type { GoalStatus } from '../../shared/thread/state';

export interface MainAction {
  readonly name: 'Pause' | 'Resume' | 'Stop baseline';
  readonly order: 'goal.pause' | 'goal.resume';
}

/** What the title row's first button does, which is also what the full stop's shortcut does. */
export function mainAction(status: GoalStatus | 'none', reason: string): MainAction | undefined {
  switch (status) {
    case 'active':
      return reason === 'no_tool_call' || reason === 'plan_only'
        ? { name: 'Resume', order: 'goal.resume' }
        : { name: 'Pause', order: 'goal.pause' };
    case 'verifying':
      return { name: 'Pause', order: 'goal.pause' };
    case 'draft':
      return reason === 'baseline' ? { name: 'Stop baseline', order: 'goal.pause' } : undefined;
    case 'paused':
    case 'blocked':
    case 'usage_limited':
      return { name: 'Resume', order: 'goal.resume' };
    case 'budget_limited':
    case 'complete':
    case 'cleared':
    case 'none':
      return undefined;
  }
}

/** A goal that can be cleared: it was drafted, and is not over by being cleared already. */
export function canClear(status: GoalStatus | 'none'): boolean {
  return status !== 'none' && status !== 'cleared';
}
