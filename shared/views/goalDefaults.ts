import { z } from 'zod';
import { Budget, DEFAULT_SAME_FAILURE } from '../goal/contract';
import { PlaceChoice } from '../thread/place';

/** More repetitions of the same failure than this are no limit any more. */
export const MOST_SAME_FAILURES = 50;

/** What a new goal's form begins with. A goal that is drafted already keeps what it says. */
export const GoalDefaults = z.strictObject({
  budget: Budget,
  iteration: z.string().max(10_000),
  report: z.string().max(10_000),
  sameFailure: z.int().min(1).max(MOST_SAME_FAILURES),
  /** Where it works, where nothing else was chosen: `app` lets the app look. */
  place: PlaceChoice,
});
export type GoalDefaults = z.infer<typeof GoalDefaults>;

export const NO_GOAL_DEFAULTS: GoalDefaults = {
  budget: {},
  iteration: '',
  report: '',
  sameFailure: DEFAULT_SAME_FAILURE,
  place: 'app',
};

/** The contract that is none yet, with what the defaults say: for `formOf`. */
export function defaultDocument({ budget, iteration, report, sameFailure }: GoalDefaults): unknown {
  return { iteration, blocked: { report, sameFailure }, budget };
}
