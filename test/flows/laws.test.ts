import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { resultLine } from '../../electron/cli/result';
import { loadThread } from '../../electron/engine/load';
import { materialize, restorePaths, takeCheckpoint } from '../../electron/git/git';
import { NEVER, order, testRepository, userState, value } from '../../electron/git/testRepository';
import { openEventStore } from '../../electron/store/eventStore';
import { owedWork } from '../../shared/continuation/owed';
import type { Command } from '../../shared/thread/commands';
import { fold } from '../../shared/thread/evolve';
import { exitCodeOf, outcomeOf } from '../../shared/views/outcome';
import { activate, type EngineRig, engineRig, openGoal, stuckTool, THREAD, temporaryLog, untilEvent } from '../fakes/engineRig';
import { filesWith, openLawCore } from '../fakes/lawCore';
import { asking, claiming, STUCK } from '../fakes/lawThreads';
import { call, claim, SimulatedThread, say, testContract } from '../fakes/simulatedThread';
import { newWorld, PASS, red } from '../fakes/simulatedWork';
import { assertFolds, reread, throughJson } from '../fakes/threadLog';

// The laws of DESIGN.md §2, one test for each, over the real parts that each rests on. The random histories of
// shared/thread/histories.test.ts look for a way round them; here stands the plain meaning of each.

const by = 'user' as const;
const PAUSE: Command = { type: 'goal.pause', by, reason: 'interrupt' };
const RESUME: Command = { type: 'goal.resume', by, reason: 'resumed' };

const types = (rig: EngineRig) => rig.store.events(THREAD, 0).map((event) => event.type);

it('law 1: a goal is complete only with fresh passing evidence for every check, or by a user’s hand, marked so', () => {
  const oneRed = claiming();
  oneRed.world.verdict = (check) => (check === 'bench' ? PASS : red('exit 1'));
  const moved = claiming();
  moved.world.verdict = (_check, tree) => (tree === 'tree1' ? PASS : red('exit 1'));
  moved.world.replies.unshift({ items: [call('run_check', { id: 'bench' }), call('run_check', { id: 'tests' })] });
  for (let step = 0; moved.of('evidence.recorded').length < 4 && step < 20; step++) moved.step();
  moved.world.tree = 'tree2';
  const proven = claiming();
  proven.world.verdict = () => PASS;
  const byHand = claiming({ accept: 'user' });
  byHand.world.verdict = () => PASS;
  byHand.run();
  byHand.submit({ type: 'question.answer', question: 'acceptance', answer: 'accept' });
  const ends = [oneRed, moved, proven, byHand].map((thread) => {
    const { by: who, evidence } = thread.run().of('goal.completed')[0] ?? {};
    return [thread.now.goal?.status, who, evidence];
  });
  expect(ends).toEqual([
    ['active', undefined, undefined],
    ['active', undefined, undefined],
    ['complete', 'app', ['e3', 'e4']],
    ['complete', 'user', ['e3', 'e4']],
  ]);
});

it('law 2: paused means zero model calls, whatever comes meanwhile, also after a restart', async () => {
  const file = temporaryLog();
  const rig = engineRig({ file, world: newWorld({ replies: [{ items: [call('shell', { command: 'make' })] }] }) });
  await activate(rig);
  rig.engine.submit(THREAD, PAUSE);
  await rig.engine.settled(THREAD);
  const meanwhile = (engine: EngineRig['engine']) => {
    engine.submit(THREAD, { type: 'input.queue', text: 'are you there?' });
    engine.submit(THREAD, { type: 'goal.edit', by, contract: testContract({ outcome: 'faster' }) });
    engine.submit(THREAD, { type: 'budget.change', by, budget: { tokens: 9_000 } });
    engine.submit(THREAD, { type: 'thread.recover' });
    engine.drive(THREAD, 'all');
    return engine.settled(THREAD);
  };
  rig.begun.length = 0;
  await meanwhile(rig.engine);
  await rig.engine.dispose();
  rig.store.dispose();
  const later = engineRig({ file });
  await meanwhile(later.engine);
  expect([later.engine.state(THREAD)?.goal?.status, rig.begun, later.begun]).toEqual(['paused', [], []]);
  const resumed = untilEvent(later, 'turn.started');
  later.engine.submit(THREAD, RESUME);
  await resumed;
  expect(later.engine.state(THREAD)?.turn?.kind).toBe('user');
});

