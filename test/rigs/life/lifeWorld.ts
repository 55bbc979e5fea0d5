import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../../electron/git/git';
import { type BlobStore, openBlobStore } from '../../../electron/store/blobStore';
import type { ThreadPlace, WorkerParts } from '../../../electron/workers/parts';
import type { ToolReport } from '../../../shared/thread/commands';
import { SIMULATED_PERMISSIONS } from '../../fakes/simulatedPermissions';
import { placeOf } from '../../fakes/simulatedWork';
import type { LifePlace } from './lifePlace';

const NOTHING = { dispose: () => undefined };

/** A clock that only the life moves: each look takes a millisecond, and what would be slept through is leapt over. */
export interface LifeClock {
  now(): number;
  reach(at: number): void;
}

export function lifeClock(start: number): LifeClock {
  let at = start;
  return {
    now: () => {
      at += 1;
      return at;
    },
    reach: (goal) => {
      at = Math.max(at, goal);
    },
  };
}

export interface WorldOptions {
  readonly place: LifePlace;
  readonly clock: LifeClock;
  /** What the user does while that call runs. */
  readonly during: (call: string) => Promise<void>;
  /** The real git, or one that remembers its answers. */
  readonly git: WorkerParts['git'];
}

/** What the real workers are given: real git and blobs; tools and checks that act on the real files without a sandbox. */
export async function lifeWorld(options: WorldOptions): Promise<Omit<WorkerParts, 'provider'>> {
  const { place, clock } = options;
  const blobs = await openBlobStore(join(place.data, 'blobs'));
  const where = threadPlace(place, workspaceOf(place));
  return {
    place: () => Promise.resolve(where),
    makePlace: (state, choice) => Promise.resolve(placeOf(state, choice)),
    permissions: SIMULATED_PERMISSIONS,
    costOf: () => 0.5,
    inputCost: () => 0.5,
    now: clock.now,
    random: () => 0.5,
    tools: toolsOf(options, blobs),
    verifier: {
      environment: () => 'env',
      runCheck: ({ id, check }) => {
        place.note(`check ${id}`);
        return Promise.resolve(checkReport(place, check.id, clock.now()));
      },
    },
    git: options.git,
    putBlob: (text) => blobs.put(text),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    publishDelta: () => undefined,
  };
}

/** What `openWorkspace` answers of it, without asking git each time. */
export function workspaceOf({ workspace }: LifePlace): Workspace {
  const git = join(workspace, '.git');
  return { root: workspace, gitDir: git, commonDir: git };
}

function threadPlace(place: LifePlace, workspace: Workspace): ThreadPlace {
  const policy = { workspace: place.workspace, write: [], denyWrite: [], denyRead: [], hosts: [], sockets: false };
  const folder = (name: string) => join(place.data, 'threads', 'life', name);
  return {
    workspace,
    temp: folder('tmp'),
    checkTemp: folder('check'),
    emptyChecks: () => Promise.resolve(),
    privateDir: folder('git'),
    writes: [],
    agentPolicy: policy,
    checkPolicy: policy,
    agentEnv: {},
    checkEnv: {},
    notes: [],
  };
}

function toolsOf({ place, during }: WorldOptions, blobs: BlobStore): WorkerParts['tools'] {
  return {
    run: async ({ call, arguments: args }) => {
      place.note(`tool ${call}`);
      const report = effectOf(place, call, (args as { command?: string }).command ?? '');
      await during(call);
      return { ...report, stored: await blobs.put(`output of ${call}`) };
    },
    freeze: () => Promise.resolve(),
    thaw: () => Promise.resolve(),
    endAll: () => Promise.resolve(),
    waitFor: () => Promise.resolve('lost'),
    onExit: () => NOTHING,
    dispose: () => Promise.resolve(),
  };
}

/** More than the model takes together with what every request carries. */
const LONG_OUTPUT = 'mended\n'.repeat(9_000);

function effectOf(place: LifePlace, call: string, command: string): ToolReport {
  const [verb, path = '', text = ''] = command.split(' ');
  if (verb === 'write') writeFileSync(join(place.workspace, path), `${text}\n`);
  const opened = verb === 'serve' ? { opened: { process: `p-${call}`, command } } : {};
  const output = call.startsWith('mend') ? LONG_OUTPUT : 'done';
  return { status: 'ok', output, durationMs: 3, exit: 0, ...opened };
}

function checkReport(place: LifePlace, check: string, startedAt: number) {
  const [path, line] = check === 'rule' ? ['test/rule.txt', 'rule'] : ['answer.txt', '42'];
  const passes = readFileSync(join(place.workspace, path), 'utf8') === `${line}\n`;
  return {
    verdict: passes
      ? ({ verdict: 'pass' } as const)
      : ({ verdict: 'fail', reason: 'exit', message: `${path} does not hold ${line}` } as const),
    command: `grep ${line} ${path}`,
    sandbox: 'enforced' as const,
    environment: 'env',
    startedAt,
    durationMs: 5,
    runs: [],
    excerpt: path,
    undone: [],
  };
}
