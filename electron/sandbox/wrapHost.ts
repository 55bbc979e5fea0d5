/**
 * The process that wraps commands, forked by `hostProcess.ts`. It is apart from the app because the library denies paths relative
 * to its working directory and makes ghost entries there, keeps one proxy per process, and has helpers that a signal to the app's
 * process group would kill. It never runs a command itself, and ends when the app does.
 */
import { rm } from 'node:fs/promises';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { CommandOrder, SandboxError, WrappedCommand } from './command';
import type { HostAnswer, HostOrder } from './hostProtocol';
import { COMMAND_VARIABLE, carriedCommand, takesTerminal } from './innerCommand';
import { CommandGroups, joined } from './limitGroups';
import { fileLimit } from './limits';
import { closeNetwork, type Network, openNetwork, wrapFailure } from './network';
import { platformWrap } from './platformWrap';
import { requireProgram } from './programs';
import { SessionNetworks } from './sessionNetworks';
import { openSocketFilter } from './socketFilter';
import { TriedHosts } from './tried';

/**
 * Before the sandbox is built. Descriptors that the app's native parts leave open (node-pty: the master of every other terminal)
 * must not reach a command; the loop has no redirection of its own, because bash would keep the true stderr on a descriptor that
 * the loop then closes. And a bash whose stdin is a socket sources ~/.bashrc, also the ones that the library starts.
 */
const PROLOGUE = [
  `for fd in /dev/fd/*; do fd=\${fd##*/}; if [ "$fd" -gt 2 ]; then eval "exec $fd>&-"; fi; done`,
  'if [ -S /dev/fd/0 ]; then exec </dev/null; fi',
].join('; ');

let network: Network | undefined;
let tried: TriedHosts | undefined;
let closing = false;
const sessions = new SessionNetworks(() => network?.socketPath);
const groups = new CommandGroups();

async function open(hosts: readonly string[]): Promise<HostAnswer> {
  if (hosts.length === 0) return { kind: 'opened' };
  const opened = await openNetwork(hosts);
  if (!opened.ok) return { kind: 'opened', failure: opened.error };
  network = opened.value;
  tried = new TriedHosts();
  return { kind: 'opened' };
}

async function wrap(order: CommandOrder): Promise<Result<WrappedCommand, SandboxError>> {
  const command = carriedCommand(order.command);
  if (!command.ok) return command;
  try {
    return ok(await commandLine(order));
  } catch (cause) {
    return err(wrapFailure(cause));
  }
}

async function commandLine(order: CommandOrder): Promise<WrappedCommand> {
  const entry = await entryOf(order);
  const line = await platformWrap(order, network, entry !== undefined && 'line' in entry);
  const { limits } = order.policy;
  const watched = limits && { ...limits, groups: groups.make(limits) };
  const prologue = [
    PROLOGUE,
    ...openSocketFilter(),
    ...(limits ? [fileLimit(limits)] : []),
    ...(watched?.groups.map(joined) ?? []),
    ...(takesTerminal(order) ? ['exec <&1'] : []),
  ];
  const start = entry && 'line' in entry ? `${entry.line}${line}` : `exec ${line}`;
  return {
    file: requireProgram('bash'),
    args: ['--noprofile', '--norc', '-c', [...prologue, start].join('; ')],
    cwd: order.cwd,
    env: { PATH: process.env.PATH ?? '', [COMMAND_VARIABLE]: order.command },
    ...(takesTerminal(order) ? { takesTerminal: true } : {}),
    ...(entry && 'alone' in entry ? entry : {}),
    ...(watched ? { limits: watched } : {}),
  };
}

/** What leads into the network of the order's session, or why there is none; nothing where the order asks for none. */
async function entryOf({ session }: CommandOrder): Promise<{ line: string } | { alone: string } | undefined> {
  // On macOS every command is on the machine's loopback as it is.
  if (session === undefined || process.platform !== 'linux') return undefined;
  try {
    return { line: (await sessions.enter(session)).entry };
  } catch (cause) {
    return { alone: cause instanceof Error ? cause.message : String(cause) };
  }
}

async function replyTo(message: Exclude<HostOrder, { kind: 'release' }>): Promise<HostAnswer> {
  switch (message.kind) {
    case 'open':
      return open(message.hosts);
    case 'wrap':
      return { kind: 'wrapped', number: message.number, result: await wrap(message.order) };
    case 'tried':
      return { kind: 'tried', number: message.number, hosts: tried?.take(message.id) ?? [] };
  }
}

async function answer(message: HostOrder): Promise<void> {
  if (message.kind === 'release') return sessions.release(message.session);
  const reply = await replyTo(message);
  if (process.connected) process.send?.(reply);
}

async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  sessions.releaseAll();
  groups.removeAll();
  await closeNetwork();
  // The folder that was made for this process's sockets; see hostProcess.ts.
  if (process.env.GOALPOST_HOST_FOLDER) await rm(process.env.GOALPOST_HOST_FOLDER, { recursive: true, force: true });
  process.exit(0);
}

process.on('message', (message) => void answer(message as HostOrder));
process.on('disconnect', () => void close());
process.on('SIGTERM', () => void close());
