import type { WindowCommand } from '../../shared/ipc/methods';
import type { ModelRef } from '../../shared/provider/model';
import type { Command } from '../../shared/thread/commands';
import type { ThreadState } from '../../shared/thread/state';

/**
 * A thread keeps its model. But where the model or its server blocked the goal, its person mends that in Settings and resumes: then the
 * thread asks what stands there.
 */
export function mendedModel(state: ThreadState, command: WindowCommand, named: ModelRef | undefined): readonly Command[] {
  const blocked = state.goal?.status === 'blocked' && state.goal.mark.reason.startsWith('provider_');
  if (command.type !== 'goal.resume' || !blocked || !named || state.model.api === 'scripted') return [];
  return JSON.stringify(named) === JSON.stringify(state.model) ? [] : [{ type: 'model.choose', by: 'user', model: named }];
}
