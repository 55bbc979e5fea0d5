import type { Instant } from '../../kernel/ids';
import type { Command } from '../commands';
import type { ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';
import { mayInterrupt } from './mode';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** Out of the list, or back into it. Nothing is deleted, and nothing that runs is put out of sight. */
export function archiveThread(state: ThreadState, order: Order<'thread.archive'>, at: Instant): Decided {
  const decision = new Decision(state, at);
  if (order.archived === state.archived) return decision.done();
  const standing = order.archived ? whyNot(state) : undefined;
  if (standing !== undefined) return refuse('wrong_status', standing);
  return decision.add('thread.archived', { by: order.by, archived: order.archived }).done();
}

/** Why a thread cannot be archived as it stands, with the remedy. */
function whyNot(state: ThreadState): string | undefined {
  if (mayInterrupt(state)) return 'The thread is working. Pause it, then archive it.';
  if (state.goal?.status === 'usage_limited')
    return 'The goal goes on by itself when the quota is renewed. Pause it, then archive it.';
  return undefined;
}

export function pinThread(state: ThreadState, order: Order<'thread.pin'>, at: Instant): Decided {
  const decision = new Decision(state, at);
  return order.pinned === state.pinned
    ? decision.done()
    : decision.add('thread.pinned', { by: order.by, pinned: order.pinned }).done();
}
