import { type LimitName, reachedLimit } from '../budget/limits';
import type { Budget } from '../goal/contract';
import type { GoalState } from './goalState';

/** What `goalpost answer --need budget` names: the budget that ran out. */
export const BUDGET_QUESTION = 'budget';

const FORMS =
  'Write how much more (+20000), the new limit (60000), or none for no limit; before it another limit’s name, if it is for that (turns +3).';

const NAMES: Readonly<Record<string, LimitName>> = {
  tokens: 'tokens',
  usd: 'usd',
  dollars: 'usd',
  minutes: 'minutes',
  turns: 'turns',
};

/** The budget that an answer asks for, or a sentence where it is none. `resume` leaves a budget that has room again. */
export function readBudgetAnswer({ contract, usage }: GoalState, said: string): Budget | string {
  const { budget } = contract;
  const reached = reachedLimit(budget, usage);
  const text = said.trim().toLowerCase();
  if (text === 'resume' && !reached) return budget;
  const [, name, sign, figure] = /^(?:([a-z]+)\s*)?(\+?)\s*([\d,_]+(?:\.\d+)?|none)$/.exec(text) ?? [];
  const named = name === undefined || name === '' ? reached?.limit : NAMES[name];
  if (figure === undefined || named === undefined) return `"${said}" is not an answer to "budget". ${FORMS}`;
  if (figure === 'none') return without(budget, named);
  const amount = Number(figure.replace(/[,_]/g, ''));
  const limit = sign === '+' ? (budget[named] ?? 0) + amount : amount;
  const whole = named === 'tokens' || named === 'turns';
  if (!(limit > 0) || (whole && !Number.isSafeInteger(limit))) return `"${said}" is no limit. ${FORMS}`;
  return { ...budget, [named]: limit };
}

function without(budget: Budget, limit: LimitName): Budget {
  return Object.fromEntries(Object.entries(budget).filter(([name]) => name !== limit));
}