it('law 3: nothing acknowledged is lost at any moment; what was unfinished is interrupted, never silently rerun', async () => {
  const file = temporaryLog();
  const world = newWorld({ replies: [{ items: [call('shell', { command: 'make' })] }] });
  const acknowledged: string[] = [];
  const first = engineRig({
    file,
    world,
    instead: (work, context) => (work.kind === 'run-tool' ? stuckTool(context) : undefined),
  });
  first.engine.onEvent(({ event }) => acknowledged.push(event.type));
  await activate(first);
  await untilEvent(first, 'tool.started');
  const before = throughJson(first.engine.state(THREAD));
  // The first engine is left as a killed process leaves it: no dispose, no snapshot, its log open.
  const second = engineRig({ file });
  expect(throughJson(second.engine.state(THREAD))).toEqual(before);
  expect(types(second)).toEqual(acknowledged);
  second.engine.submit(THREAD, { type: 'thread.recover' });
  const asked = untilEvent(second, 'turn.started');
  second.engine.drive(THREAD, 'all');
  await asked;
  const log = second.store.events(THREAD, acknowledged.length);
  const since = ['tool.finished', 'turn.interrupted', 'checkpoint.taken', 'turn.started', 'request.started'];
  expect(log.map((event) => event.type)).toEqual(since);
  expect(log[0]?.data).toMatchObject({
    status: 'interrupted',
    output: expect.stringContaining('how far it came is not known'),
  });
  expect(second.begun.filter((key) => first.begun.includes(key))).toEqual([]);
});

it('law 4: nothing is spent twice or uncounted: answers, faults that were paid for, cuts and their repeats', () => {
  const thread = new SimulatedThread().activate();
  const ask = () => thread.submit({ type: 'request.start', request: (thread.owed[0] as { request: string }).request });
  const request = () => thread.now.turn?.request?.id ?? '';
  const tokens = { input: 100, cached: 60, output: 10 };
  thread.step();
  ask();
  const fault = { kind: 'cut', message: 'the stream was cut' } as const;
  thread.submit({ type: 'request.fail', request: request(), error: fault, tokens, usd: 0.5, jitter: 0 });
  ask();
  thread.submit({ type: 'request.fail', request: request(), error: fault, tokens: null, usd: null, jitter: 0 });
  ask();
  const answered: Command = {
    type: 'request.finish',
    request: request(),
    items: [call('wait', { for: 'time', ms: 1 })],
    tokens,
    usd: 0.25,
  };
  thread.submit(answered);
  expect(thread.submit(answered)?.code).toBe('not_owed');
  thread.step();
  thread.step();
  ask();
  const cut = request();
  thread.submit(PAUSE);
  expect(thread.submit({ type: 'request.finish', request: cut, items: [], tokens, usd: 1 })?.code).toBe('not_owed');
  const estimate = thread.of('request.started').at(-1)?.inputEstimate ?? 0;
  expect(estimate).toBeGreaterThan(tokens.input + tokens.output);
  expect(thread.of('usage.charged').map((charge) => [charge.tokens.input, charge.usd, charge.estimated])).toEqual([
    [100, 0.5, false],
    [100, 0.25, false],
    [estimate, null, true],
  ]);
  const { activeMs: _, ...usage } = thread.now.goal?.usage ?? { activeMs: 0 };
  const [input, charged] = [200 + estimate, 100 + estimate];
  const sums = { input, cached: 120, output: 20, charged, usd: 0.75, unpriced: estimate, turns: 1, requests: 3 };
  expect(usage).toEqual(sums);
});

