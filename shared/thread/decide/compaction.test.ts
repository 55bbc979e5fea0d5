import { describe, expect, it } from 'vitest';
import { CONTEXT, full, fullThread, smallThread } from '../../../test/fakes/fullThread';
import { call, type SimulatedThread, say, testContract } from '../../../test/fakes/simulatedThread';
import { assertAnswered } from '../../../test/fakes/threadLog';
import type { ProviderError } from '../../provider/model';

const TOO_LONG: ProviderError = { kind: 'context_full', message: 'too long' };

const keys = (thread: SimulatedThread) => thread.owed.map((work) => work.key);
const purposes = (thread: SimulatedThread) => thread.of('request.started').map((asked) => asked.purpose ?? 'turn');

describe('a conversation that is as full as it may be', () => {
  it('owes a summary in place of the next request, and says so', () => {
    const thread = fullThread();
    expect([keys(thread), thread.answer]).toEqual([['request:t1c1a1'], 'wait: compaction']);
    expect(thread.submit({ type: 'request.start', request: 't1r2a1' })?.code).toBe('not_owed');
    thread.submit({ type: 'request.start', request: 't1c1a1' });
    expect([keys(thread), thread.answer]).toEqual([['request:t1c1a1'], 'wait: compaction']);
  });

  it('is replaced by what the state restates, the summary and the last step; the summary is charged, and the turn goes on', () => {
    const thread = fullThread();
    const before = thread.now.transcript;
    thread.world.replies.push({ items: [say('The cache was tried.')], tokens: { input: 900, cached: 0, output: 50 } });
    thread.step();
    const [compacted] = thread.of('context.compacted');
    expect(compacted).toMatchObject({ request: 't1c1a1', turn: 't1', summary: 'The cache was tried.', kept: 2, before: 8_011 });
    expect(compacted?.after).toBeLessThan(4_000);
    expect(thread.now.transcript).toEqual([{ type: 'message', role: 'user', text: compacted?.text }, ...before.slice(-2)]);
    expect(compacted?.text).toContain('| p95 below 120 ms');
    expect(compacted?.text).toContain('(your words, not facts of the app’s):\n| The cache was tried.');
    expect(thread.of('usage.charged').at(-1)).toMatchObject({ request: 't1c1a1', tokens: { input: 900 } });
    expect(keys(thread)).toEqual(['request:t1r2a1']);
    assertAnswered(thread.now);
  });

  it('at a turn’s beginning is compacted before the turn’s first request, and keeps what opened it', () => {
    const thread = smallThread();
    thread.submit({ type: 'input.queue', text: 'never touch the cart' });
    thread.world.replies.push({ items: [call('shell', { command: 'make' })] }, full(say('done')), { items: [say('Made.')] });
    while (purposes(thread).at(-1) !== 'compaction' && thread.step());
    expect(thread.now.turn).toMatchObject({ id: 't2', answers: 0 });
    const text = thread.of('context.compacted')[0]?.text;
    expect(text).toContain('What the user has said, word for word and the latest last.\n-\n  | never touch the cart');
    expect(thread.now.transcript.at(-1)).toEqual(
      expect.objectContaining({ role: 'user', text: expect.stringContaining('Go on with the next best experiment') }),
    );
  });

  it('waits while a call is pending, while it is paused, and at the limit of the budget, where the wrap-up comes instead', () => {
    const pending = smallThread();
    pending.world.replies.push(full(call('wait', { for: 'time', ms: 5 })));
    while (pending.now.turn?.calls[0]?.wait === undefined && pending.step());
    pending.step();
    expect([pending.answer, pending.owed.map((work) => work.kind)]).toEqual(['wait: waiting', ['await']]);
    const paused = fullThread();
    paused.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    expect([paused.answer, paused.owed.map((work) => work.kind)]).toEqual(['stop: paused', ['take-checkpoint']]);
    const spent = fullThread();
    spent.submit({ type: 'budget.change', by: 'user', budget: { tokens: 100 } });
    spent.world.replies.push({ items: [say('The cache is next.')] });
    spent.run();
    expect([purposes(spent), spent.now.goal?.status]).toEqual([['turn', 'turn'], 'budget_limited']);
  });

  it('whose summary crosses the budget is compacted all the same, and wraps up', () => {
    const thread = fullThread(testContract({ budget: { tokens: 5_000 } }));
    thread.world.replies.push(
      { items: [say('The cache was tried.')], tokens: { input: 6_000, cached: 0, output: 50 } },
      { items: [say('Left: the cache.')] },
    );
    thread.run();
    expect(thread.types().filter((type) => /compacted|turn\.(started|finished)|limited/.test(type))).toEqual([
      'turn.started',
      'context.compacted',
      'turn.finished',
      'turn.started',
      'turn.finished',
      'goal.limited',
    ]);
  });

  it('that is called off is paid for by estimate, and owed again when the goal goes on', () => {
    const thread = fullThread();
    const before = thread.now.transcript;
    thread.submit({ type: 'request.start', request: 't1c1a1' });
    const asked = thread.of('request.started').at(-1);
    thread.submit({ type: 'thread.recover' });
    expect(thread.of('usage.charged').at(-1)).toMatchObject({
      request: 't1c1a1',
      estimated: true,
      tokens: { input: asked?.inputEstimate },
    });
    expect(thread.now.transcript).toEqual(before);
    while (thread.owed[0]?.kind !== 'compact' && thread.step());
    expect(keys(thread)).toEqual(['request:t2c1a1']);
  });
});

