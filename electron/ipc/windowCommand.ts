import type { WindowCommand } from '../../shared/ipc/methods';
import { assertNever } from '../../shared/kernel/assertNever';
import type { Command } from '../../shared/thread/commands';

const by = 'user' as const;

/** The orders to a thread that a window's order stands for, all of them by the person, in the order they are carried out. */
export function commandsOf(order: WindowCommand): readonly Command[] {
  switch (order.type) {
    case 'goal.draft':
      return [{ ...order, by, ...(order.source === undefined ? {} : { source: order.source }) } as Command];
    case 'goal.edit':
    case 'goal.activate':
      return [{ ...order, by }];
    case 'goal.pause':
      return [{ type: order.type, by, reason: 'paused' }];
    case 'goal.resume':
      return [{ type: order.type, by, reason: 'resumed' }];
    case 'goal.clear':
      return [{ type: order.type, by, reason: 'cleared' }];
    case 'goal.reopen':
      return [{ type: order.type, by, reason: 'reopened' }];
    case 'budget.change':
      return budgetCommands(order);
    case 'input.queue':
    case 'question.answer':
    case 'needs.answer':
      return [order];
    default:
      return assertNever(order);
  }
}

function budgetCommands({ budget, resume }: Extract<WindowCommand, { type: 'budget.change' }>): readonly Command[] {
  const change: Command = { type: 'budget.change', by, budget };
  return resume ? [change, { type: 'goal.resume', by, reason: 'budget_extended' }] : [change];
}

/** Whether an order sets commands or checks going, which cannot be without a sandbox. */
export function setsGoing(order: WindowCommand): boolean {
  if (order.type === 'budget.change' || order.type === 'needs.answer') return order.resume;
  return order.type === 'goal.activate' || order.type === 'goal.resume';
}