it('law 5: no command runs outside the sandbox: without one nothing is opened, and nothing is run', async () => {
  const refused = await openLawCore({ hostEntry: '/nowhere/wrapHost.mjs', withoutSandbox: 'refuse' });
  expect(refused.core).toMatchObject({ ok: false, error: { code: 'sandbox' } });
  expect(readdirSync(refused.dataDir)).not.toContain('goalpost.db');
  const looking = await openLawCore({ hostEntry: '/nowhere/wrapHost.mjs', withoutSandbox: 'look' });
  const state = await looking.pursue({ run: `touch ran-by-check`, shell: 'touch ran-by-agent' });
  expect(state.evidence.map((row) => row.verdict)).toEqual([expect.objectContaining({ verdict: 'broken', reason: 'sandbox' })]);
  expect(readdirSync(looking.workspace)).not.toContain('ran-by-check');
  expect(readdirSync(looking.workspace)).not.toContain('ran-by-agent');
});

it('law 6: index, branches, stash and uncommitted work stay as they were, and nothing the app did not make is deleted', async () => {
  const repository = testRepository({ 'a.txt': 'one\n', 'src/b.txt': 'two\n', '.gitignore': 'build/\n' });
  repository.write('a.txt', 'stashed\n');
  repository.git('stash');
  repository.git('branch', 'other');
  repository.write('src/b.txt', 'staged\n');
  repository.git('add', 'src/b.txt');
  repository.write('src/b.txt', 'staged and changed\n');
  repository.write('notes ü.txt', 'mine\n');
  repository.write('build/out.bin', 'ignored\n');
  const before = userState(repository);
  const workspace = await repository.workspace();
  const first = value(await takeCheckpoint(workspace, order(repository, 1), NEVER));
  repository.write('src/b.txt', 'by the agent\n');
  repository.write('made by the agent.txt', 'new\n');
  const second = value(await takeCheckpoint(workspace, order(repository, 2, { last: { ...first, anchor: 1 } }), NEVER));
  value(await materialize(workspace, second.tree, join(repository.folder, 'clean'), NEVER));
  value(await restorePaths(workspace, first.tree, ['src/b.txt', 'made by the agent.txt'], NEVER));
  expect(userState(repository)).toEqual(before);
  expect(['a.txt', 'src/b.txt', 'notes ü.txt', 'build/out.bin'].map((path) => repository.read(path))).toEqual([
    'one\n',
    'staged and changed\n',
    'mine\n',
    'ignored\n',
  ]);
});

it('law 7: every waiting question survives a restart, and is closed when what asked it is gone', async () => {
  const file = temporaryLog();
  const blocked = STUCK;
  const first = engineRig({ file, world: newWorld({ replies: [blocked] }) });
  openGoal(first);
  first.engine.drive(THREAD, 'all');
  await first.engine.settled(THREAD);
  const open = first.engine.state(THREAD)?.questions;
  expect(Object.keys(open ?? {})).toEqual(['key']);
  const second = engineRig({ file });
  second.engine.submit(THREAD, { type: 'thread.recover' });
  expect(second.engine.state(THREAD)?.questions).toEqual(throughJson(open));
  const gone: readonly [string, (thread: SimulatedThread) => unknown][] = [
    ['key', (thread) => thread.submit(RESUME)],
    ['key', (thread) => thread.submit({ type: 'goal.clear', by, reason: 'enough' })],
    ['acceptance', (thread) => thread.submit({ type: 'goal.edit', by, contract: testContract() })],
    ['baseline', (thread) => thread.submit({ type: 'goal.draft', by, contract: testContract() })],
    ['baseline', (thread) => thread.submit({ type: 'goal.edit', by, contract: testContract() })],
  ];
  for (const [question, leave] of gone) {
    const thread = asking(question);
    expect(Object.keys(thread.now.questions)).toEqual([question]);
    leave(thread);
    expect([thread.now.questions, thread.of('question.closed').map((closed) => closed.question)]).toEqual([{}, [question]]);
  }
});

