import { type LimitName, reachedLimit } from '../../shared/budget/limits';
import type { GoalState } from '../../shared/thread/goalState';
import { wakesAt } from '../../shared/thread/quota';
import type { ThreadState } from '../../shared/thread/state';
import { localTime } from './localTime';

/** The command that goes on from here, where one does. */
export function nextStep(state: ThreadState): string | undefined {
  const { goal, thread } = state;
  const question = Object.keys(state.questions)[0];
  if (question) return `Answer with: goalpost answer ${thread} --need ${question} --text …, then: goalpost resume ${thread}`;
  switch (goal?.status) {
    case undefined:
    case 'complete':
    case 'cleared':
      return undefined;
    case 'budget_limited':
      return `Extend and resume with: goalpost resume ${thread}${extension(goal)}`;
    case 'usage_limited':
      return afterQuota(goal, thread);
    default:
      return `Resume with: goalpost resume ${thread}`;
  }
}

const OPTIONS: Readonly<Record<LimitName, string>> = {
  tokens: '--budget-tokens',
  usd: '--budget-usd',
  minutes: '--budget-minutes',
  turns: '--budget-turns',
};

/** Only the limit that is used up has to be raised; what stands behind it is more than was spent. */
function extension({ contract, usage }: GoalState): string {
  const reached = reachedLimit(contract.budget, usage);
  return reached ? ` ${OPTIONS[reached.limit]} N (${Math.ceil(reached.used * 100) / 100} are used)` : '';
}

function afterQuota(goal: GoalState, thread: string): string {
  const wakeAt = wakesAt(goal);
  if (wakeAt !== null) {
    return `Goes on at ${localTime(wakeAt)}, while the app runs or with: goalpost resume ${thread} --wait. Before that: goalpost resume ${thread}`;
  }
  const resetAt = goal.quota?.resetAt ?? null;
  const when = resetAt === null ? 'when the quota is renewed; the provider named no time' : `after ${localTime(resetAt)}`;
  return `Waits for you. Resume ${when}: goalpost resume ${thread}`;
}
