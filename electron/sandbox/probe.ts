import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import type { CommandOrder, SandboxError, WrappedCommand } from './command';
import type { HostPool } from './hostPool';
import { namespaceRemedy } from './requirements';

/** A sandboxed command takes about 40 ms; one that takes this long hangs. */
const PROBE_TIMEOUT_MS = 20_000;

/** Runs one harmless command in the sandbox: a sandbox that cannot start is found here and not at the first command of a goal. */
export async function probeSandbox(pool: HostPool, neutralDir: string): Promise<SandboxError | undefined> {
  const wrapped = await pool.wrap(await harmless(neutralDir), AbortSignal.timeout(PROBE_TIMEOUT_MS));
  if (!wrapped.ok) return wrapped.error;
  const complaint = await complaintOf(wrapped.value);
  if (complaint === undefined) return undefined;
  const cause = complaint.trim().split('\n', 1)[0] || 'no message';
  return { code: 'sandbox_missing', message: `The sandbox does not start on this machine (${cause}). ${namespaceRemedy()}` };
}

async function harmless(neutralDir: string): Promise<CommandOrder> {
  const folder = await realpath(neutralDir).catch(() => '/');
  const policy = { workspace: folder, write: [], denyWrite: [], denyRead: [], hosts: [], sockets: false };
  return { id: 'probe', command: 'exit 0', cwd: '/', policy, env: {}, terminal: false };
}

/** What it printed on stderr when it failed, undefined when it did not. */
function complaintOf({ file, args, cwd, env }: WrappedCommand): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(file, [...args], { cwd, env, timeout: PROBE_TIMEOUT_MS, killSignal: 'SIGKILL' }, (cause, _stdout, stderr) => {
      resolve(cause ? stderr || cause.message : undefined);
    });
  });
}
