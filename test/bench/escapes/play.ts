import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { permissionRules } from '../../../electron/core/permissionRules';
import { threadPlaces } from '../../../electron/core/threadPlaces';
import { WorktreeRooms } from '../../../electron/core/worktreeRooms';
import * as git from '../../../electron/git/git';
import { runOnPipes } from '../../../electron/pty/pipes';
import { type Sandbox, withWaivers } from '../../../electron/sandbox/sandbox';
import { sandboxStartFailure } from '../../../electron/sandbox/startFailure';
import { openBlobStore } from '../../../electron/store/blobStore';
import { createToolRoom, type ToolOrder, type ToolRoom } from '../../../electron/tools/tools';
import { createVerifier } from '../../../electron/verify/verify';
import type { ThreadPlace } from '../../../electron/workers/parts';
import { NO_USAGE } from '../../../shared/budget/usage';
import { CommandCheck } from '../../../shared/goal/check';
import { Contract } from '../../../shared/goal/contract';
import { newGoal } from '../../../shared/thread/goalState';
import { newThread } from '../../../shared/thread/state';
import { forkedTerminals } from '../../rigs/ptyHost';
import type { Attempt } from './attempt';
import type { Listeners } from './listeners';
import { type EscapePlace, escapePlace } from './place';
import { sightOf, signsOf } from './signs';

/** What one attempt came to. `proven`: its control fired, so that the detector can; null where a control is unsafe. */
export interface Played {
  readonly attempt: Attempt;
  readonly signs: readonly string[];
  readonly proven: boolean | null;
  readonly said: string;
}

const THREAD = 't';

/** An attempt that waits for what cannot come is ended by its command's own time limit. */
const LIMIT_MS = 20_000;

/** How long one look at a session waits. */
const LOOK_MS = 50;

const NEVER = new AbortController().signal;

/** Plays an attempt by the app's own road, and, unless told otherwise, once more without a sandbox. */
export async function play(
  attempt: Attempt,
  world: { readonly sandbox: Sandbox; readonly listeners: Listeners; readonly controls: boolean },
): Promise<Played> {
  const { signs, said } = await tried(attempt, world, false);
  if (attempt.control !== 'fires' || !world.controls) return { attempt, signs, said, proven: null };
  const control = await tried(attempt, world, true);
  return { attempt, signs, said, proven: control.signs.length > 0 };
}

async function tried(attempt: Attempt, world: Parameters<typeof play>[1], control: boolean) {
  const at = escapePlace(world.listeners, control);
  try {
    await attempt.before?.(at);
    const write = attempt.boundaries?.write ?? ['src/'];
    // The rooms for worktrees are the app's own, made beside its data before anything else.
    await new WorktreeRooms(at.dataDir).hiddenFrom(at.workspace);
    const before = sightOf(at, write);
    const said = await (control ? unsandboxed(attempt, at, world.sandbox) : byRoad(attempt, at, world.sandbox, 'held'));
    return { signs: await signsOf(at, before, write, said), said };
  } finally {
    at.dispose();
  }
}

function steps(attempt: Attempt, at: EscapePlace): readonly string[] {
  const does = attempt.does(at);
  return typeof does === 'string' ? [does] : does;
}

/** The same in a plain shell, or by the same tool under a policy that allows everything. */
async function unsandboxed(attempt: Attempt, at: EscapePlace, sandbox: Sandbox): Promise<string> {
  if (attempt.by === 'apply_patch' || attempt.by === 'read_file' || attempt.by === 'search') {
    return byRoad(attempt, at, sandbox, 'open');
  }
  const said: string[] = [];
  for (const line of steps(attempt, at)) said.push(await plainShell(line, at));
  if (attempt.by === 'checkpoint') said.push(await plainShell('git add -A; git commit -qm x; git diff HEAD~1', at));
  return said.join('\n');
}

function plainShell(line: string, at: EscapePlace): Promise<string> {
  const env = { ...process.env, HOME: at.home, TMPDIR: join(at.root, 'machine/tmp'), ESCAPE: at.token };
  const options = { cwd: at.workspace, env, timeout: LIMIT_MS, killSignal: 'SIGKILL', maxBuffer: 1 << 26 } as const;
  return new Promise((resolve) => {
    const child = execFile('bash', ['-c', line], options, (_cause, stdout, stderr) => resolve(`${stdout}\n${stderr}`));
    // What a daemon holds open is not waited for: its control has fired by living on.
    child.once('exit', () => setTimeout(() => [child.stdout, child.stderr].map((stream) => stream?.destroy()), 200));
  });
}

/** A thread's place as the app makes it for every piece of work. */
async function placeOf(attempt: Attempt, at: EscapePlace, policy: 'held' | 'open'): Promise<ThreadPlace> {
  const contract = Contract.parse({
    goalpost: 1,
    outcome: 'nothing gets out',
    boundaries: { write: ['src/'], hide: ['private/', 'src/hidden/'], ...attempt.boundaries },
    protect: attempt.protect ?? ['test/'],
  });
  const opened = await git.openWorkspace(at.workspace);
  if (!opened.ok) throw new Error(opened.error.message);
  const mark = { by: 'user', at: 0, reason: 'drafted' } as const;
  const goal = newGoal(contract, { revision: 1, source: null, mark, usage: NO_USAGE });
  const state = newThread(THREAD, 0, { workspace: opened.value, model: { api: 'scripted', script: 's' } });
  const made = await threadPlaces({ dataDir: at.dataDir, home: at.home, rules: permissionRules(at.dataDir) })({ ...state, goal });
  const env = { ESCAPE: at.token };
  const everything = { ...made.agentPolicy, write: ['/'], denyWrite: [], denyRead: [], waived: true } as const;
  return {
    ...made,
    agentPolicy: policy === 'open' ? everything : made.agentPolicy,
    agentEnv: { ...made.agentEnv, ...env },
    checkEnv: { ...made.checkEnv, ...env },
  };
}

