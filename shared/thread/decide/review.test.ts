import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, testContract } from '../../../test/fakes/simulatedThread';
import { allMet, PASS, type Reply, reviewOf } from '../../../test/fakes/simulatedWork';
import { asksModel } from '../../continuation/owed';
import type { Contract } from '../../goal/contract';
import type { ProviderError } from '../../provider/model';
import type { ThreadState } from '../state';

const MODEL = { api: 'responses', model: 'm' } as const;
const JUDGED = { id: 'judged', kind: 'review' as const, rubric: ['the change is small'] };

/** A goal with a review, whose agent has claimed; everything else is green. */
function claimed(changes: Partial<Contract> = {}): SimulatedThread {
  const plain = testContract();
  const thread = new SimulatedThread({ verdict: () => PASS });
  thread.activate(testContract({ verification: [...plain.verification, JUDGED], ...changes }), true, MODEL);
  thread.world.tree = 'tree1';
  thread.world.replies.push({ items: [call('shell', { command: 'make' })] }, { items: [claim()] });
  return thread;
}

const diffOf = (state: ThreadState) => state.verification?.checkpoint?.id ?? '';
const says =
  (answer: string, cited: (state: ThreadState) => readonly string[]) =>
  (state: ThreadState): Reply => ({
    items: reviewOf(state, answer, cited(state)),
  });
const fault = (kind: ProviderError['kind']) => (): Reply => ({ error: { kind, message: `the server said ${kind}` } });

/** Up to where the reviewer has been asked and has not answered. */
function asked(changes: Partial<Contract> = {}): SimulatedThread {
  const thread = claimed(changes);
  while (thread.owed[0]?.kind !== 'review') thread.step();
  const [work] = thread.owed;
  if (work?.kind !== 'review') throw new Error('no review is owed');
  const { verification, check, evidence, request } = work;
  thread.submit({ type: 'check.start', verification, check, evidence });
  thread.submit({ type: 'review.start', request, model: 'm', inputEstimate: 70, inputUsd: 0.1, notShown: [] });
  return thread;
}

describe('a review', () => {
  it('is not asked of the untouched tree, comes after every other check, and opens the gate', () => {
    const thread = claimed().run();
    expect(thread.of('verification.started').map(({ purpose, checks }) => `${purpose}: ${checks.join(', ')}`)).toEqual([
      'baseline: tests, bench',
      'gate: tests, bench, judged',
    ]);
    expect(thread.now.goal?.status).toBe('complete');
    expect(thread.of('evidence.recorded').at(-1)?.evidence).toMatchObject({
      id: 'e5',
      check: 'judged',
      verdict: { verdict: 'pass' },
      command: 'review by reviewer',
      review: { criteria: [{ criterion: 'the change is small', answer: 'met', evidence: ['c3'] }] },
    });
  });

  it('keeps the gate closed with its reasons, which the agent reads', () => {
    const thread = claimed();
    thread.world.review = says('met', () => []);
    thread.run();
    const message =
      'judged: 0 of 1 criteria met; cannot tell: “the change is small” (the reviewer said “met” (so it stands there) but cites nothing)';
    expect(thread.of('gate.refused')[0]?.reasons).toEqual([
      { code: 'failed', check: 'judged', role: 'verification', evidence: 'e5', message },
    ]);
    expect(thread.of('tool.finished').at(-1)?.output).toContain('1. cannot tell: the change is small');
  });

  it('is charged to the goal and to the turn that claimed', () => {
    const thread = claimed().run();
    expect(thread.of('usage.charged').filter(({ purpose }) => purpose === 'review')).toEqual([
      {
        request: 'e5a1',
        turn: 't1',
        tokens: { input: 100, cached: 60, output: 10 },
        usd: null,
        estimated: false,
        purpose: 'review',
      },
    ]);
    expect(thread.now.goal?.usage.requests).toBe(3);
  });

  it('is not asked again about the same tree until there is more to see', () => {
    const thread = claimed();
    thread.world.review = says('not met', (state) => [diffOf(state)]);
    thread.world.replies.push({ items: [claim()] }, { items: [call('run_check', { id: 'bench' }), claim()] });
    thread.run();
    expect(thread.of('review.asked').map(({ request }) => request)).toEqual(['e5a1']);
    const more = claimed();
    more.world.review = says('not met', (state) => [diffOf(state)]);
    more.world.replies.push({ items: [call('shell', { command: 'measure' }), claim()] });
    more.run();
    expect(more.of('review.asked').map(({ request }) => request)).toEqual(['e5a1', 'e8a1']);
  });
});

