import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contract, contractChecks } from '../../shared/goal/contract';
import type { ThreadState } from '../../shared/thread/state';
import { allowedBy, rulesFor } from '../../shared/tools/permission/rule';
import { widen } from '../sandbox/allow';
import { makeCache } from '../sandbox/caches';
import { commandEnvironment } from '../sandbox/environment';
import { isInside } from '../sandbox/paths';
import { threadPolicies } from '../sandbox/policy';
import { prepareBoundaries } from '../sandbox/prepare';
import type { ThreadPlace } from '../workers/parts';
import type { PermissionRules } from './permissionRules';
import { WorktreeRooms } from './worktreeRooms';

/** Paths that checks may write: what they name in `writes`, and every file that a metric is read from. */
export function checkWrites(contract: Contract): readonly string[] {
  const paths = contractChecks(contract).flatMap(({ check }) => {
    if (check.kind !== 'command') return [];
    const metric = check.metric && check.metric.from !== 'stdout' ? [check.metric.from] : [];
    return [...(check.writes ?? []), ...metric];
  });
  return [...new Set(paths)].sort();
}

const threadFolder = ({ dataDir }: { readonly dataDir: string }, { thread }: ThreadState) => join(dataDir, 'threads', thread);

/** Where a thread's agent works and what is its own, without what of others is to be hidden from it. */
export function policyPlace({ dataDir, home }: { readonly dataDir: string; readonly home: string }, state: ThreadState) {
  const { root, gitDir, commonDir } = state.workspace;
  const folder = threadFolder({ dataDir }, state);
  return { workspace: root, gitDir, commonDir, temp: join(folder, 'tmp'), cache: join(folder, 'cache'), home, dataDir };
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
  readonly rooms?: WorktreeRooms;
  readonly rules: PermissionRules;
}): (state: ThreadState) => Promise<ThreadPlace> {
  const rooms = options.rooms ?? new WorktreeRooms(options.dataDir);
  return async (state) => {
    const folder = threadFolder(options, state);
    const { temp, cache } = policyPlace(options, state);
    const checkTemp = join(folder, 'check');
    const checkCache = join(checkTemp, 'cache');
    const privateDir = join(folder, 'git');
    await Promise.all([temp, checkTemp, privateDir].map((own) => mkdir(own, { recursive: true, mode: 0o700 })));
    await makeCache(cache, options.home);
    const contract = state.goal?.contract;
    const boundaries = contract?.boundaries ?? { write: [], hide: [], hosts: [], sockets: false };
    const writes = contract ? checkWrites(contract) : [];
    const waived = state.goal?.waiver ? ({ waived: true } as const) : {};
    const { root, commonDir } = state.workspace;
    const source = hiddenSource(state, options.home);
    const apart = { hide: [...(await rooms.hiddenFrom(root)), ...source], open: source.length > 0 ? [commonDir] : [] };
    const place = { ...policyPlace(options, state), apart };
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
      emptyChecks: async () => {
        await rm(checkTemp, { recursive: true, force: true });
        await mkdir(checkTemp, { recursive: true, mode: 0o700 });
        await makeCache(checkCache, options.home);
      },
      writes,
      notes,
      agentPolicy: { ...agentPolicy, ...waived },
      checkPolicy: { ...check, ...waived },
      agentEnv: commandEnvironment({ temp, cache, home: options.home, terminal: true }),
      checkEnv: commandEnvironment({ temp: checkTemp, cache: checkCache, home: options.home, terminal: false }),
    };
  };
}

/**
 * A goal in a worktree does not see the user's own folder, where another goal may be at work; git's folder in it stays readable. Not
 * hidden is a folder round the home folder or the worktree itself, without which no command would find anything.
 */
function hiddenSource({ source, workspace }: ThreadState, home: string): readonly string[] {
  const { root } = source;
  return workspace.root === root || isInside(home, root) || isInside(workspace.root, root) ? [] : [root];
}
