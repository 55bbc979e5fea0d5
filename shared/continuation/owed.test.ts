import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { PASS } from '../../test/fakes/simulatedWork';
import type { TranscriptItem } from '../provider/model';
import { asksModel, owedWork } from './owed';

function answering(...items: readonly TranscriptItem[]): SimulatedThread {
  const thread = new SimulatedThread().activate();
  thread.world.tree = 'tree1';
  thread.world.replies.push({ items });
  thread.step();
  thread.step();
  return thread;
}

const keys = (thread: SimulatedThread) => thread.owed.map((work) => work.key);
const kinds = (thread: SimulatedThread) => thread.owed.map((work) => work.kind);

const READ = () => call('read_file', { path: 'a.js' });
const SEARCH = () => call('search', { pattern: 'x' });
const SHELL = () => call('shell', { command: 'make' });

describe('a baseline', () => {
  it('owes its checkpoint, then one check at a time, under keys that stay while they are owed', () => {
    const thread = new SimulatedThread();
    thread.submit({
      type: 'thread.open',
      workspace: { root: '/w', gitDir: '/g', commonDir: '/g' },
      model: { api: 'scripted', script: 's' },
    });
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: true });
    const seen = [keys(thread)];
    thread.step();
    seen.push(keys(thread));
    thread.submit({ type: 'check.start', verification: 'v1', check: 'tests', evidence: 'e1' });
    seen.push(keys(thread));
    thread.carryOut({ kind: 'run-check', key: '', verification: 'v1', check: 'tests', evidence: 'e1' });
    expect(seen).toEqual([['checkpoint:v1'], ['check:e1'], ['check:e1']]);
  });
});

describe('a turn', () => {
  it('is owed under the number that it will have', () => {
    const thread = new SimulatedThread().activate();
    expect(thread.owed).toEqual([{ kind: 'start-turn', key: 'turn:t1', reason: 'goal_activated' }]);
  });

  it('owes one request at a time: the same key before it is asked and while it is', () => {
    const thread = new SimulatedThread().activate();
    thread.step();
    const before = keys(thread);
    thread.submit({ type: 'request.start', request: 't1r1a1' });
    expect([before, keys(thread)]).toEqual([['request:t1r1a1'], ['request:t1r1a1']]);
  });

  it('owes a request after a fault under the next attempt, not before its time', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({ error: { kind: 'server', message: 'busy', retryAfterMs: 7_000 } });
    thread.step();
    thread.step();
    expect(thread.owed).toEqual([
      { kind: 'request-model', key: 'request:t1r1a2', request: 't1r1a2', notBefore: thread.at + 7_000 },
    ]);
  });

  it('owes calls in the model’s order, side by side only where they merely look', () => {
    const [first, second, third, fourth] = [READ(), SEARCH(), SHELL(), READ()];
    const thread = answering(first, second, third, fourth);
    const id = (item: TranscriptItem) => (item.type === 'tool_call' ? `tool:t1:${item.call}` : '');
    expect(keys(thread)).toEqual([id(first), id(second)]);
    thread.step();
    expect(keys(thread)).toEqual([id(second)]);
    thread.step();
    expect(keys(thread)).toEqual([id(third)]);
    thread.step();
    expect(keys(thread)).toEqual([id(fourth)]);
  });

  it('owes nothing beside a shell that has begun', () => {
    const shell = SHELL();
    const thread = answering(shell, READ());
    thread.submit({ type: 'tool.start', call: shell.type === 'tool_call' ? shell.call : '' });
    expect(kinds(thread)).toEqual(['run-tool']);
  });

  it('owes nothing but the check while one is looked at', () => {
    const thread = answering(call('run_check', { id: 'bench' }), SHELL());
    thread.step();
    expect(keys(thread)).toEqual(['checkpoint:v2']);
    thread.step();
    expect(keys(thread)).toEqual(['check:e3']);
    thread.step();
    expect(kinds(thread)).toEqual(['run-tool']);
  });

  it('owes a wait, and nothing of the model, until it is over', () => {
    const wait = call('wait', { for: 'time', ms: 60_000 });
    const thread = answering(wait, SHELL());
    thread.step();
    expect(thread.owed).toEqual([
      {
        kind: 'await',
        key: expect.stringMatching(/^wait:t1:call_/),
        call: expect.any(String),
        until: { for: 'time', deadline: thread.at + 60_000 },
      },
    ]);
    thread.step();
    expect(kinds(thread)).toEqual(['run-tool']);
  });

  it('that touched the tree owes a checkpoint; the next request may go out meanwhile, but no tool', () => {
    const thread = answering(SHELL());
    thread.step();
    thread.world.replies.push({ items: [say('done')] }, { items: [SHELL()] });
    thread.step();
    expect(keys(thread)).toEqual(['checkpoint:t1', 'turn:t2']);
    const turn = thread.owed[1];
    if (turn) thread.carryOut(turn);
    expect(kinds(thread)).toEqual(['take-checkpoint', 'request-model']);
    const request = thread.owed[1];
    if (request) thread.carryOut(request);
    expect(kinds(thread)).toEqual(['take-checkpoint']);
    thread.step();
    expect(kinds(thread)).toEqual(['run-tool']);
  });

  it('that only looked owes no checkpoint', () => {
    const thread = answering(READ());
    thread.step();
    thread.world.replies.push({ items: [say('done')] });
    thread.step();
    expect(kinds(thread)).toEqual(['start-turn']);
  });
});

