import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say, testContract } from '../../../test/fakes/simulatedThread';
import { isIdle } from '../activeTime';

const ASK = { why: 'it downloads the package', command: 'npm install left-pad', hosts: ['registry.example.com:443'] };

/** A goal whose model has asked for a permission. */
function asking(args: Record<string, unknown> = ASK) {
  const thread = new SimulatedThread().activate(testContract(), true);
  thread.world.replies.push({ items: [call('request_permission', args)] });
  return thread.run();
}

const answer = (thread: SimulatedThread, text: string, question = 'permission-1') =>
  thread.submit({ type: 'question.answer', question, answer: text });
const finished = (thread: SimulatedThread) => thread.of('tool.finished').at(-1);
const open = (thread: SimulatedThread) => Object.keys(thread.now.questions);

describe('a permission', () => {
  it('is asked, and the call waits for it without work and without active time', () => {
    const thread = asking();
    expect([thread.answer, open(thread), thread.owed]).toEqual(['ask: permission', ['permission-1'], []]);
    expect(thread.now.questions['permission-1']?.question).toMatchObject({
      text: '“npm install left-pad” asks to connect to registry.example.com:443. Allow it?',
      options: ['once', 'goal', 'always', 'no: NOTE'],
    });
    expect(thread.now.turn && isIdle(thread.now.turn)).toBe(true);
    expect(thread.types()).not.toContain('tool.started');
  });

  it('once runs the command with the addition, as the answer of the call, and leaves no grant', () => {
    const thread = asking();
    expect(answer(thread, 'once')).toBeUndefined();
    expect([thread.owed.map(({ kind }) => kind), thread.now.goal?.grants]).toEqual([['run-tool'], []]);
    expect(thread.now.turn?.calls[0]?.permission).toEqual({
      scope: 'once',
      allow: { hosts: ['registry.example.com:443'], write: [], read: [], sockets: false },
    });
    thread.run();
    expect(finished(thread)).toMatchObject({ name: 'request_permission', status: 'ok', output: 'done' });
  });

  it('for the goal becomes part of its policy until it is taken back, and ends with the goal', () => {
    const thread = asking();
    answer(thread, 'goal');
    expect(thread.now.goal?.grants).toMatchObject([{ id: 'g1', command: 'npm install left-pad' }]);
    expect(thread.submit({ type: 'permission.revoke', by: 'user', grant: 'g1' })).toBeUndefined();
    expect(thread.now.goal?.grants).toEqual([]);
    expect(thread.submit({ type: 'permission.revoke', by: 'user', grant: 'g1' })?.code).toBe('no_grant');
  });

  it('always names the rule, which a person may choose shorter', () => {
    const thread = asking();
    expect(answer(thread, 'always: npm test')?.message).toContain('not how the command begins');
    expect(answer(thread, 'always: npm')).toBeUndefined();
    expect(thread.of('permission.granted')).toMatchObject([{ scope: 'always', match: { words: ['npm'], more: true } }]);
  });

  it('is no with a note, which the agent hears; nothing is run', () => {
    const thread = asking();
    answer(thread, 'no: use the vendored copy');
    expect(finished(thread)).toMatchObject({
      status: 'refused',
      output: 'The user said no: use the vendored copy\nNothing was allowed, and the command was not run.',
    });
    expect([open(thread), thread.owed.map(({ kind }) => kind)]).toEqual([[], ['request-model']]);
  });

  it('without a command is answered at once, and cannot be for once', () => {
    const thread = asking({ why: 'later commands download', hosts: ['registry.example.com'] });
    expect(answer(thread, 'once')?.code).toBe('bad_answer');
    answer(thread, 'goal');
    expect(finished(thread)).toMatchObject({
      status: 'ok',
      output: expect.stringContaining('Allowed for this goal:\n- connect to'),
    });
  });

  it('is not asked for what can never be allowed, nor offered as a rule where none can match', () => {
    expect(finished(asking({ ...ASK, hosts: ['never'] }))).toMatchObject({
      status: 'refused',
      output: 'never can never be allowed.',
    });
    const thread = asking({ ...ASK, command: 'npm install && npm test' });
    expect(answer(thread, 'always')?.message).toBe(
      '"always" is not an answer to "permission-1". Use one of: once, goal, no: NOTE.',
    );
  });

  it('that does not parse is answered as any bad call', () => {
    expect(finished(asking({ command: 'x' }))).toMatchObject({ status: 'failed', output: expect.stringContaining('why') });
  });

  it('stays open over a pause, where nothing runs, and goes on when the goal does', () => {
    const thread = asking();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    expect([thread.answer, open(thread), thread.owed]).toEqual(['stop: paused', ['permission-1'], []]);
    answer(thread, 'once');
    expect([thread.now.goal?.status, thread.owed]).toEqual(['paused', []]);
    const before = thread.at;
    thread.at += 60_000;
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    expect(thread.owed.map(({ kind }) => kind)).toEqual(['run-tool']);
    expect(thread.now.turn?.idleMs).toBeGreaterThanOrEqual(60_000);
    expect(thread.at - before).toBeLessThan(61_000);
  });

  it('may be resumed to while it is still open: it is asked on', () => {
    const thread = asking();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    expect(thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' })).toBeUndefined();
    expect([thread.answer, open(thread)]).toEqual(['ask: permission', ['permission-1']]);
  });

  it.each([
    ['an interrupt', { type: 'turn.interrupt', by: 'user', reason: 'interrupt' }],
    ['clearing', { type: 'goal.clear', by: 'user', reason: 'cleared' }],
    ['another goal', { type: 'goal.draft', by: 'user', contract: testContract(), replace: true }],
    ['a fault', { type: 'thread.fail', message: 'a worker threw' }],
  ] as const)('law 7: is closed by %s, and cannot be answered after', (_, order) => {
    const thread = asking();
    thread.submit(order);
    expect(open(thread)).toEqual([]);
    expect(answer(thread, 'once')?.code).toBe('no_question');
    expect(finished(thread)?.status).toBe('not_run');
  });

  it('is withdrawn by an edit of the contract: the agent may ask again, under another number', () => {
    const thread = asking();
    thread.submit({ type: 'goal.edit', by: 'user', contract: testContract({ outcome: 'other' }) });
    expect([open(thread), finished(thread)?.status]).toEqual([[], 'refused']);
    thread.world.replies.push({ items: [call('request_permission', ASK)] });
    thread.run();
    expect(open(thread)).toEqual(['permission-2']);
    expect(answer(thread, 'once', 'permission-1')?.code).toBe('no_question');
  });

  it('survives a restart while it is asked, and after it was given', () => {
    const thread = asking();
    thread.submit({ type: 'thread.recover' });
    expect([open(thread), thread.types().at(-1)]).toEqual([['permission-1'], 'turn.resumed']);
    answer(thread, 'once');
    thread.submit({ type: 'thread.recover' });
    expect(thread.owed.map(({ kind }) => kind)).toEqual(['run-tool']);
  });

  it('tells the hosts that commands of the turn tried in vain', () => {
    const thread = new SimulatedThread();
    thread.world.tool = () => ({ status: 'ok', output: 'refused', durationMs: 1, tried: ['registry.example.com:443'] });
    thread.activate(testContract(), true);
    thread.world.replies.push({ items: [call('shell', { command: 'npm install' })] });
    thread.run();
    expect(thread.now.turn?.tried).toEqual(['registry.example.com:443']);
    thread.world.replies.push({ items: [say('over')] });
    thread.run();
    expect([thread.now.turn?.id, thread.now.turn?.tried]).toEqual(['t2', []]);
  });
});
