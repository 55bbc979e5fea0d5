import type { Work } from '../../shared/continuation/owed';
import { parseToolArguments } from '../../shared/tools/specs';
import type { WorkContext } from '../engine/engine';
import { deliver, type WorkerParts } from './parts';

/** Works out what a call for permission comes to: a question, or an answer at once. Nothing is run, so a crash leaves nothing half done. */
export async function askPermission(
  parts: WorkerParts,
  work: Extract<Work, { kind: 'ask-permission' }>,
  context: WorkContext,
): Promise<void> {
  const state = context.state();
  const pending = state.turn?.calls.find((call) => call.call === work.call);
  const parsed = pending && parseToolArguments(pending.name, pending.arguments);
  if (!parsed?.ok || parsed.value.name !== 'request_permission') return;
  const judged = await parts.permissions.judge(state, parsed.value.arguments);
  if (!context.signal.aborted) deliver(context.submit({ type: 'permission.ask', call: work.call, judged }));
}
