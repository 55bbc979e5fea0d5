import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contract, contractChecks } from '../../shared/goal/contract';
import type { ThreadState } from '../../shared/thread/state';
import { allowedBy, rulesFor } from '../../shared/tools/permission/rule';
import { widen } from '../sandbox/allow';
import { commandEnvironment } from '../sandbox/environment';
import { threadPolicies } from '../sandbox/policy';
import { prepareBoundaries } from '../sandbox/prepare';
import type { ThreadPlace } from '../workers/parts';
import type { PermissionRules } from './permissionRules';

/** Paths that checks may write: what they name in `writes`, and every file that a metric is read from. */
export function checkWrites(contract: Contract): readonly string[] {
  const paths = contractChecks(contract).flatMap(({ check }) => {
    if (check.kind !== 'command') return [];
    const metric = check.metric && check.metric.from !== 'stdout' ? [check.metric.from] : [];
    return [...(check.writes ?? []), ...metric];
  });
  return [...new Set(paths)].sort();
}

/**
 * Each thread's own folders and what its commands may touch, worked out anew for every piece of work: a folder that a boundary
 * names may have come or gone since. `<data>/threads/<id>/tmp` is its agent's TMPDIR, `check` that of
 * its checks, which no agent can see; beside them stands the private git index.
 */
export function threadPlaces(options: {
  readonly dataDir: string;
  readonly home: string;
  readonly rules: PermissionRules;
}): (state: ThreadState) => Promise<ThreadPlace> {
  return async (state) => {
    const folder = join(options.dataDir, 'threads', state.thread);
    const temp = join(folder, 'tmp');
    const checkTemp = join(folder, 'check');
    const privateDir = join(folder, 'git');
    await Promise.all([temp, checkTemp, privateDir].map((own) => mkdir(own, { recursive: true, mode: 0o700 })));
    const contract = state.goal?.contract;
    const boundaries = contract?.boundaries ?? { write: [], hide: [], hosts: [], sockets: false };
    const writes = contract ? checkWrites(contract) : [];
    const { root, gitDir, commonDir } = state.workspace;
    const place = { workspace: root, gitDir, commonDir, temp, home: options.home, dataDir: options.dataDir };
    const { notes } = await prepareBoundaries(root, boundaries);
    const { agent, check } = await threadPolicies(place, boundaries, {
      temp: checkTemp,
      writes,
      protect: contract?.protect ?? [],
    });
    // Checks use the contract's boundaries alone: what they prove must not rest on what was allowed on the way.
    const standing = [...(state.goal?.grants ?? []), ...rulesFor(await options.rules.of(commonDir), undefined)];
    const agentPolicy = standing.length === 0 ? agent : await widen(place, agent, allowedBy(standing));
    return {
      workspace: state.workspace,
      temp,
      checkTemp,
      privateDir,
      writes,
      notes,
      agentPolicy,
      checkPolicy: check,
      agentEnv: commandEnvironment({ temp, home: options.home, terminal: true }),
      checkEnv: commandEnvironment({ temp: checkTemp, home: options.home, terminal: false }),
    };
  };
}
