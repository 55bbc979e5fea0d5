/**
 * Owns what stands between a command and the machine: it turns a command and its policy into a finished command line that runs
 * inside the sandbox, and says in a sentence when there is none. It does not start commands (`pty/`), and it does not decide what
 * a command may touch (`policy.ts` compiles that from the contract).
 */
import type { SandboxMode } from '../../shared/evidence/record';
import type { Disposable } from '../../shared/kernel/lifecycle';
import { err, ok, type Result } from '../../shared/kernel/result';
import { bareCommand } from './bareCommand';
import type * as command from './command';
import { HostPool } from './hostPool';
import { probeSandbox } from './probe';
import { missingRequirement } from './requirements';

/** The door's own names for what `command.ts` defines: the room's inner files cannot import them from here. */
export type CommandPolicy = command.CommandPolicy;
export type CommandLimits = command.CommandLimits;
export type WatchedLimits = command.WatchedLimits;
export type CommandOrder = command.CommandOrder;
export type WrappedCommand = command.WrappedCommand;
export type SandboxError = command.SandboxError;

export interface Sandbox extends Disposable {
  readonly mode: SandboxMode;
  /**
   * The network allow-list is exact per command: each distinct list of `hosts` has a proxy of its own. Of more than
   * `MAX_ALLOW_LISTS` lists the one unused for longest is closed. On macOS folders named with `*`, `?` or `[` are read as patterns.
   */
  wrap(order: CommandOrder, signal: AbortSignal): Promise<Result<WrappedCommand, SandboxError>>;
  /** Hosts that the command tried to reach since the last time, and that its allow-list does not name: `example.com:443`. */
  tried(order: Pick<CommandOrder, 'id' | 'policy'>): Promise<readonly string[]>;
  /** Ends the loopback network that a session's commands shared. Its processes are to be ended before. */
  release(session: string): Promise<void>;
}

/**
 * Opens the sandbox and proves it by running one command in it. `hostEntry` is the built JavaScript of `wrapHost.ts`;
 * `neutralDir` is a folder of the app's own, kept empty, made when missing.
 */
export async function openSandbox(options: {
  readonly hostEntry: string;
  readonly neutralDir: string;
}): Promise<Result<Sandbox, SandboxError>> {
  const missing = missingRequirement();
  if (missing) return err(missing);
  const pool = new HostPool(options);
  const failure = await probeSandbox(pool, options.neutralDir);
  if (failure) {
    await pool.dispose();
    return err(failure);
  }
  return ok({
    mode: 'enforced',
    wrap: (order, signal) => pool.wrap(order, signal),
    tried: ({ id, policy }) => pool.tried(policy.hosts, id),
    release: (session) => pool.release(session),
    dispose: () => pool.dispose(),
  });
}

/** The sandbox for goals of both kinds: an order whose policy was waived by a person runs bare, every other one inside. */
export function withWaivers(sandbox: Sandbox): Sandbox {
  return {
    ...sandbox,
    wrap: (order, signal) => (order.policy.waived ? Promise.resolve(bareCommand(order)) : sandbox.wrap(order, signal)),
  };
}

/** Stands where no sandbox can be had: no command gets past it (law 5). */
export function refusingSandbox(error: command.SandboxError): Sandbox {
  return {
    mode: 'enforced',
    wrap: () => Promise.resolve(err(error)),
    tried: () => Promise.resolve([]),
    release: async () => undefined,
    dispose: () => undefined,
  };
}
