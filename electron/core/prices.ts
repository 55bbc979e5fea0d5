import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PriceTable } from '../../shared/budget/prices';
import type { Budget, Contract } from '../../shared/goal/contract';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ModelRef } from '../../shared/provider/model';
import type { Command, Refusal } from '../../shared/thread/commands';
import { isLive } from '../../shared/thread/decide/goal';
import type { ThreadState } from '../../shared/thread/state';

/** The user's price table in the data folder: US dollars per million tokens. */
export const PRICES_FILE = 'prices.json';

/** Reads the price table. Absent: no model has a price. */
export async function readPrices(dataDir: string): Promise<Result<PriceTable, string>> {
  const file = join(dataDir, PRICES_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    // A data folder that is no folder is told of by whoever opens it.
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return ok({});
    return err(`${file} cannot be read (${code}). See that it is a file that you may read.`);
  }
  return parsePrices(file, text);
}

function parsePrices(file: string, text: string): Result<PriceTable, string> {
  const shape = '{ "MODEL": { "input": 1.25, "cached": 0.125, "output": 10 } }, in US dollars per million tokens';
  try {
    const parsed = PriceTable.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0];
    return err(`${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not a price table'}. It should read ${shape}.`);
  } catch (thrown) {
    return err(`${file} is not JSON (${(thrown as Error).message}). It should read ${shape}.`);
  }
}

/** A limit in money needs a price, and no price is ever invented: the sentence that says so, or nothing where all is well. */
export function missingPrice(contract: Pick<Contract, 'budget'>, model: ModelRef, prices: PriceTable): string | undefined {
  if (contract.budget.usd === undefined || model.api === 'scripted' || Object.hasOwn(prices, model.model)) return undefined;
  return `The contract limits US dollars, but ${model.model} has no price. Add it to prices.json in the data folder (Settings, Prices), or limit tokens instead.`;
}

/** Refuses every order after which a goal would be pursued, or kept, under a limit in money that nobody can count. */
export function forbidUnpriced(prices: () => PriceTable) {
  return (state: ThreadState | undefined, command: Command): Refusal | undefined => {
    const asked = budgetAndModel(state, command);
    const message = asked && missingPrice({ budget: asked.budget }, asked.model, prices());
    return message === undefined ? undefined : { code: 'no_price', message };
  };
}

/** The budget and the model that an order would leave a goal with, where it says anything about them or sets the goal going. */
function budgetAndModel(
  state: ThreadState | undefined,
  command: Command,
): { readonly budget: Budget; readonly model: ModelRef } | undefined {
  if (command.type === 'thread.open') return command.draft && { budget: command.draft.contract.budget, model: command.model };
  if (!state) return undefined;
  const { goal, model } = state;
  switch (command.type) {
    case 'goal.draft':
    case 'goal.edit':
      return { budget: command.contract.budget, model };
    case 'budget.change':
      return { budget: command.budget, model };
    case 'model.choose':
      return goal && isLive(state) ? { budget: goal.contract.budget, model: command.model } : undefined;
    case 'goal.activate':
    case 'goal.resume':
    case 'goal.reopen':
      return goal ? { budget: goal.contract.budget, model } : undefined;
    default:
      return undefined;
  }
}
