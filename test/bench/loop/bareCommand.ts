import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { permissionRules } from '../../../electron/core/permissionRules';
import { threadPlaces } from '../../../electron/core/threadPlaces';
import { openSandbox, type WrappedCommand } from '../../../electron/sandbox/sandbox';
import type { ThreadState } from '../../../shared/thread/state';

export interface BareCommand {
  /** Milliseconds of each run so far. */
  readonly times: readonly number[];
  run(): Promise<void>;
  /** Lets go of the command's control groups, which `run` joins. */
  dispose(): Promise<void>;
}

/** The wrapped command line of a sandboxed `true`, to be run with nothing of ours round it. */
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

function ended({ file, args, ...options }: WrappedCommand): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(file, [...args], { ...options, stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the bare command ended with ${code}`))));
  });
}
