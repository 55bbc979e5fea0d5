import type { Submitted, WorkContext } from '../../electron/engine/engine';
import type { ModelProvider } from '../../electron/ports/modelProvider';
import type { ThreadPlace, WorkerParts } from '../../electron/workers/parts';
import { err, ok } from '../../shared/kernel/result';
import type { ModelEvent, ModelRequest } from '../../shared/provider/model';
import { SIMULATED_PERMISSIONS } from './simulatedPermissions';
import type { SimulatedThread } from './simulatedThread';
import { placeOf, reportOf } from './simulatedWork';

/** What a worker asked of the rooms, in order: `freeze`, `thaw`, `check`, `checkpoint` … */
export interface WorkRig {
  readonly parts: WorkerParts;
  readonly context: WorkContext;
  readonly asked: string[];
  /** Requests as the provider got them, and what was said meanwhile. */
  readonly requests: ModelRequest[];
  readonly deltas: string[];
  abort(): void;
}

export interface WorkRigOptions {
  /** What the provider yields to each request. */
  readonly answer?: (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelEvent>;
  readonly parts?: Partial<WorkerParts>;
  readonly tools?: Partial<WorkerParts['tools']>;
  readonly git?: Partial<WorkerParts['git']>;
}

const NOTHING = { dispose: () => undefined };

/** A worker's parts and context over a simulated thread: rooms that only say that they were asked. */
export function workRig(thread: SimulatedThread, options: WorkRigOptions = {}): WorkRig {
  const asked: string[] = [];
  const requests: ModelRequest[] = [];
  const deltas: string[] = [];
  const controller = new AbortController();
  const submit = (command: Parameters<WorkContext['submit']>[0]): Submitted => {
    const refusal = thread.submit(command);
    return refusal ? err(refusal) : ok(thread.now);
  };
  const provider: ModelProvider = {
    stream: (request, signal) => {
      requests.push(request);
      return options.answer?.(request, signal) ?? silence();
    },
  };
  const parts: WorkerParts = {
    place: () => Promise.resolve(PLACE),
    makePlace: (state, choice) => {
      asked.push(`place ${choice}`);
      return Promise.resolve(placeOf(state, choice));
    },
    permissions: SIMULATED_PERMISSIONS,
    provider: () => ok(provider),
    costOf: () => 0.5,
    inputCost: () => 0.5,
    now: () => thread.at,
    random: () => 0.5,
    tools: {
      run: (order) => {
        asked.push(`run ${order.name}`);
        return Promise.resolve({ status: 'ok', output: 'done', durationMs: 3 });
      },
      freeze: async () => void asked.push('freeze'),
      thaw: async () => void asked.push('thaw'),
      endAll: () => {
        asked.push('end all');
        return Promise.resolve();
      },
      waitFor: () => Promise.resolve('lost'),
      onExit: () => NOTHING,
      dispose: () => Promise.resolve(),
      ...options.tools,
    },
    verifier: {
      environment: () => 'env',
      runCheck: (order) => {
        asked.push(`check ${order.check.id}`);
        return Promise.resolve(reportOf(thread.world.verdict(order.check.id, thread.world.tree)));
      },
    },
    git: {
      takeCheckpoint: (_workspace, order) => {
        asked.push(`checkpoint ${order.id}`);
        const { tree, protectedFiles } = thread.world;
        return Promise.resolve(
          ok({ id: order.id, commit: `commit ${order.n}`, tree, evidenceTree: tree, protected: protectedFiles }),
        );
      },
      changesBetween: (_workspace, from, to) => {
        asked.push(`changes ${from}..${to}`);
        return Promise.resolve(ok([{ path: 'a.js', status: 'modified', added: 1, removed: 1 }]));
      },
      patchBetween: (_workspace, from, to, paths) => {
        asked.push(`patch ${from}..${to}${paths.length > 0 ? ` of ${paths.join(', ')}` : ''}`);
        return Promise.resolve(ok('diff --git a/a.js b/a.js\n-old\n+new\n'));
      },
      revertFiles: (_workspace, order) => {
        asked.push(`revert ${order.change.kind} ${order.change.from}..${order.change.to} on ${order.now}`);
        return Promise.resolve(ok({ outcome: 'written', paths: ['a.js'] }));
      },
      dropCheckpoints: (_workspace, order) => {
        asked.push(`drop ${order.anchors.join(', ')}`);
        return Promise.resolve(ok(undefined));
      },
      ignoredFiles: () => Promise.resolve(ok([])),
      protectedPatch: () => Promise.resolve(ok('-old\n+new\n')),
      restoreProtected: (_workspace, _hashes, paths) => {
        asked.push(`restore ${paths.join(', ')}`);
        return Promise.resolve(ok(undefined));
      },
      ...options.git,
    },
    putBlob: (bytes) => Promise.resolve({ sha256: 'a'.repeat(64), bytes: bytes.length }),
    sha256: (text) => `sha(${text})`,
    publishDelta: (delta) => void deltas.push(`${delta.turn} ${delta.kind}: ${delta.text}`),
    ...options.parts,
  };
  const enterTurn = () => Promise.resolve(!controller.signal.aborted);
  const context = { thread: 'th', signal: controller.signal, begun: false, state: () => thread.now, submit, enterTurn };
  return { parts, context, asked, requests, deltas, abort: () => controller.abort() };
}

/** A provider that yields these events and ends. */
export function saying(...events: readonly ModelEvent[]): () => AsyncIterable<ModelEvent> {
  return async function* () {
    yield* events;
  };
}

async function* silence(): AsyncIterable<ModelEvent> {
  yield { type: 'done', items: [], usage: { input: 1, cached: 0, output: 1 } };
}

const POLICY = { workspace: '/w', write: [], denyWrite: [], denyRead: [], hosts: [], sockets: false };

const PLACE: ThreadPlace = {
  workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
  temp: '/t',
  checkTemp: '/t',
  emptyChecks: () => Promise.resolve(),
  privateDir: '/p',
  writes: ['out.json'],
  agentPolicy: POLICY,
  checkPolicy: POLICY,
  agentEnv: {},
  checkEnv: {},
  notes: ['src/ was made'],
};
