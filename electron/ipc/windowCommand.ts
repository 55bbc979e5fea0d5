import type { WindowCommand } from '../../shared/ipc/methods';
import { assertNever } from '../../shared/kernel/assertNever';
import type { Command } from '../../shared/thread/commands';

const by = 'user' as const;

/** The orders to a thread that a window's order stands for, all of them by the person, in the order they are carried out. */
export function commandsOf(order: WindowCommand): readonly Command[] {
  switch (order.type) {
    case 'goal.draft':
      return [{ ...order, by, ...(order.source === undefined ? {} : { source: order.source }) } as Command];
    case 'goal.activate':
      return [{ type: order.type, by, acceptBaseline: order.acceptBaseline, place: order.place ?? 'app' }];
    case 'thread.archive':
    case 'thread.pin':
    case 'goal.edit':
    case 'goal.try':
    case 'goal.wrap_up':
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
    case 'mode.set':
    case 'tree.revert':
    case 'checkpoints.prune':
    case 'sandbox.waive':
    case 'permission.revoke':
      return [{ ...order, by }];
    case 'sandbox.restore':
      return [{ type: order.type, by, reason: 'restored' }];
    case 'turn.interrupt':
      return [{ type: order.type, by, reason: 'interrupt' }];
    case 'input.queue':
      return [{ type: order.type, text: order.text, ...(order.steer ? { steer: true } : {}) }];
    case 'input.edit':
    case 'input.withdraw':
    case 'input.steer':
    case 'question.answer':
    case 'needs.answer':
      return [order];
    default:
      return assertNever(order);
  }
}

/** Whether an order sets commands or checks going, which cannot be without a sandbox. */
export function setsGoing(order: WindowCommand): boolean {
  if (order.type === 'budget.change' || order.type === 'needs.answer') return order.resume;
  return order.type === 'goal.activate' || order.type === 'goal.try' || order.type === 'goal.resume';
}