describe('before a reviewer is asked', () => {
  it('the budget is looked at: at its limit nobody is asked, and the goal wraps up', () => {
    const thread = claimed();
    while (thread.owed[0]?.kind !== 'review') thread.step();
    thread.submit({ type: 'budget.change', by: 'user', budget: { tokens: 90 } });
    thread.world.replies.push({ items: [] });
    thread.run();
    expect(thread.of('review.asked')).toEqual([]);
    expect([thread.now.goal?.status, thread.of('verification.finished').at(-1)?.outcome]).toEqual([
      'budget_limited',
      'abandoned',
    ]);
  });

  it('a reviewer without a price is not asked under a limit of money', () => {
    const thread = claimed({ budget: { usd: 5 } });
    while (thread.owed[0]?.kind !== 'review') {
      const [work] = thread.owed;
      if (work?.kind === 'request-model') thread.submit({ type: 'request.start', request: work.request, inputUsd: 0.1 });
      if (!thread.step()) throw new Error('no review is owed');
    }
    thread.step();
    expect(thread.of('review.asked')).toEqual([]);
    expect(thread.of('goal.blocked')[0]).toMatchObject({
      reason: 'no_price',
      dossier: { blocker: 'The budget limits US dollars, but reviewer has no price: what it spends cannot be counted.' },
    });
  });
});

describe('a reviewer in trouble', () => {
  it('is asked again as every request is, and the pause is not active time', () => {
    const thread = asked();
    const error = { kind: 'server' as const, message: 'busy' };
    thread.submit({ type: 'review.fail', request: 'e5a1', error, tokens: null, usd: null, estimated: false, jitter: 0 });
    const [work] = thread.owed;
    expect([work?.key, thread.of('review.failed')[0]?.error.message]).toEqual([
      'review:e5a2',
      'The reviewer for judged (m): busy',
    ]);
    const before = thread.now.turn;
    expect(before?.idleSince).not.toBeNull();
    thread.at += 60_000;
    thread.run();
    expect(thread.now.goal?.status).toBe('complete');
    expect(thread.now.goal?.usage.activeMs).toBeLessThan(1_000);
  });

  it('is asked three times for an answer that can be read; then its check is broken, which is no failure of the work', () => {
    const thread = claimed();
    thread.world.review = () => ({ items: [{ type: 'message', role: 'assistant', text: 'Looks good to me!' }] });
    thread.run();
    expect(thread.of('review.failed').map(({ unusable, retryAt }) => [unusable, retryAt === null])).toEqual([
      [true, false],
      [true, false],
      [true, true],
    ]);
    expect(thread.of('usage.charged').filter(({ purpose }) => purpose === 'review')).toHaveLength(3);
    expect(thread.of('gate.refused')[0]?.reasons).toMatchObject([
      {
        code: 'broken',
        message: 'judged cannot be judged: The reviewer for judged (reviewer): The answer is no review: it holds no JSON object.',
      },
    ]);
  });

  it('that asking again will not mend stops the goal, and says what to do', () => {
    const thread = claimed();
    thread.world.review = fault('auth');
    thread.run();
    expect(thread.of('goal.blocked')[0]).toMatchObject({
      reason: 'provider_auth',
      dossier: { blocker: 'The reviewer for judged (reviewer): the server said auth' },
    });
    expect(thread.of('evidence.recorded')).toHaveLength(4);
  });
});

describe('a review that is cut', () => {
  it('by a crash is charged once, by estimate, and its claim is answered as interrupted', () => {
    const thread = asked();
    thread.submit({ type: 'thread.recover' });
    thread.submit({ type: 'thread.recover' });
    expect(thread.of('usage.charged').filter(({ purpose }) => purpose === 'review')).toEqual([
      { request: 'e5a1', turn: 't1', tokens: { input: 70, cached: 0, output: 0 }, usd: 0.1, estimated: true, purpose: 'review' },
    ]);
    expect(thread.of('tool.finished').at(-1)?.status).toBe('interrupted');
    const late = {
      request: 'e5a1',
      items: allMet(thread.now),
      tokens: { input: 1, cached: 0, output: 1 },
      usd: 0,
      estimated: false,
    };
    expect(thread.submit({ type: 'review.finish', ...late, items: [] })?.code).toBe('not_owed');
  });

  it('by a pause is owed no more: paused means no reviewer either', () => {
    const thread = asked();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    expect([thread.owed.filter(asksModel), thread.now.goal?.status]).toEqual([[], 'paused']);
    expect(thread.of('usage.charged').at(-1)).toMatchObject({ request: 'e5a1', estimated: true });
  });
});
