import { EXIT } from '../../shared/views/outcome';
import { type BudgetOptions, changedBudget } from './budget';
import type { Output } from './io';
import { orderCommand } from './order';
import { readState } from './readState';
import type { CommonOptions } from './settings';

/** `goalpost budget`: another limit, without setting the goal going; what is lowered below use ends its turn. */
export async function budgetCommand(thread: string, options: CommonOptions & BudgetOptions, output: Output): Promise<number> {
  const state = readState(thread, options, output, (found) => found);
  if (typeof state === 'number') return state;
  if (!state.goal) {
    output.fault(`${thread} has no goal yet, so there is no budget to change. Draft one first.`);
    return EXIT.badUsage;
  }
  const budget = changedBudget(state.goal.contract.budget, options);
  if (budget) return orderCommand({ thread, command: { type: 'budget.change', by: 'user', budget } }, options, output);
  output.fault('Name a limit: --budget-tokens, --budget-usd, --budget-minutes or --budget-turns.');
  return EXIT.badUsage;
}
