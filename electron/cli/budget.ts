import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Budget } from '../../shared/goal/contract';

/** A limit as a person writes it: an amount, or `none`, which takes the limit away. */
type Limit = number | typeof NONE;

const NONE = 'none';

export interface BudgetOptions {
  readonly budgetTokens?: Limit;
  readonly budgetUsd?: Limit;
  readonly budgetMinutes?: Limit;
  readonly budgetTurns?: Limit;
}

export function budgetOptions(command: Command): Command {
  return command
    .addOption(new Option('--budget-tokens <n>', 'stop after this many tokens charged; none: no limit').argParser(wholeLimit))
    .addOption(new Option('--budget-usd <n>', 'stop after this many US dollars; none: no limit').argParser(limit))
    .addOption(new Option('--budget-minutes <n>', 'stop after this much active time; none: no limit').argParser(limit))
    .addOption(new Option('--budget-turns <n>', 'stop after this many goal turns; none: no limit').argParser(wholeLimit));
}

function wholeLimit(text: string): Limit {
  if (text === NONE || /^0*[1-9]\d{0,14}$/.test(text)) return limit(text);
  throw new InvalidArgumentError('Write a whole number above 0, or none.');
}

function limit(text: string): Limit {
  if (text === NONE) return NONE;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('Write a number above 0, or none.');
  return value;
}

/** The budget with the limits that the command line names in place of its own; undefined where it names none. */
export function changedBudget(budget: Budget, options: BudgetOptions): Budget | undefined {
  const named = Object.entries({
    tokens: options.budgetTokens,
    usd: options.budgetUsd,
    minutes: options.budgetMinutes,
    turns: options.budgetTurns,
  }).filter(([, value]) => value !== undefined);
  if (named.length === 0) return undefined;
  const all: Readonly<Record<string, Limit | undefined>> = { ...budget, ...Object.fromEntries(named) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== NONE));
}
