import type { Work } from '../../shared/continuation/owed';
import { THREAD_TOOLS } from '../../shared/tools/arguments';
import { parseToolArguments } from '../../shared/tools/specs';
import type { WorkContext } from '../engine/engine';
import { deliver, type WorkerParts } from './parts';

/** Starts one call, which is on disk before its effect, and runs it unless the thread has answered it itself. */
export async function runTool(
  parts: WorkerParts,
  work: Extract<Work, { kind: 'run-tool' }>,
  context: WorkContext,
): Promise<void> {
  if (!context.begun) {
    const started = context.submit({ type: 'tool.start', call: work.call });
    if (!started.ok) return deliver(started);
  }
  const state = context.state();
  const pending = state.turn?.calls.find((call) => call.call === work.call);
  if (!pending || THREAD_TOOLS.has(pending.name)) return;
  const parsed = parseToolArguments(pending.name, pending.arguments);
  if (!parsed.ok) throw new Error(`a started call with bad arguments: ${parsed.error}`);
  const place = await parts.place(state);
  const report = await parts.tools.run(
    {
      thread: state.thread,
      call: work.call,
      name: parsed.value.name,
      arguments: parsed.value.arguments,
      workspace: place.workspace,
      policy: place.agentPolicy,
      env: place.agentEnv,
      temp: place.temp,
      outputs: state.outputs,
    },
    context.signal,
  );
  if (!context.signal.aborted) deliver(context.submit({ type: 'tool.finish', call: work.call, report }));
}