describe('evidence', () => {
  it('of a check that was cut off leaves its id to nobody else', () => {
    const thread = answering(call('run_check', { id: 'bench' }));
    thread.step();
    thread.step();
    thread.submit({ type: 'check.start', verification: 'v2', check: 'bench', evidence: 'e3' });
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    thread.world.replies.push({ items: [claim()] });
    thread.world.verdict = () => PASS;
    thread.run();
    expect(thread.of('evidence.recorded').map(({ evidence }) => evidence.id)).toEqual(['e1', 'e2', 'e4', 'e5']);
  });

  it('of a second goal on the thread goes on with the numbers of the first', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'goal.clear', by: 'user', reason: 'another one' });
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: true });
    while (thread.now.goal?.status === 'draft' && thread.step());
    expect(thread.now.evidence.map((row) => row.id)).toEqual(['e3', 'e4']);
  });
});

describe('a stopped goal', () => {
  it('owes the end of its processes, and nothing that asks a model', () => {
    const thread = answering(call('shell', { command: 'serve', background: true }));
    thread.world.tool = () => ({ status: 'ok', output: '', durationMs: 1, opened: { process: 'p1', command: 'serve' } });
    thread.step();
    thread.submit({ type: 'input.queue', text: 'and then?' });
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    expect(kinds(thread)).toEqual(['take-checkpoint', 'end-processes']);
    thread.run();
    expect([thread.owed, thread.now.processes]).toEqual([
      [],
      { p1: { id: 'p1', command: 'serve', status: 'exited', exit: null } },
    ]);
  });

  it('keeps its processes while it is active or verifying', () => {
    const thread = answering(call('shell', { command: 'serve', background: true }), claim());
    thread.world.tool = () => ({ status: 'ok', output: '', durationMs: 1, opened: { process: 'p1', command: 'serve' } });
    thread.world.verdict = () => PASS;
    for (let step = 0; thread.now.goal?.status !== 'verifying' && step < 10; step++) thread.step();
    expect(thread.now.goal?.status).toBe('verifying');
    expect(kinds(thread)).not.toContain('end-processes');
    thread.run();
    expect([thread.now.goal?.status, Object.values(thread.now.processes).map((process) => process.status)]).toEqual([
      'complete',
      ['exited'],
    ]);
  });
});

describe('what asks a model', () => {
  it('is a turn or a request, and nothing else', () => {
    const thread = new SimulatedThread().activate();
    thread.world.tree = 'tree1';
    const seen = new Map<string, boolean>();
    thread.world.replies.push(
      { items: [SHELL(), call('wait', { for: 'time', ms: 1 }), call('run_check', { id: 'bench' })] },
      { items: [say('x')] },
    );
    do for (const work of owedWork(thread.now)) seen.set(work.kind, asksModel(work));
    while (thread.step());
    expect(Object.fromEntries(seen)).toEqual({
      'start-turn': true,
      'request-model': true,
      'run-tool': false,
      await: false,
      'take-checkpoint': false,
      'run-check': false,
    });
  });
});
