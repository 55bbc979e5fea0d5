import { createHash } from 'node:crypto';
import type { SandboxMode } from '../../shared/evidence/record';
import type { CommandPolicy } from '../sandbox/sandbox';

/** Differ between two runs of the same thing: the temp and cache folders made per goal, and the sandbox's proxies on random ports. */
const PASSING =
  /^(?:tmpdir|tmp|temp|(?:\w+_)?proxy|xdg_cache_home|\w+_cache|\w+_cache_dir|gocache|ccache_dir|yarn_cache_folder)$/i;

/**
 * A digest of what a check's result may depend on beside tree and contract: platform, sandbox mode, explicit environment and
 * network policy. The same across processes; lower-case hex.
 */
export function environmentDigest(mode: SandboxMode, policy: CommandPolicy, env: Readonly<Record<string, string>>): string {
  const variables = Object.entries(env)
    .filter(([name]) => !PASSING.test(name))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const network = { hosts: [...policy.hosts].sort(), sockets: policy.sockets };
  const parts = [process.platform, process.arch, mode, variables, network];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
