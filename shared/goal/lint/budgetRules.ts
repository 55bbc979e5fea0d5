import { setTo } from './edit';
import { type Hit, hit, NOTHING, type Rule } from './finding';
import type { LintSubject } from './subject';

// What may be spent. The text form has no place for it, so that a text is not held to it.

export const BUDGET_RULES: readonly Rule[] = [
  { id: 'budget-none', severity: 'minor', look: none },
  { id: 'budget-turns-only', severity: 'minor', look: turnsOnly },
];

/** What the sample goal may spend: a middling piece of work. Whoever takes it over sees the numbers and changes them. */
const USUAL = { tokens: 400_000, minutes: 60, turns: 12 };

function none(goal: LintSubject): readonly Hit[] {
  if (goal.limits.length > 0 || goal.words) return NOTHING;
  const message = 'No limit: a goal that comes no nearer spends until you look.';
  return hit(['budget'], message, setTo(['budget'], USUAL));
}

function turnsOnly(goal: LintSubject): readonly Hit[] {
  if (goal.limits.length !== 1 || goal.limits[0] !== 'turns') return NOTHING;
  const message = 'Turns alone bound nothing inside a turn: one turn may call tools for hours.';
  return hit(['budget', 'tokens'], message, setTo(['budget', 'tokens'], USUAL.tokens));
}
