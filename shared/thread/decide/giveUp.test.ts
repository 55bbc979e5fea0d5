import { describe, expect, it } from 'vitest';
import { SimulatedThread, testContract } from '../../../test/fakes/simulatedThread';
import type { ProviderErrorKind } from '../../provider/model';

const asking = (thread = new SimulatedThread().activate()): SimulatedThread => {
  thread.step();
  return thread;
};

function blockedBy(kind: ProviderErrorKind): SimulatedThread {
  const thread = asking();
  thread.world.replies.push({ error: { kind, message: `The server said ${kind}.` } });
  thread.step();
  return thread;
}

describe('a fault that asking again does not mend', () => {
  const KINDS = ['auth', 'bad_model', 'bad_request'] as const;

  it.each(KINDS)('%s blocks with a dossier that says what happened and what to do', (kind) => {
    const thread = blockedBy(kind);
    const [blocked] = thread.of('goal.blocked');
    expect([thread.now.goal?.status, blocked?.reason, blocked?.by]).toEqual(['blocked', `provider_${kind}`, 'app']);
    expect(blocked?.dossier).toMatchObject({
      attempts: [`Asked the model once: The server said ${kind}.`],
      blocker: `The server said ${kind}.`,
      needs: [{ id: 'provider', question: expect.stringMatching(/^The server said .*(resume|clear)/) }],
    });
    expect(thread.owed).toEqual([]);
  });

  it('says for each kind something of its own', () => {
    const words = KINDS.map((kind) => blockedBy(kind).of('goal.blocked')[0]?.dossier.needs[0]?.question.replace(kind, ''));
    expect(new Set(words).size).toBe(KINDS.length);
  });
});

describe('a server that stays away', () => {
  it('is asked for a quarter of an hour with growing pauses, then the goal is blocked', () => {
    const thread = asking();
    const began = thread.at;
    for (let tries = 0; thread.now.goal?.status === 'active' && tries < 100; tries++) {
      thread.at = Math.max(thread.at, thread.now.turn?.failure?.retryAt ?? 0);
      thread.world.replies.push({ error: { kind: 'server', message: 'The server failed.' } });
      thread.step();
    }
    const minutes = (thread.at - began) / 60_000;
    expect(minutes).toBeGreaterThan(13);
    expect(minutes).toBeLessThan(15.1);
    const [attempt] = thread.of('goal.blocked')[0]?.dossier.attempts ?? [];
    expect(attempt).toMatch(/^Asked the model \d+ times over 1[45] minutes: The server failed\.$/);
  });

  it('is not given up because the machine slept: only pauses and tries count', () => {
    const thread = asking();
    const fail = () => {
      thread.world.replies.push({ error: { kind: 'server', message: 'The server failed.' } });
      thread.step();
    };
    fail();
    thread.at += 9 * 3_600_000;
    fail();
    thread.submit({ type: 'request.start', request: 't1r1a3' });
    thread.at += 9 * 3_600_000;
    thread.submit({
      type: 'request.fail',
      request: 't1r1a3',
      error: { kind: 'cut', message: 'The answer was cut off.' },
      tokens: null,
      usd: null,
      jitter: 0,
    });
    expect([thread.now.goal?.status, thread.answer]).toEqual(['active', 'wait: retry_cut']);
  });

  it('is still being waited for after a restart, no sooner than it was due', () => {
    const thread = asking();
    thread.world.replies.push({ error: { kind: 'rate_limited', message: 'Busy.', retryAfterMs: 60_000 } });
    thread.step();
    const due = thread.owed;
    thread.submit({ type: 'thread.recover' });
    expect([due[0]?.kind, thread.owed]).toEqual(['request-model', due]);
  });
});

describe('a limit of money on a model without a price', () => {
  const start = (inputUsd: number | null) => ({ type: 'request.start', request: 't1r1a1', inputUsd }) as const;

  it('stops the goal before it spends, and asks for the price', () => {
    const thread = asking(new SimulatedThread().activate(testContract({ budget: { usd: 5 } })));
    expect(thread.submit(start(null))).toBeUndefined();
    expect([thread.of('request.started'), thread.answer]).toEqual([[], 'ask: no_price']);
    const [need] = thread.of('goal.blocked')[0]?.dossier.needs ?? [];
    expect(need).toMatchObject({ id: 'price', question: expect.stringMatching(/has no price.*Settings.*prices\.json/) });
  });

  it('asks nothing where money is not limited, and keeps what was charged without a price apart', () => {
    const thread = asking();
    thread.submit(start(null));
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    const { inputEstimate } = thread.of('request.started')[0] ?? { inputEstimate: 0 };
    expect(inputEstimate).toBeGreaterThan(0);
    expect(thread.now.goal?.usage).toMatchObject({ usd: null, unpriced: inputEstimate, charged: inputEstimate });
  });

  it('charges a request that was cut its input’s price', () => {
    const thread = asking(new SimulatedThread().activate(testContract({ budget: { usd: 5 } })));
    thread.submit(start(0.75));
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    expect(thread.now.goal?.usage).toMatchObject({ usd: 0.75, unpriced: 0 });
  });
});