it('law 8: what one reader shows of a thread, every reader shows: all of it derives from the same stored state', async () => {
  const world = newWorld({
    replies: [{ items: [call('shell', { command: 'make' }), claim()] }, { items: [say('hm')] }, { items: [say('hm')] }],
  });
  const rig = engineRig({ world });
  const told: string[] = [];
  rig.engine.onEvent(() => told.push(shown(rig, rig.store)));
  openGoal(rig);
  rig.engine.drive(THREAD, 'all');
  await rig.engine.settled(THREAD);
  const other = openEventStore(rig.file, { mode: 'read' });
  if (!other.ok) throw new Error(other.error.message);
  const state = loadThread(other.value, THREAD).state;
  const seen = state && JSON.stringify([outcomeOf(state), exitCodeOf(state), resultLine(other.value, state)]);
  other.value.dispose();
  expect(seen).toBe(told.at(-1));
  expect(JSON.parse(seen ?? '')).toMatchObject([
    { status: 'active', reason: 'no_tool_call' },
    2,
    { status: 'active', evidence: [{}, {}] },
  ]);
});

/** Badge, exit code and result row of the live thread. */
function shown(rig: EngineRig, store: EngineRig['store']): string {
  const state = rig.engine.state(THREAD);
  return state ? JSON.stringify([outcomeOf(state), exitCodeOf(state), resultLine(store, state)]) : '';
}

it('law 9: secrets are in no log, no stored output, and no environment that a command can read', async () => {
  const secret = 'sk-law-nine-0123456789abcdef';
  vi.stubEnv('OPENAI_API_KEY', secret);
  vi.stubEnv('GOALPOST_TEST_TOKEN', secret);
  const law = await openLawCore({});
  const look = 'env; cat /proc/*/environ 2>/dev/null | tr "\\0" "\\n"; echo looked';
  const state = await law.pursue({ run: look, shell: look });
  vi.unstubAllEnvs();
  const ran = state.transcript.flatMap((item) => (item.type === 'tool_result' ? [item.output] : [])).join('\n');
  expect(ran).toContain('looked');
  expect(ran).toMatch(/^TMPDIR=/m);
  const outputs = Object.values(state.excerpts)
    .map((excerpt) => excerpt.text)
    .join('\n');
  expect(outputs).toContain('looked');
  expect(filesWith(law.dataDir, secret)).toEqual([]);
  expect(ran + outputs).not.toContain(secret);
});

it('law 10: each thread’s events are one sequence, and every reader folds them with the same function', async () => {
  const world = newWorld({
    replies: [
      { items: [call('shell', { command: 'make' }), call('get_goal')] },
      { items: [claim()] },
      { items: [say('x')] },
      { items: [say('y')] },
    ],
  });
  const rig = engineRig({ world });
  const live = new Map<string, number[]>();
  rig.engine.onEvent(({ thread, event }) => live.set(thread, [...(live.get(thread) ?? []), event.seq]));
  const other: Command = {
    type: 'thread.open',
    workspace: { root: '/x', gitDir: '/g', commonDir: '/g' },
    model: { api: 'scripted', script: 's' },
  };
  rig.engine.submit('another', other);
  openGoal(rig);
  rig.engine.submit('another', { type: 'input.queue', text: 'between the two' });
  rig.engine.drive(THREAD, 'all');
  await rig.engine.settled(THREAD);
  for (const thread of [THREAD, 'another']) {
    const state = rig.engine.state(thread);
    if (!state) throw new Error('the thread is gone');
    const log = loadThread(rig.store, thread);
    const stored = rig.store.events(thread, 0);
    expect(live.get(thread)).toEqual(stored.map((_, index) => index + 1));
    expect(log.state).toEqual(throughJson(state));
    expect(owedWork(log.state ?? state)).toEqual(owedWork(state));
    const events = stored.map((event) => ({ ...event }) as Parameters<typeof assertFolds>[1][number]);
    expect(fold(thread, undefined, reread(events))).toEqual(throughJson(state));
    for (let cut = 0; cut <= events.length; cut += 5) assertFolds(thread, events, state, cut);
  }
});
