import { EXIT } from '../../shared/views/outcome';
import { loadThread } from '../engine/load';
import { type BudgetOptions, changedBudget } from './budget';
import type { Output } from './io';
import { openForReading } from './open';
import { orderCommand } from './order';
import { unknownThread } from './resume';
import { type CommonOptions, dataFolder } from './settings';

/** `goalpost budget`: another limit, without setting the goal going; what is lowered below use ends its turn. */
export async function budgetCommand(thread: string, options: CommonOptions & BudgetOptions, output: Output): Promise<number> {
  const store = openForReading(dataFolder(options));
  if (!store.ok) {
    output.fault(store.error);
    return EXIT.failed;
  }
  const { state } = loadThread(store.value, thread);
  store.value.dispose();
  if (!state?.goal) return unknownThread(thread, output);
  const budget = changedBudget(state.goal.contract.budget, options);
  if (budget) return orderCommand({ thread, command: { type: 'budget.change', by: 'user', budget } }, options, output);
  output.fault('Name a limit: --budget-tokens, --budget-usd, --budget-minutes or --budget-turns.');
  return EXIT.badUsage;
}
