import { policy } from '../continuation/policy';
import type { ThreadState } from '../thread/state';

/** Exit codes of the command line; names and numbers are part of the interface. */
export const EXIT = {
  complete: 0,
  needsUser: 2,
  budgetLimited: 3,
  usageLimited: 4,
  failed: 5,
  badUsage: 64,
  interrupted: 130,
} as const;

/** Reasons that are faults of the app or of the provider, where no answer of the user's would let the goal go on. */
const FAILED_REASONS = /^(provider_|internal_error)/;

/** The stored status and the policy's reason: what the last line of `--json` says. */
export function outcomeOf(state: ThreadState): { readonly status: string; readonly reason: string } {
  return { status: state.goal?.status ?? 'none', reason: policy(state).reason };
}

export function exitCodeOf(state: ThreadState): number {
  const { status, reason } = outcomeOf(state);
  if (status === 'complete') return EXIT.complete;
  if (status === 'budget_limited') return EXIT.budgetLimited;
  if (status === 'usage_limited') return EXIT.usageLimited;
  return FAILED_REASONS.test(reason) ? EXIT.failed : EXIT.needsUser;
}
