import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { threadPlaces } from '../../../electron/core/threadPlaces';
import { openSandbox } from '../../../electron/sandbox/sandbox';
import type { ThreadState } from '../../../shared/thread/state';

/** The wrapped command line of a sandboxed `true`, run with nothing of ours round it; answers milliseconds of each run. */
export async function bareTrue(options: {
  readonly state: ThreadState;
  readonly dataDir: string;
  readonly hostEntry: string;
  readonly runs: number;
}): Promise<readonly number[]> {
  const place = await threadPlaces({ dataDir: options.dataDir, home: homedir() })(options.state);
  const sandbox = await openSandbox({ hostEntry: options.hostEntry, neutralDir: join(options.dataDir, 'neutral') });
  if (!sandbox.ok) throw new Error(sandbox.error.message);
  const { agentPolicy: policy, agentEnv: env } = place;
  const order = { id: 'bare', command: 'true', cwd: options.state.workspace.root, policy, env, terminal: true };
  const wrapped = await sandbox.value.wrap(order, new AbortController().signal);
  if (!wrapped.ok) throw new Error(wrapped.error.message);
  const times: number[] = [];
  for (let run = 0; run < options.runs; run += 1) {
    const start = performance.now();
    await new Promise<void>((resolve, reject) => {
      const child = spawn(wrapped.value.file, [...wrapped.value.args], { ...wrapped.value, stdio: 'ignore' });
      child.once('error', reject);
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the bare command ended with ${code}`))));
    });
    times.push(performance.now() - start);
  }
  await sandbox.value.dispose();
  return times;
}
