import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contract, contractChecks } from '../../shared/goal/contract';
import type { ThreadState } from '../../shared/thread/state';
import { commandEnvironment } from '../sandbox/environment';
import { isInside } from '../sandbox/paths';
import { threadPolicies } from '../sandbox/policy';
import { prepareBoundaries } from '../sandbox/prepare';
import type { ThreadPlace } from '../workers/parts';
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

/**
 * Each thread's own folders and what its commands may touch, worked out anew for every piece of work: a folder that a boundary
 * names may have come or gone since. `<data>/threads/<id>/tmp` is its agent's TMPDIR, `check` that of
 * its checks, which no agent can see; beside them stands the private git index.
 */
export function threadPlaces(options: {
  readonly dataDir: string;
  readonly home: string;
  readonly rooms?: WorktreeRooms;
}): (state: ThreadState) => Promise<ThreadPlace> {
  const rooms = options.rooms ?? new WorktreeRooms(options.dataDir);
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
    const source = hiddenSource(state, options.home);
    const apart = { hide: [...(await rooms.hiddenFrom(root)), ...source], open: source.length > 0 ? [commonDir] : [] };
    const place = { apart, workspace: root, gitDir, commonDir, temp, home: options.home, dataDir: options.dataDir };
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
      writes,
      notes,
      agentPolicy: agent,
      checkPolicy: check,
      agentEnv: commandEnvironment({ temp, home: options.home, terminal: true }),
      checkEnv: commandEnvironment({ temp: checkTemp, home: options.home, terminal: false }),
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
