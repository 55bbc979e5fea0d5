import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { type BudgetOptions, budgetOptions, changedBudget } from './budget';

const OWN = { tokens: 400_000, usd: 5 };

function parsed(...args: readonly string[]): BudgetOptions {
  const command = budgetOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return command.parse([...args], { from: 'user' }).opts();
}

describe('limits on the command line', () => {
  it('take the place of the contract’s own, one by one, and none takes one away', () => {
    const options = parsed('--budget-tokens', '9000', '--budget-usd', 'none', '--budget-minutes', '1.5', '--budget-turns', '3');
    expect(changedBudget(OWN, options)).toEqual({ tokens: 9_000, minutes: 1.5, turns: 3 });
    expect(changedBudget(OWN, parsed('--budget-usd', '0.5'))).toEqual({ tokens: 400_000, usd: 0.5 });
  });

  it('change nothing where none is named', () => {
    expect(changedBudget(OWN, parsed())).toBeUndefined();
  });

  it.each([
    ['--budget-tokens', '1.5'],
    ['--budget-turns', '0'],
    ['--budget-usd', '-1'],
    ['--budget-minutes', '1e3'],
    ['--budget-minutes', 'an hour'],
  ])('%s %s is refused', (option, text) => {
    expect(() => parsed(option, text)).toThrow(/above 0, or none/);
  });
});
