import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say, testContract } from '../../../test/fakes/simulatedThread';
import { owedWork } from '../../continuation/owed';
import { draftWordsIn } from '../draft';

const WORDS = 'Make the checkout faster, and break nothing.';
const proposal = (changes: object = {}) => call('propose_contract', { ...testContract(), ...changes });

function drafting(): SimulatedThread {
  const thread = new SimulatedThread();
  thread.submit({
    type: 'thread.open',
    workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
    model: { api: 'responses', model: 'm' },
    mode: 'draft',
  });
  return thread;
}

function ask(thread: SimulatedThread, text = WORDS): SimulatedThread {
  thread.submit({ type: 'input.queue', text });
  return thread.run();
}

describe('a draft that is asked for in plain words', () => {
  it('looks, proposes a contract, and ends there: nothing more is asked or owed', () => {
    const thread = drafting();
    const { goalpost: _, ...bare } = testContract();
    thread.world.replies = [
      { items: [call('read_file', { path: 'package.json' })] },
      { items: [call('propose_contract', bare)] },
      { items: [] },
    ];
    ask(thread);
    expect(thread.of('turn.started').map(({ kind }) => kind)).toEqual(['draft']);
    expect(thread.now.proposal).toEqual({ id: expect.stringMatching(/^t1\//), turn: 't1', contract: testContract() });
    expect([thread.now.lastTurn, thread.answer]).toEqual([
      { kind: 'draft', reason: 'proposed', interrupted: false },
      'stop: draft_mode',
    ]);
    expect([thread.world.replies.length, thread.owed, thread.now.goal, thread.now.checkpointDue]).toEqual([1, [], null, null]);
  });

  it('sends a proposal back that does not parse, with every place and its remedy, and takes the corrected one', () => {
    const thread = drafting();
    const check = {
      id: 'bench',
      kind: 'command',
      run: 'b',
      timeout: 60,
      metric: { from: 'stdout', pattern: '(.+)', target: 'low' },
    };
    thread.world.replies = [{ items: [proposal({ verification: [check], budjet: {} })] }, { items: [proposal()] }];
    ask(thread);
    const [refused, taken] = thread.of('tool.finished');
    expect([refused?.status, taken?.status]).toEqual(['failed', 'ok']);
    expect(refused?.output.split('\n').map((line) => line.split(':')[0])).toEqual([
      'The proposal does not parse, and nothing of it was taken',
      '- verification[0].timeout',
      '- verification[0].metric.target',
      '- budjet',
      'Correct this and propose the whole contract again.',
    ]);
    expect(thread.of('goal.proposed')).toHaveLength(1);
  });

  it('counts the last of several proposals, and carries out what was called beside them first', () => {
    const thread = drafting();
    const items = [proposal({ outcome: 'first' }), call('read_file', { path: 'a' }), proposal({ outcome: 'second' })];
    thread.world.replies = [{ items }];
    ask(thread);
    expect(thread.now.proposal?.contract.outcome).toBe('second');
    expect(thread.of('tool.finished').map(({ name, status }) => `${name} ${status}`)).toEqual([
      'propose_contract ok',
      'read_file ok',
      'propose_contract ok',
    ]);
  });

  it('lets the agent look and propose, and nothing else; and no other turn may propose', () => {
    const thread = drafting();
    thread.world.replies = [
      { items: [call('shell', { command: 'ls' }), call('run_check', { id: 'bench' })] },
      { items: [proposal()] },
    ];
    ask(thread);
    expect(thread.of('tool.finished').map(({ status }) => status)).toEqual(['refused', 'refused', 'ok']);
    const active = new SimulatedThread().activate();
    active.world.replies = [{ items: [proposal()] }, { items: [] }];
    active.run();
    expect(active.of('tool.finished')[0]).toMatchObject({
      status: 'refused',
      output: expect.stringContaining('only the user edits'),
    });
    expect(active.of('goal.proposed')).toEqual([]);
  });

  it('may answer in words, where there is nothing to propose yet', () => {
    const thread = drafting();
    thread.world.replies = [{ items: [say('Which checkout?')] }];
    ask(thread);
    expect([thread.now.proposal, thread.answer]).toEqual([null, 'stop: draft_mode']);
  });
});

describe('what a draft costs', () => {
  it('is charged to the goal that comes of it, which leaves draft mode and the proposal behind', () => {
    const thread = drafting();
    thread.world.replies = [{ items: [proposal()] }];
    ask(thread);
    expect(thread.now.unclaimed).toMatchObject({ charged: 50, requests: 1, turns: 0 });
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    expect(thread.now.goal?.usage).toMatchObject({ charged: 50, requests: 1, turns: 0 });
    expect([thread.now.mode, thread.now.proposal, thread.answer]).toEqual(['goal', null, 'stop: not_activated']);
  });

  it('is kept within the budget of the draft that it is asked beside', () => {
    const thread = drafting();
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract({ budget: { tokens: 60 } }) });
    thread.submit({ type: 'mode.set', by: 'user', mode: 'draft' });
    thread.world.replies = [{ items: [call('get_goal')] }, { items: [call('get_goal')] }, { items: [proposal()] }];
    ask(thread);
    expect([thread.now.lastTurn?.reason, thread.now.proposal]).toEqual(['budget_reached', null]);
  });
});

describe('a draft that is cut', () => {
  it('is interrupted by a crash in the middle of a request: charged, nothing lost, and it can be asked again', () => {
    const thread = drafting();
    thread.submit({ type: 'input.queue', text: WORDS });
    thread.step();
    thread.submit({ type: 'request.start', request: 't1r1a1' });
    expect(thread.now.turn?.request).not.toBeNull();
    thread.submit({ type: 'thread.recover' });
    expect(thread.now.lastTurn).toMatchObject({ kind: 'draft', interrupted: true });
    expect([owedWork(thread.now), thread.now.unclaimed.requests]).toEqual([[], 1]);
    expect(draftWordsIn(thread.events)).toBe(WORDS);
    thread.world.replies = [{ items: [proposal()] }];
    ask(thread, draftWordsIn(thread.events));
    expect(thread.now.proposal?.turn).toBe('t2');
  });

  it('is stopped by the user, and keeps what was proposed before', () => {
    const thread = drafting();
    thread.world.replies = [{ items: [proposal()] }];
    ask(thread);
    thread.submit({ type: 'input.queue', text: 'Protect the benchmark too.' });
    thread.step();
    expect(thread.submit({ type: 'turn.interrupt', by: 'user', reason: 'interrupt' })).toBeUndefined();
    expect([thread.now.turn, thread.now.proposal?.turn, thread.answer]).toEqual([null, 't1', 'stop: draft_mode']);
  });

  it('is not begun beside a live goal', () => {
    const thread = new SimulatedThread().activate();
    expect(thread.submit({ type: 'mode.set', by: 'user', mode: 'draft' })?.code).toBe('goal_live');
  });
});
