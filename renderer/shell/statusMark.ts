import type { Actor } from '../../shared/thread/events';
import type { GoalStatus } from '../../shared/thread/goalState';
import type { ThreadState } from '../../shared/thread/state';
import { t } from '../../shared/words/t';

/** Statuses that stand until somebody acts: who set them, and when, belongs beside them. */
const STANDING: ReadonlySet<GoalStatus> = new Set([
  'paused',
  'blocked',
  'budget_limited',
  'usage_limited',
  'complete',
  'cleared',
]);

const ACTORS: Readonly<Record<Actor, string>> = { user: t`by you`, agent: t`by the agent`, app: t`by the app` };

/** `by the gate, 11:42:14`: who brought a goal to rest, and when (with the day, when it was another). */
export function statusMark({ goal }: ThreadState, now = new Date()): string | undefined {
  if (!goal || !STANDING.has(goal.status)) return undefined;
  const by = goal.status === 'complete' && goal.mark.by === 'app' ? t`by the gate` : ACTORS[goal.mark.by];
  const at = new Date(goal.mark.at);
  const sameDay = at.toDateString() === now.toDateString();
  const day = sameDay ? '' : `${at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })} `;
  return `${by}, ${day}${at.toLocaleTimeString('en-GB')}`;
}