async function byRoad(attempt: Attempt, at: EscapePlace, sandbox: Sandbox, policy: 'held' | 'open'): Promise<string> {
  const said: string[] = [];
  const start = attempt.by === 'checkpoint' ? await checkpointOf(await placeOf(attempt, at, policy)) : undefined;
  for (const step of steps(attempt, at)) {
    const place = await placeOf(attempt, at, policy);
    said.push(await (attempt.by === 'check' ? asCheck(step, at, place, sandbox) : asTool(attempt, step, at, place, sandbox)));
  }
  if (start) said.push(await appsOwnGit(await placeOf(attempt, at, policy), start.tree));
  return said.join('\n');
}

async function asTool(attempt: Attempt, step: string, at: EscapePlace, place: ThreadPlace, sandbox: Sandbox): Promise<string> {
  const blobs = await openBlobStore(join(at.dataDir, 'blobs'));
  const held = withWaivers(sandbox);
  const terminals = forkedTerminals(at.dataDir);
  const room = createToolRoom({ sandbox: held, terminals, runOnPipes, blobs, startFailure: sandboxStartFailure });
  try {
    const { workspace, temp, agentPolicy, agentEnv } = place;
    const call = { thread: THREAD, workspace, temp, policy: agentPolicy, env: agentEnv };
    const answer = await room.run({ ...call, call: 'c', ...callOf(attempt.by, step) }, NEVER);
    const looks = answer.opened ? await untilReady(room, call, answer.opened.process) : '';
    await room.endAll(THREAD);
    const stored = answer.stored && (await blobs.read(answer.stored));
    return [answer.output, looks, stored?.ok ? Buffer.from(stored.value).toString('latin1') : ''].join('\n');
  } finally {
    await room.dispose();
    await terminals.dispose();
  }
}

/** Looks at a session until it says that it is ready, or has ended; answers all that was seen. */
async function untilReady(
  room: ToolRoom,
  call: Omit<ToolOrder, 'call' | 'name' | 'arguments'>,
  session: string,
): Promise<string> {
  const seen: string[] = [];
  while (!seen.some((text) => text.includes('READY') || text.includes('has ended'))) {
    const look = { session, text: '', wait_ms: LOOK_MS };
    seen.push((await room.run({ ...call, call: `look${seen.length}`, name: 'write_stdin', arguments: look }, NEVER)).output);
  }
  return seen.join('\n');
}

function callOf(
  by: Attempt['by'],
  step: string,
): { readonly name: 'shell' | 'apply_patch' | 'read_file' | 'search'; readonly arguments: unknown } {
  switch (by) {
    case 'apply_patch':
      return { name: by, arguments: { patch: `*** Begin Patch\n${step}\n*** End Patch` } };
    case 'read_file':
      return { name: by, arguments: { path: step } };
    case 'search':
      return { name: by, arguments: JSON.parse(step) };
    default:
      return {
        name: 'shell',
        arguments: { command: step, timeout_ms: LIMIT_MS, ...(by === 'session' ? { background: true } : {}) },
      };
  }
}

async function asCheck(line: string, at: EscapePlace, place: ThreadPlace, sandbox: Sandbox): Promise<string> {
  const blobs = await openBlobStore(join(at.dataDir, 'blobs'));
  const verifier = createVerifier({ sandbox: withWaivers(sandbox), runOnPipes, sandboxStartFailure, git, blobs });
  const checkpoint = await checkpointOf(place);
  const { workspace, checkPolicy: policy, checkEnv: env, checkTemp: temp, privateDir, writes } = place;
  const check = CommandCheck.parse({ id: 'c', kind: 'command', run: line, timeout: '20s' });
  const report = await verifier.runCheck(
    { thread: THREAD, id: 'e1', check, workspace, checkpoint, writes, protect: ['test/'], policy, env, temp, privateDir },
    NEVER,
  );
  return report.excerpt;
}

async function checkpointOf(place: ThreadPlace, n = 1) {
  const { workspace, privateDir, writes } = place;
  const taken = await git.takeCheckpoint(
    workspace,
    { thread: THREAD, id: `c${n}`, n, exclude: writes, protect: ['test/'], privateDir },
    NEVER,
  );
  if (!taken.ok) throw new Error(taken.error.message);
  return taken.value;
}

/** What the app does with a workspace after a turn: it looks at everything that changed, with git. */
async function appsOwnGit(place: ThreadPlace, from: string): Promise<string> {
  const { tree } = await checkpointOf(place, 2);
  const changed = await git.changesBetween(place.workspace, from, tree, NEVER);
  const patch = await git.patchBetween(place.workspace, from, tree, [], NEVER);
  return JSON.stringify([changed, patch]);
}
