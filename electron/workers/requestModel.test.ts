import { describe, expect, it } from 'vitest';
import type { Work } from '../../shared/continuation/owed';
import type { Contract } from '../../shared/goal/contract';
import { err } from '../../shared/kernel/result';
import type { ModelEvent } from '../../shared/provider/model';
import { fullThread } from '../../test/fakes/fullThread';
import { call, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { saying, type WorkRig, type WorkRigOptions, workRig } from '../../test/fakes/workRig';
import { requestModel } from './requestModel';

type RequestWork = Extract<Work, { kind: 'request-model' }> | Extract<Work, { kind: 'compact' }>;

const USAGE = { input: 100, cached: 60, output: 10 };
const DONE: ModelEvent = { type: 'done', items: [say('hello')], usage: USAGE };

/** A thread whose first turn asks the model; a model with a name, so that estimates count. */
function asking(options: WorkRigOptions = {}, contract: Contract = testContract()): { thread: SimulatedThread; rig: WorkRig } {
  const thread = new SimulatedThread().activate(contract);
  thread.step();
  thread.state = { ...thread.now, model: { api: 'responses', model: 'm' } };
  return { thread, rig: workRig(thread, { answer: saying(DONE), ...options }) };
}

async function ask({ thread, rig }: { thread: SimulatedThread; rig: WorkRig }): Promise<void> {
  const work = thread.owed.find((entry): entry is RequestWork => entry.kind === 'request-model' || entry.kind === 'compact');
  if (!work) throw new Error('no request is owed');
  await requestModel(rig.parts, work, rig.context);
}

const charged = (thread: SimulatedThread) => thread.of('usage.charged').at(-1);

describe('a request', () => {
  it('is on record before it is sent, and its answer and charge after', async () => {
    const seen: string[] = [];
    const asked = asking({
      answer: async function* () {
        seen.push(...asked.thread.types().slice(-1));
        yield DONE;
      },
    });
    await ask(asked);
    expect([...seen, ...asked.thread.types().slice(-4)]).toEqual([
      'request.started',
      'request.started',
      'model.responded',
      'usage.charged',
      'turn.finished',
    ]);
    expect(charged(asked.thread)).toEqual({ request: 't1r1a1', turn: 't1', tokens: USAGE, usd: 0.5, estimated: false });
  });

  it('carries the conversation and every tool, or those of the contract with the tools a goal always has', async () => {
    const all = asking();
    await ask(all);
    expect(all.rig.requests[0]).toMatchObject({ model: 'm', items: all.thread.now.transcript.slice(0, 1) });
    expect(all.rig.requests[0]?.tools.map((tool) => tool.name)).toContain('apply_patch');
    const boundaries = { write: [], hide: [], hosts: [], sockets: false, tools: ['read_file'] };
    const few = asking({}, testContract({ boundaries }));
    await ask(few);
    const names = few.rig.requests[0]?.tools.map((tool) => tool.name) ?? [];
    expect(names).toEqual(expect.arrayContaining(['read_file', 'update_goal', 'get_goal', 'run_check']));
    expect(names).not.toContain('shell');
  });

  it('of a wrap-up carries no tools, and a limit on its words', async () => {
    const thread = new SimulatedThread().activate(testContract({ budget: { tokens: 20_000 } }));
    thread.world.replies.push({ items: [call('shell', { command: 'x' })], tokens: { input: 20_000, cached: 0, output: 0 } });
    for (let step = 0; thread.now.turn?.kind !== 'wrap_up' && step < 10; step++) thread.step();
    const rig = workRig(thread, { answer: saying(DONE) });
    await ask({ thread, rig });
    expect(rig.requests[0]).toMatchObject({ tools: [], maxOutputTokens: 2_000 });
    expect(thread.now.goal?.status).toBe('budget_limited');
  });

  it('shows what is said while it is said, and keeps only the whole', async () => {
    const asked = asking({ answer: saying({ type: 'reasoning_delta', text: 'hm' }, { type: 'text_delta', text: 'hel' }, DONE) });
    await ask(asked);
    expect(asked.rig.deltas).toEqual(['t1 reasoning: hm', 't1 text: hel']);
    expect(asked.thread.now.transcript.at(-1)).toEqual(say('hello'));
  });

  it('that has no figures is charged by estimate, marked as one', async () => {
    const asked = asking({ answer: saying({ type: 'done', items: [say('hello')], usage: { input: 0, cached: 0, output: 0 } }) });
    await ask(asked);
    expect(charged(asked.thread)).toMatchObject({ estimated: true, usd: 0.5 });
    expect(charged(asked.thread)?.tokens.input).toBeGreaterThan(100);
  });

  it('that has no figures is charged for what was thought aloud and not kept', async () => {
    const thought: ModelEvent = { type: 'reasoning_delta', text: 'h'.repeat(4_000) };
    const done: ModelEvent = { type: 'done', items: [say('hello')], usage: { input: 0, cached: 0, output: 0 } };
    const asked = asking({ answer: saying(thought, done) });
    await ask(asked);
    expect(charged(asked.thread)).toMatchObject({ estimated: true, tokens: { output: 1_000 } });
  });

  it('that fails is reported with the fault, and charged only where it cost something', async () => {
    const refused = asking({ answer: saying({ type: 'failed', error: { kind: 'auth', message: 'bad key' } }) });
    await ask(refused);
    expect([refused.thread.of('request.failed')[0]?.error.kind, charged(refused.thread)]).toEqual(['auth', undefined]);
    const cut = asking({
      answer: saying({ type: 'text_delta', text: 'x'.repeat(40) }, { type: 'failed', error: { kind: 'cut', message: 'cut' } }),
    });
    await ask(cut);
    expect(charged(cut.thread)).toMatchObject({ estimated: true, tokens: { output: 10 } });
  });

  it('without a provider fails as a request does, and does not throw', async () => {
    const asked = asking({ parts: { provider: () => err({ kind: 'auth', message: 'no key: set OPENAI_API_KEY' }) } });
    await ask(asked);
    expect(asked.thread.answer).toBe('ask: provider_auth');
  });

  it('that was called off before its time is not sent', async () => {
    const asked = asking();
    asked.rig.abort();
    await ask(asked);
    expect([asked.rig.requests, asked.thread.types().at(-1)]).toEqual([[], 'turn.started']);
  });

  it('that is called off in the middle reports nothing', async () => {
    const asked = asking({
      answer: async function* () {
        asked.rig.abort();
        yield DONE;
      },
    });
    await ask(asked);
    expect(asked.thread.types().at(-1)).toBe('request.started');
  });

  it('under a limit of money is not sent to a model without a price, however long the goal has been running', async () => {
    const asked = asking({ parts: { costOf: () => null, inputCost: () => null } }, testContract({ budget: { usd: 5 } }));
    await ask(asked);
    expect([asked.rig.requests, asked.thread.answer]).toEqual([[], 'ask: no_price']);
  });

  it('over the budget ends the turn instead of being sent', async () => {
    const asked = asking();
    asked.thread.submit({ type: 'budget.change', by: 'user', budget: { minutes: 0.0001 } });
    asked.thread.at += 1_000;
    await ask(asked);
    expect([asked.rig.requests, asked.thread.types().at(-1)]).toEqual([[], 'turn.finished']);
  });

  it('that a provider ends without an answer is a fault of ours, told as such', async () => {
    await expect(ask(asking({ answer: saying({ type: 'text_delta', text: 'x' }) }))).rejects.toThrow(
      'the provider ended without an answer',
    );
  });
});

describe('a request for a summary', () => {
  it('asks without tools, shows nobody what is said, and puts the answer in the conversation’s place', async () => {
    const thread = fullThread();
    const rig = workRig(thread, { answer: saying({ type: 'text_delta', text: 'The cache' }, DONE) });
    await ask({ thread, rig });
    expect(rig.requests).toMatchObject([{ model: 'm', tools: [], maxOutputTokens: 1_250 }]);
    expect(rig.requests[0]?.items).toHaveLength(1);
    expect(rig.deltas).toEqual([]);
    expect(thread.types().slice(-3)).toEqual(['request.started', 'context.compacted', 'usage.charged']);
    expect(charged(thread)).toEqual({ request: 't1c1a1', turn: 't1', tokens: USAGE, usd: 0.5, estimated: false });
  });
});
