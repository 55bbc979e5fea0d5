import { stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../shared/kernel/result';
import { AGENT_TERMINAL } from '../../shared/terminal/size';
import type { ToolArguments } from '../../shared/tools/arguments';
import { DEFAULT_SHELL_TIMEOUT_MS, MAX_SHELL_TIMEOUT_MS } from '../../shared/tools/limits';
import type { Sandbox } from '../sandbox/sandbox';
import type { Terminals } from '../terminals/terminals';
import { describeEnd, describeOutput, duration } from './commandAnswer';
import type { LiveCommand } from './liveCommand';
import { type Answer, failed, type Order } from './order';
import { isInside, reachOf, resolveReal } from './reach';
import type { Sessions } from './sessions';
import { waitAtMost } from './waitAtMost';

export interface ShellParts {
  readonly sandbox: Sandbox;
  readonly terminals: Pick<Terminals, 'open'>;
  readonly startFailure?: (output: string, exit: number | null) => string | undefined;
  readonly sessions: Sessions;
  /** Called once for each session opened. */
  readonly onOpened: (order: Order, id: string, live: LiveCommand) => void;
}

/** Runs a command on a terminal in the sandbox: to its end, its time limit or the signal, or as a session that goes on. */
export async function runShell(
  parts: ShellParts,
  order: Order,
  args: ToolArguments<'shell'>,
  signal: AbortSignal,
): Promise<Answer> {
  if (args.background && !parts.sessions.hasRoom(order.thread)) {
    return failed(
      `Too many sessions live (${parts.sessions.liveIds(order.thread).join(', ')}). End one first: write_stdin with "\\u0003".`,
    );
  }
  const started = await startCommand(parts, order, args, signal);
  if (!started.ok) return failed(started.error);
  const { live } = started.value;
  if (!args.background) return untilEnd(parts, order, args, live, signal);
  if (!signal.aborted) return openSession(parts, order, args, started.value);
  // Whoever interrupts ends the sessions that are known then, and this one was not yet.
  await live.terminal.kill();
  return failed('Interrupted while the command was started.');
}

interface Started {
  readonly live: LiveCommand;
  /** Why it has a loopback of its own. */
  readonly alone: string | undefined;
}

async function startCommand(
  parts: ShellParts,
  order: Order,
  args: ToolArguments<'shell'>,
  signal: AbortSignal,
): Promise<Result<Started, string>> {
  const cwd = await workFolder(order, args.workdir);
  if (!cwd.ok) return cwd;
  const { policy, env, thread } = order;
  const id = `${thread}/${order.call}`;
  const asked = { id, command: args.command, cwd: cwd.value, policy, env, terminal: true };
  const wrapped = await parts.sandbox.wrap({ ...asked, session: thread }, signal);
  if (signal.aborted) return err('Interrupted before the command started.');
  if (!wrapped.ok) return err(wrapped.error.message);
  const frozen = parts.sessions.isFrozen(thread);
  const opened = await parts.terminals.open({
    id,
    command: wrapped.value,
    size: AGENT_TERMINAL,
    title: args.command,
    store: true,
    ...(frozen ? { frozen: true } : {}),
  });
  if (!opened.ok) return err(opened.error.message);
  const live = { terminal: opened.value, command: args.command, tried: () => parts.sandbox.tried({ id, policy }) };
  await parts.sessions.add(thread, live, { frozen });
  return ok({ live, alone: wrapped.value.alone });
}

/** The folder a command starts in: the workspace, or a folder inside it or the temp folder that is not hidden. */
async function workFolder(order: Order, workdir: string | undefined): Promise<Result<string, string>> {
  const root = order.workspace.root;
  if (workdir === undefined) return ok(root);
  const real = await resolveReal(root, workdir);
  if (!real.ok) return err(`workdir ${workdir} ${real.error}.`);
  if (!isInside(real.value, root) && !isInside(real.value, order.temp))
    return err(`workdir ${workdir} is outside the workspace. Leave it out, or use cd in the command.`);
  const refusal = reachOf(order.policy, 'read')(real.value);
  if (refusal !== undefined) return err(`workdir ${workdir} ${refusal}.`);
  const folder = await stat(real.value).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  return folder ? ok(real.value) : err(`workdir ${workdir} is not a folder.`);
}

async function untilEnd(
  parts: ShellParts,
  order: Order,
  args: ToolArguments<'shell'>,
  live: LiveCommand,
  signal: AbortSignal,
): Promise<Answer> {
  const limit = Math.min(args.timeout_ms ?? DEFAULT_SHELL_TIMEOUT_MS, MAX_SHELL_TIMEOUT_MS);
  const woken = await waitAtMost(live.terminal.ended, limit, signal);
  const end = woken.by === 'done' ? woken.value : await live.terminal.kill();
  const { exit, stored, durationMs } = end;
  const words = {
    done: describeEnd(end),
    time: `killed with all its children at its time limit of ${duration(limit)}. Give a longer timeout_ms (at most ${MAX_SHELL_TIMEOUT_MS}), or background: true.`,
    abort: `interrupted and killed with all its children after ${duration(durationMs)}.`,
  };
  const tried = await live.tried();
  const output = await describeOutput(live, order.policy, tried);
  const byItself = woken.by === 'done' && !end.hostDied;
  const unstarted = byItself ? parts.startFailure?.(output, exit.exit) : undefined;
  return {
    status: byItself && unstarted === undefined && exit.limit === undefined ? 'ok' : 'failed',
    output: [...(unstarted === undefined ? [] : [`${unstarted}. The command did not start.`]), words[woken.by], output]
      .join('\n')
      .trimEnd(),
    exit: woken.by === 'done' ? exit.exit : null,
    ...(stored === undefined ? {} : { stored }),
    ...(tried.length === 0 ? {} : { tried }),
  };
}

function openSession(parts: ShellParts, order: Order, args: ToolArguments<'shell'>, { live, alone }: Started): Answer {
  const id = parts.sessions.open(order.thread, live);
  parts.onOpened(order, id, live);
  const limit = args.timeout_ms;
  if (limit !== undefined) void endInTime(live, Math.min(limit, MAX_SHELL_TIMEOUT_MS));
  const time = limit === undefined ? '' : ` It is killed after ${duration(Math.min(limit, MAX_SHELL_TIMEOUT_MS))}.`;
  const apart =
    alone === undefined ? '' : ` A server in it is reached from this command only: no network can be shared here (${alone}).`;
  return {
    status: 'ok',
    output: `Session ${id} started.${time}${apart} write_stdin with session "${id}" looks at its output (an empty text only looks) and types into it; "\\u0003" is Ctrl-C.`,
    opened: { process: id, command: args.command },
  };
}

async function endInTime(live: LiveCommand, limit: number): Promise<void> {
  const woken = await waitAtMost(live.terminal.ended, limit, new AbortController().signal);
  if (woken.by === 'time') await live.terminal.kill();
}
