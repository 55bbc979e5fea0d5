import { homedir } from 'node:os';
import { join } from 'node:path';
import { permissionRules } from '../../../electron/core/permissionRules';
import { threadPlaces } from '../../../electron/core/threadPlaces';
import { openPty } from '../../../electron/pty/pty';
import { openSandbox, type WrappedCommand } from '../../../electron/sandbox/sandbox';
import { AGENT_TERMINAL } from '../../../shared/terminal/size';
import type { ThreadState } from '../../../shared/thread/state';

export interface BareCommand {
  /** Milliseconds of each run so far. */
  readonly times: readonly number[];
  run(): Promise<void>;
  /** Lets go of the command's control groups, which `run` joins. */
  dispose(): Promise<void>;
}

/** The wrapped command line of a sandboxed `true`, to be run on a terminal with nothing else of ours round it. */
export async function bareTrue(options: {
  readonly state: ThreadState;
  readonly dataDir: string;
  readonly hostEntry: string;
}): Promise<BareCommand> {
  const place = await threadPlaces({ dataDir: options.dataDir, home: homedir(), rules: permissionRules(options.dataDir) })(
    options.state,
  );
  const sandbox = await openSandbox({ hostEntry: options.hostEntry, neutralDir: join(options.dataDir, 'neutral') });
  if (!sandbox.ok) throw new Error(sandbox.error.message);
  const { agentPolicy: policy, agentEnv: env } = place;
  const order = { id: 'bare', command: 'true', cwd: options.state.workspace.root, policy, env, terminal: true };
  const wrapped = await sandbox.value.wrap(order, new AbortController().signal);
  if (!wrapped.ok) {
    await sandbox.value.dispose();
    throw new Error(wrapped.error.message);
  }
  const times: number[] = [];
  const run = async () => {
    const start = performance.now();
    await ended(wrapped.value);
    times.push(performance.now() - start);
  };
  return { times, run, dispose: async () => sandbox.value.dispose() };
}

async function ended(command: WrappedCommand): Promise<void> {
  const opened = openPty(command, AGENT_TERMINAL);
  if (!opened.ok) throw new Error(opened.error.message);
  opened.value.onData(() => undefined);
  const { exit, signal } = await opened.value.exited;
  if (exit !== 0) throw new Error(`the bare command ended with ${exit ?? signal}`);
}
