import type { WindowCommand } from '../../shared/ipc/methods';
import type { ModelRef, ProviderErrorKind } from '../../shared/provider/model';
import type { Command } from '../../shared/thread/commands';
import type { ThreadState } from '../../shared/thread/state';

/** What blocked a goal and can be mended in Settings. A server that was busy or away answers again as it is: its model stays. */
const MENDABLE: ReadonlySet<string> = new Set(
  (['auth', 'bad_model', 'bad_request', 'context_full', 'unreachable'] satisfies ProviderErrorKind[]).map(
    (kind) => `provider_${kind}`,
  ),
);

/**
 * A thread keeps its model. But where the model or its server blocked the goal, its person mends that in Settings and resumes: then the
 * thread asks what stands there. How much the same model takes is kept where Settings do not say it.
 */
export function mendedModel(state: ThreadState, command: WindowCommand, named: ModelRef | undefined): readonly Command[] {
  const { goal, model } = state;
  const blocked = goal?.status === 'blocked' && MENDABLE.has(goal.mark.reason);
  if (command.type !== 'goal.resume' || !blocked || !named || named.api === 'scripted' || model.api === 'scripted') return [];
  const same = named.api === model.api && named.model === model.model && named.baseUrl === model.baseUrl;
  if (same && (named.contextTokens ?? model.contextTokens) === model.contextTokens) return [];
  return [{ type: 'model.choose', by: 'user', model: named }];
}
