import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contract, contractChecks } from '../../shared/goal/contract';
import type { ThreadState } from '../../shared/thread/state';
import { makeCache } from '../sandbox/caches';
import { commandEnvironment } from '../sandbox/environment';
import { threadPolicies } from '../sandbox/policy';
import { prepareBoundaries } from '../sandbox/prepare';
import type { ThreadPlace } from '../workers/parts';

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
 * names may have come or gone since. `<data>/threads/<id>/tmp` is its agent's TMPDIR, `cache` where the agent's tools keep what they
 * can make anew, `check` the TMPDIR of its checks, with a cache of their own, which no agent can see; beside them stands the
 * private git index.
 */
export function threadPlaces(options: {
  readonly dataDir: string;
  readonly home: string;
}): (state: ThreadState) => Promise<ThreadPlace> {
  return async (state) => {
    const folder = join(options.dataDir, 'threads', state.thread);
    const temp = join(folder, 'tmp');
    const checkTemp = join(folder, 'check');
    const [cache, checkCache] = [join(folder, 'cache'), join(checkTemp, 'cache')];
    const privateDir = join(folder, 'git');
    await Promise.all([temp, checkTemp, privateDir].map((own) => mkdir(own, { recursive: true, mode: 0o700 })));
    await makeCache(cache, options.home);
    const contract = state.goal?.contract;
    const boundaries = contract?.boundaries ?? { write: [], hide: [], hosts: [], sockets: false };
    const writes = contract ? checkWrites(contract) : [];
    const waived = state.goal?.waiver ? ({ waived: true } as const) : {};
    const { root, gitDir, commonDir } = state.workspace;
    const place = { workspace: root, gitDir, commonDir, temp, cache, home: options.home, dataDir: options.dataDir };
    const { notes } = await prepareBoundaries(root, boundaries);
    const { agent, check } = await threadPolicies(place, boundaries, {
      temp: checkTemp,
      writes,
      protect: contract?.protect ?? [],
    });
    return {
      workspace: state.workspace,
      temp,
      checkTemp,
      privateDir,
      emptyChecks: async () => {
        await rm(checkTemp, { recursive: true, force: true });
        await mkdir(checkTemp, { recursive: true, mode: 0o700 });
        await makeCache(checkCache, options.home);
      },
      writes,
      notes,
      agentPolicy: { ...agent, ...waived },
      checkPolicy: { ...check, ...waived },
      agentEnv: commandEnvironment({ temp, cache, home: options.home, terminal: true }),
      checkEnv: commandEnvironment({ temp: checkTemp, cache: checkCache, home: options.home, terminal: false }),
    };
  };
}