describe('a summary that does not come', () => {
  it('is asked for again like any request, and nothing is lost meanwhile', () => {
    const thread = fullThread();
    const before = thread.now.transcript;
    thread.world.replies.push({ error: { kind: 'server', message: 'busy' } }, { items: [say('The cache was tried.')] });
    thread.step();
    expect([thread.answer, thread.now.transcript]).toEqual(['wait: retry_server', before]);
    expect(thread.owed).toMatchObject([{ kind: 'compact', request: 't1c1a2', notBefore: expect.any(Number) }]);
    thread.step();
    expect(thread.of('context.compacted')).toHaveLength(1);
    expect(thread.now.turn?.failure).toBeNull();
  });

  it('in three answers without a word is given up; each was paid for', () => {
    const thread = fullThread();
    const before = thread.now.transcript;
    for (let tries = 0; tries < 3; tries++) thread.world.replies.push({ items: [call('shell', { command: 'make' })] });
    thread.run();
    expect([thread.answer, thread.now.transcript]).toEqual(['ask: provider_cut', before]);
    expect(thread.of('usage.charged').map((charge) => charge.request)).toEqual(['t1r1a1', 't1c1a1', 't1c1a2', 't1c1a3']);
    expect(thread.of('tool.started')).toHaveLength(1);
  });

  it('because it is itself too long is asked of half as much, at once, three times', () => {
    const thread = fullThread(testContract(), full(say('word '.repeat(8_000)), call('shell', { command: 'make' })));
    const asked = () => thread.of('request.started').at(-1)?.inputEstimate ?? 0;
    thread.world.replies.push({ error: TOO_LONG }, { error: TOO_LONG });
    thread.step();
    const first = asked();
    expect([thread.answer, thread.owed[0]]).toMatchObject(['wait: compaction', { notBefore: thread.at }]);
    thread.step();
    expect(asked()).toBeLessThan(first);
    expect(thread.now.context.summaryRefusals).toBe(2);
    thread.world.replies.push({ error: TOO_LONG }, { error: TOO_LONG });
    thread.run();
    expect([thread.answer, thread.of('request.failed').map((failed) => failed.retryAt === null)]).toEqual([
      'ask: provider_context_full',
      [false, false, false, true],
    ]);
  });
});

describe('a request that the server calls too long', () => {
  it('is compacted and asked again at once, and that size is not reached again', () => {
    const thread = smallThread();
    thread.world.replies.push({ items: [call('shell', { command: 'make' })] }, { error: TOO_LONG });
    while (thread.of('request.failed').length === 0 && thread.step());
    expect([thread.answer, thread.owed[0]?.kind]).toEqual(['wait: compaction', 'compact']);
    expect(thread.now.context.refusedAt).toBeLessThan(CONTEXT);
  });

  it('and has nothing to compact blocks the goal, with what to do', () => {
    const thread = smallThread();
    thread.world.replies.push({ error: TOO_LONG });
    thread.run();
    expect(thread.answer).toBe('ask: provider_context_full');
    expect(thread.of('goal.blocked')[0]?.dossier).toEqual({
      attempts: ['Asked the model.'],
      evidence: ['e1', 'e2'],
      blocker: expect.stringMatching(
        /^The conversation stays too long for the model \([\d,]+ tokens, of [\d,]+ that the model takes\): too long$/,
      ),
      needs: [{ id: 'provider', kind: 'text', question: expect.stringContaining('resume the thread with --context-tokens N') }],
    });
  });

  it('right after a compaction, or counted as full then, blocks it: compacting again would come to the same', () => {
    const refused = fullThread();
    refused.world.replies.push({ items: [say('The cache was tried.')] }, { error: TOO_LONG });
    refused.run();
    const counted = fullThread();
    const more = { ...full(), tokens: { input: 8_500, cached: 8_400, output: 10 } };
    counted.world.replies.push({ items: [say('The cache was tried.')] }, more, { items: [say('never asked')] });
    counted.run();
    for (const thread of [refused, counted]) {
      expect([thread.answer, thread.of('context.compacted').length]).toEqual(['ask: provider_context_full', 1]);
      expect(thread.of('goal.blocked')[0]?.dossier.attempts).toEqual(['Compacted the conversation (once so far).']);
    }
    expect(counted.world.replies).toHaveLength(1);
  });

  it('is sent as it is once somebody has said that the model takes more', () => {
    const thread = smallThread();
    thread.world.replies.push({ error: TOO_LONG });
    thread.run();
    expect(thread.submit({ type: 'context.change', by: 'user', tokens: 100 })?.message).toContain('fewer than 8,000 tokens');
    thread.submit({ type: 'context.change', by: 'user', tokens: 64_000 });
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    thread.step();
    if (thread.owed[0]?.kind === 'take-checkpoint') thread.step();
    expect([thread.owed[0]?.kind, thread.now.model]).toMatchObject(['request-model', { contextTokens: 64_000 }]);
  });
});

it('the scripted agent is never compacted, however long it plays', () => {
  const thread = smallThread();
  thread.state = { ...thread.now, model: { api: 'scripted', script: 's' } };
  thread.world.replies.push({ ...full(), tokens: { input: 900_000, cached: 0, output: 1 } });
  while (thread.world.replies.length > 0) thread.step();
  thread.step();
  expect(thread.owed.map((work) => work.kind)).toEqual(['request-model']);
  expect(thread.submit({ type: 'context.change', by: 'user', tokens: 64_000 })?.code).toBe('wrong_status');
});
