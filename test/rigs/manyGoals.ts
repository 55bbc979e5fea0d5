/*
 * Many small goals in one core: a repository each, one model server that plays the same script to all of them, and what was seen of
 * their order. For the flow test and the benchmark alike, so it knows no test runner.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Core, openCore } from '../../electron/core';
import { openWorkspace } from '../../electron/git/git';
import type { Script } from '../../electron/providers/scripted';
import { forkedHost } from '../../electron/terminals/forkedHost';
import { Contract } from '../../shared/goal/contract';
import { replyFromScript } from '../fakes/replyFromScript';
import { ResponsesBody } from '../fakes/requestRules';
import { type RecordedRequest, type Reply, type ResponsesServer, startResponsesServer } from '../fakes/responsesServer';

/** Goals whose check is a sandboxed command: enough to meet that road, few enough that the sandbox is not what is measured. */
const COMMAND_CHECKS = 4;

/** Of those, the ones that read a metric, which run one at a time. */
const METRIC_CHECKS = 2;

/** Three turns: a look, a change and a claim, each but the last ended in words: see {@link wordsAfterATool}. */
const SCRIPT: Script = {
  name: 'many',
  label: 'many goals',
  steps: [
    step('look', [{ name: 'read_file', arguments: { path: 'src/app.txt' } }]),
    step('done', [patch('*** Add File: src/done.md\n+# Done')]),
    step('claim', [{ name: 'update_goal', arguments: { status: 'complete', summary: 'src/done.md is there.' } }]),
  ],
};

export const TURNS_OF_EACH = 3;
export const REQUESTS_OF_EACH = 5;

function step(id: string, calls: Script['steps'][number]['calls']): Script['steps'][number] {
  return { id, say: `This is ${id}.`, calls };
}

function patch(section: string) {
  return { name: 'apply_patch', arguments: { patch: `*** Begin Patch\n${section}\n*** End Patch` } };
}

export interface ManyServer extends ResponsesServer {
  /** The most requests that were in flight at the same time. */
  mostAtOnce(): number;
}

/** The model's server. An answer takes `pauseMs`, which a model's first word always does. */
export async function manyServer(pauseMs: number): Promise<ManyServer> {
  const play = replyFromScript(SCRIPT);
  let [now, most] = [0, 0];
  const server = await startResponsesServer({
    reply: (request) => {
      now += 1;
      most = Math.max(most, now);
      void request.ended.then(() => {
        now -= 1;
      });
      return { ...(wordsAfterATool(request) ?? play(request)), delayMs: pauseMs };
    },
  });
  return { ...server, mostAtOnce: () => most };
}

/**
 * Ends a turn that has called its tool. It goes by the turn and not by the script's place: a turn that goes on after a kill and
 * called none would let its goal rest.
 */
function wordsAfterATool({ body }: RecordedRequest): Reply | undefined {
  const { input } = ResponsesBody.parse(body);
  if (input.at(-1)?.type !== 'function_call_output') return undefined;
  const answered = input.filter(({ type }) => type === 'function_call_output').length;
  return { items: [{ type: 'text', text: `This was tool ${answered}.` }] };
}

/** Repositories of one commit, `0`, `1` and so on below the folder. */
export function manyRepositories(folder: string, count: number): readonly string[] {
  const first = join(folder, 'repositories', '0');
  mkdirSync(join(first, 'src'), { recursive: true });
  writeFileSync(join(first, 'src', 'app.txt'), 'start\n');
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: first, stdio: 'ignore' });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'start');
  const others = Array.from({ length: count - 1 }, (_, index) => join(folder, 'repositories', `${index + 1}`));
  for (const other of others) cpSync(first, other, { recursive: true });
  return [first, ...others];
}

function manyContract(index: number): Contract {
  return Contract.parse({
    goalpost: 1,
    outcome: `Goal ${index}: src/done.md is there.`,
    verification: [checkOf(index)],
    boundaries: { write: ['src/'] },
  });
}

function checkOf(index: number): unknown {
  const run = 'test -s src/done.md && echo lines=$(wc -l < src/done.md)';
  const metric = { from: 'stdout', pattern: '^lines=([0-9]+)$', target: '>= 1' };
  if (index < METRIC_CHECKS) return { id: 'done', kind: 'command', run, metric };
  if (index < COMMAND_CHECKS) return { id: 'done', kind: 'command', run };
  return { id: 'done', kind: 'artifact', path: 'src/done.md', sections: ['Done'] };
}

export interface ManyCore {
  readonly dataDir: string;
  readonly hostEntry: string;
  readonly concurrentTurns: number;
}

export async function openManyCore(options: ManyCore): Promise<Core> {
  const core = await openCore({
    ...options,
    startPtyHost: () => forkedHost(join(dirname(options.hostEntry), 'ptyHost.mjs')),
    scripts: {},
    prices: () => ({}),
    secret: () => 'sk-many',
    withoutSandbox: 'refuse',
    serve: () => Promise.reject(new Error('nobody is served')),
  });
  if (!core.ok) throw new Error(core.error.message);
  return core.value;
}

const threadName = (index: number) => `goal${index}`;

/** Opens a thread for each repository, activates its goal and lets all of them go on. */
export async function beginMany({ engine }: Core, repositories: readonly string[], baseUrl: string): Promise<readonly string[]> {
  const threads = repositories.map((_, index) => threadName(index));
  for (const [index, root] of repositories.entries()) {
    const workspace = await openWorkspace(root);
    if (!workspace.ok) throw new Error(workspace.error.message);
    const thread = threadName(index);
    const draft = { by: 'user', contract: manyContract(index) } as const;
    const model = { api: 'responses', model: 'gpt-many', baseUrl } as const;
    engine.submit(thread, { type: 'thread.open', workspace: workspace.value, model, draft });
    engine.submit(thread, { type: 'goal.activate', by: 'user', acceptBaseline: true });
  }
  for (const thread of threads) engine.drive(thread, 'all');
  return threads;
}

/** The turns of all threads in the order in which they began, counted from now on. */
export function watchTurns({ engine }: Core): readonly string[] {
  const starts: string[] = [];
  engine.onEvent(({ thread, event }) => {
    if (event.type === 'turn.started') starts.push(thread);
  });
  return starts;
}

/** The most turns of others that began between two turns of one thread. */
export function longestGap(starts: readonly string[]): number {
  const last = new Map<string, number>();
  let longest = 0;
  for (const [at, thread] of starts.entries()) {
    longest = Math.max(longest, at - (last.get(thread) ?? at) - 1);
    last.set(thread, at);
  }
  return longest;
}

/** The most turns of others that began while one thread stood in the line for a turn of its own, counted from now on. */
export function watchLine({ engine }: Core): () => number {
  const passed = new Map<string, number>();
  let most = 0;
  engine.onQueue(() => {
    const inLine = Object.entries(engine.queue()).flatMap(([thread, { line }]) => (line === 'turn' ? [thread] : []));
    for (const thread of passed.keys()) if (!inLine.includes(thread)) passed.delete(thread);
    for (const thread of inLine) if (!passed.has(thread)) passed.set(thread, 0);
  });
  engine.onEvent(({ thread: starting, event }) => {
    if (event.type !== 'turn.started') return;
    for (const [thread, others] of passed) {
      if (thread === starting) continue;
      passed.set(thread, others + 1);
      most = Math.max(most, others + 1);
    }
  });
  return () => most;
}
