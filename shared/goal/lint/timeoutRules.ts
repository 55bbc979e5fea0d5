import { DURATION_PATTERN, durationMs } from '../duration';
import { setTo } from './edit';
import { type Hit, hit, type Rule } from './finding';
import { DEFAULT_TIMEOUT } from './readSubject';
import { type CommandSubject, commands, type LintSubject } from './subject';
import { fittingTimeout, isSlow } from './timeout';

// A check that never ends blocks the gate, and one that ends too early fails what is right.

export const TIMEOUT_RULES: readonly Rule[] = [
  { id: 'timeout-default', severity: 'note', look: (goal) => (goal.words ? [] : commands(goal).flatMap(defaultTimeout)) },
  { id: 'timeout-over-budget', severity: 'minor', look: overBudget },
];

function defaultTimeout({ id, path, run, timeout }: CommandSubject): readonly Hit[] {
  if (timeout !== DEFAULT_TIMEOUT || !isSlow(run)) return [];
  const at = [...path, 'timeout'];
  const fit = fittingTimeout(run);
  const message = `${id || 'The check'} relies on the default of 60 s, which a loaded machine may overrun.`;
  return hit(at, message, setTo(at, fit));
}

const MINUTE = 60_000;

function overBudget(goal: LintSubject): readonly Hit[] {
  const { minutes } = goal;
  if (minutes === null) return [];
  return commands(goal).flatMap((check) => {
    if (!DURATION_PATTERN.test(check.timeout)) return [];
    const longest = durationMs(check.timeout) * check.times;
    if (longest <= minutes * MINUTE) return [];
    const at = [...check.path, 'timeout'];
    const runs = check.times > 1 ? ` in ${check.times} runs` : '';
    const message = `${check.id || 'The check'} may take ${Math.round(longest / MINUTE)} minutes${runs}, and the whole goal has ${minutes}: one hang spends it.`;
    return hit(at, message, setTo(at, shorter(minutes * MINUTE, check.times)));
  });
}

/** A round of the check in at most a quarter of the goal's time, so that the agent can still act on it. */
function shorter(budgetMs: number, times: number): string {
  const seconds = Math.max(1, Math.floor(budgetMs / 4 / times / 1000));
  return seconds >= 120 ? `${Math.floor(seconds / 60)}m` : `${seconds}s`;
}
