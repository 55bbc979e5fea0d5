import type { Work } from '../../shared/continuation/owed';
import { THREAD_TOOLS, type ToolArguments } from '../../shared/tools/arguments';
import { parseToolArguments, type ToolCall } from '../../shared/tools/specs';
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
  const { name, arguments: args } = asCommand(parsed.value);
  const command = name === 'shell' ? (args as ToolArguments<'shell'>).command : undefined;
  const agent = place.agentPolicy;
  const allowing =
    command === undefined ? { policy: agent } : await parts.permissions.commandPolicy(state, agent, pending, command);
  const report = await parts.tools.run(
    {
      thread: state.thread,
      call: work.call,
      name,
      arguments: args,
      workspace: place.workspace,
      policy: allowing.policy,
      env: place.agentEnv,
      temp: place.temp,
      outputs: state.outputs,
    },
    context.signal,
  );
  const { allowed } = allowing;
  const told = allowed === undefined ? report : { ...report, allowed };
  if (!context.signal.aborted) deliver(context.submit({ type: 'tool.finish', call: work.call, report: told }));
}

/** What was asked for with a permission is run as the shell runs it. */
function asCommand(call: ToolCall): Pick<ToolCall, 'name' | 'arguments'> {
  if (call.name !== 'request_permission') return call;
  const { command = '', workdir, timeout_ms } = call.arguments;
  return { name: 'shell', arguments: { command, workdir, timeout_ms } };
}
