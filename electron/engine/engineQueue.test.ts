import { describe, expect, it } from 'vitest';
import type { Contract } from '../../shared/goal/contract';
import type { TranscriptItem } from '../../shared/provider/model';
import { aborted, type EngineRig, engineRig, openGoal, type RigOptions } from '../../test/fakes/engineRig';
import { call, claim, say, testContract } from '../../test/fakes/simulatedThread';
import { newWorld, PASS } from '../../test/fakes/simulatedWork';
import { loadThread } from './load';

/** Requests that wait for the test's answer, by thread. */
type Asked = Map<string, (items: readonly TranscriptItem[]) => void>;

/** An engine whose model answers when the test says so; threads are driven as they are opened. */
function queueRig(concurrentTurns: number, options: RigOptions = {}) {
  const asked: Asked = new Map();
  const rig = engineRig({
    concurrentTurns,
    ...options,
    instead: (work, context) => {
      const taken = options.instead?.(work, context);
      if (taken !== undefined || work.kind !== 'request-model') return taken;
      return ask(asked, context.thread, context.signal, (items) => {
        context.submit({ type: 'request.start', request: work.request, inputEstimate: 1 });
        context.submit({ type: 'request.finish', request: work.request, items, tokens: NONE, usd: null });
      });
    },
  });
  const open = (thread: string, contract: Contract = testContract()) => {
    openGoal(rig, contract, thread);
    rig.engine.drive(thread, 'all');
  };
  const answer = async (thread: string, items: readonly TranscriptItem[]) => {
    const reply = asked.get(thread);
    if (!reply) throw new Error(`${thread} has not asked`);
    asked.delete(thread);
    reply(items);
    await rest();
  };
  return { ...rig, asked, open, answer, asking: () => [...asked.keys()].sort() };
}

const NONE = { input: 0, cached: 0, output: 0 };

async function ask(asked: Asked, thread: string, signal: AbortSignal, report: (items: readonly TranscriptItem[]) => void) {
  const answered = new Promise<readonly TranscriptItem[]>((resolve) => asked.set(thread, resolve));
  const items = await Promise.race([answered, aborted(signal)]);
  if (items) return report(items);
  asked.delete(thread);
}

/** Everything that is ready to go on has gone on: all work here ends in promises alone. */
const rest = () => new Promise<void>((resolve) => setImmediate(resolve));

const ahead = ({ engine }: Pick<EngineRig, 'engine'>) =>
  Object.entries(engine.queue()).map(([thread, place]) => `${thread} ${place.line} ${place.ahead}`);

const turn = [call('shell', { command: 'make' })];
const words = [say('Enough for now.')];

describe('turns at the same time', () => {
  it('are no more than the limit; the others wait in order, each with how many are ahead', async () => {
    const rig = queueRig(2);
    for (const thread of ['a', 'b', 'c', 'd']) rig.open(thread);
    await rest();
    expect([rig.asking(), ahead(rig)]).toEqual([
      ['a', 'b'],
      ['c turn 0', 'd turn 1'],
    ]);
    expect(rig.engine.state('c')?.turn).toBeNull();
  });

  it('keep their place through the tools of the turn, and go to the end of the line for the next one', async () => {
    const rig = queueRig(1);
    for (const thread of ['a', 'b']) rig.open(thread);
    await rest();
    await rig.answer('a', turn);
    expect([rig.asking(), ahead(rig)]).toEqual([['a'], ['b turn 0']]);
    await rig.answer('a', words);
    expect([rig.asking(), ahead(rig)]).toEqual([['b'], ['a turn 0']]);
  });

  it('put a thread with somebody’s words before those that only go on, and take its turn for what it then is', async () => {
    const rig = queueRig(1);
    for (const thread of ['a', 'b', 'c']) rig.open(thread);
    await rest();
    rig.engine.submit('c', { type: 'input.queue', text: 'Look here.' });
    expect(ahead(rig)).toEqual(['c turn 0', 'b turn 1']);
    await rig.answer('a', turn);
    await rig.answer('a', words);
    expect(rig.asking()).toEqual(['c']);
    const started = rig.store.events('c', 0).find((event) => event.type === 'turn.started');
    expect(started?.data).toMatchObject({ kind: 'user', reason: 'user_input' });
  });

  it('leave the line when their goal is paused, and give a place back when it is paused in mid-turn', async () => {
    const rig = queueRig(1);
    for (const thread of ['a', 'b', 'c']) rig.open(thread);
    await rest();
    rig.engine.submit('b', { type: 'goal.pause', by: 'user', reason: 'paused' });
    expect(ahead(rig)).toEqual(['c turn 0']);
    rig.engine.submit('a', { type: 'goal.pause', by: 'user', reason: 'paused' });
    await rest();
    expect([rig.asking(), ahead(rig), rig.engine.state('b')?.turns]).toEqual([['c'], [], 0]);
    rig.engine.submit('a', { type: 'goal.resume', by: 'user', reason: 'resumed' });
    await rest();
    expect(ahead(rig)).toEqual(['a turn 0']);
  });

  it('hold no place while they only wait, and queue again when they wake', async () => {
    let wake: (() => void) | undefined;
    const rig = queueRig(1, {
      instead: (work, context) => {
        if (work.kind !== 'await') return undefined;
        return new Promise<void>((resolve) => {
          wake = () => {
            context.submit({ type: 'wait.end', call: work.call, reason: 'The time is over.' });
            resolve();
          };
        });
      },
    });
    for (const thread of ['a', 'b']) rig.open(thread);
    await rest();
    await rig.answer('a', [call('wait', { for: 'time', ms: 3_600_000 })]);
    expect([rig.asking(), ahead(rig)]).toEqual([['b'], []]);
    wake?.();
    await rest();
    expect([rig.asking(), ahead(rig)]).toEqual([['b'], ['a turn 0']]);
    await rig.answer('b', words);
    expect(rig.asking()).toEqual(['a']);
  });

  it('hold no place during a long pause before a retry, and need one for it', async () => {
    let release: () => void = () => undefined;
    const paused = new Promise<void>((resolve) => {
      release = resolve;
    });
    const asks: string[] = [];
    const rig = engineRig({
      concurrentTurns: 1,
      instead: (work, context) => {
        if (work.kind !== 'request-model') return undefined;
        if (context.thread !== 'a') return aborted(context.signal);
        if (work.notBefore === 0) {
          context.submit({ type: 'request.start', request: work.request, inputEstimate: 1 });
          const error = { kind: 'rate_limited', message: 'slow down', retryAfterMs: 600_000 } as const;
          context.submit({ type: 'request.fail', request: work.request, error, tokens: null, usd: null, jitter: 0 });
          return Promise.resolve();
        }
        return paused.then(async () => {
          asks.push(`entered ${await context.enterTurn()}`);
          await aborted(context.signal);
        });
      },
    });
    for (const thread of ['a', 'b']) {
      openGoal(rig, testContract(), thread);
      rig.engine.drive(thread, 'all');
    }
    await rest();
    expect([ahead(rig), rig.engine.state('b')?.turn?.id]).toEqual([[], 't1']);
    release();
    await rest();
    expect([ahead(rig), asks]).toEqual([['a turn 0'], []]);
    rig.engine.submit('b', { type: 'goal.pause', by: 'user', reason: 'paused' });
    await rest();
    expect([ahead(rig), asks]).toEqual([[], ['entered true']]);
  });

  it('may be more from the moment the limit is raised', async () => {
    const rig = queueRig(1);
    for (const thread of ['a', 'b', 'c']) rig.open(thread);
    await rest();
    rig.engine.limitTurns(2);
    await rest();
    expect([rig.asking(), ahead(rig)]).toEqual([['a', 'b'], ['c turn 0']]);
  });

  it('are in no log: a thread that waits reads as one whose turn is due, and a new engine queues it anew', async () => {
    const rig = queueRig(1);
    for (const thread of ['a', 'b']) rig.open(thread);
    await rest();
    const stored = loadThread(rig.store, 'b').state;
    expect(stored).toEqual(rig.engine.state('b'));
    expect(JSON.stringify(stored)).not.toMatch(/queue|ahead/);
    await rig.engine.dispose();
    const again = queueRig(1, { file: rig.file });
    for (const thread of ['a', 'b']) again.engine.submit(thread, { type: 'thread.recover' });
    for (const thread of ['a', 'b']) again.engine.drive(thread, 'all');
    await rest();
    expect([again.asking(), ahead(again)]).toEqual([['a'], ['b turn 0']]);
  });

  it('go on in turn until all are complete, none waiting longer than one round of the others', async () => {
    const world = newWorld();
    world.tool = () => {
      world.verdict = () => PASS;
      return { status: 'ok', output: 'done', durationMs: 1 };
    };
    const rig = queueRig(3, { world });
    const threads = Array.from({ length: 12 }, (_, index) => `t${index}`);
    const starts: string[] = [];
    rig.engine.onEvent(({ thread, event }) => event.type === 'turn.started' && starts.push(thread));
    for (const thread of threads) rig.open(thread);
    const asks = new Map<string, number>();
    for (await rest(); rig.asked.size > 0; await rest()) {
      const [thread = ''] = rig.asked.keys();
      expect(rig.asked.size).toBeLessThanOrEqual(3);
      const nth = (asks.get(thread) ?? 0) + 1;
      asks.set(thread, nth);
      await rig.answer(thread, nth > 8 ? [claim()] : nth % 2 === 1 ? turn : words);
    }
    expect(threads.map((thread) => rig.engine.state(thread)?.goal?.status)).toEqual(threads.map(() => 'complete'));
    expect(Math.max(...threads.flatMap((thread) => gapsOf(starts, thread)))).toBeLessThanOrEqual(threads.length);
    expect(rig.engine.queue()).toEqual({});
  });
});

/** How many turns of others began between two of the thread's. */
function gapsOf(starts: readonly string[], thread: string): number[] {
  const own = starts.flatMap((started, index) => (started === thread ? [index] : []));
  return own.slice(1).map((at, index) => at - (own[index] ?? 0) - 1);
}

describe('checks at the same time', () => {
  const METRIC = testContract({
    verification: [
      { id: 'bench', kind: 'command', run: 'b', metric: { from: 'stdout', pattern: 'p=(\\d+)', target: '< 1' } } as never,
    ],
    constraints: [],
  });

  function checkRig() {
    const running: (() => void)[] = [];
    const rig = queueRig(4, {
      instead: (work, context) => {
        if (work.kind !== 'run-check') return undefined;
        return new Promise<void>((resolve) => {
          running.push(resolve);
          context.signal.addEventListener('abort', () => resolve(), { once: true });
        });
      },
    });
    return { ...rig, running };
  }

  it('with a metric run alone in the core, in order, so that none disturbs another’s figures', async () => {
    const rig = checkRig();
    for (const thread of ['a', 'b', 'c']) rig.open(thread, METRIC);
    await rest();
    expect([rig.running.length, ahead(rig)]).toEqual([1, ['b check 0', 'c check 1']]);
    rig.engine.submit('b', { type: 'goal.pause', by: 'user', reason: 'paused' });
    expect(ahead(rig)).toEqual(['c check 0']);
    rig.engine.submit('a', { type: 'goal.pause', by: 'user', reason: 'paused' });
    await rest();
    expect([rig.running.length, ahead(rig)]).toEqual([2, []]);
  });

  it('without one run beside it, four of them', async () => {
    const rig = checkRig();
    rig.open('m', METRIC);
    for (const thread of ['a', 'b', 'c', 'd', 'e', 'f']) rig.open(thread);
    await rest();
    expect([rig.running.length, ahead(rig)]).toEqual([5, ['e check 0', 'f check 1']]);
  });

  it('leave the turn’s place to others while they run', async () => {
    const rig = queueRig(1, {
      instead: (work, { state, signal }) =>
        work.kind === 'run-check' && state().verification?.purpose !== 'baseline' ? aborted(signal) : undefined,
    });
    for (const thread of ['a', 'b']) rig.open(thread);
    await rest();
    rig.world.tree = 'tree1';
    await rig.answer('a', [call('run_check', { id: 'bench' })]);
    expect([rig.engine.state('a')?.turn?.id, rig.asking(), ahead(rig)]).toEqual(['t1', ['b'], []]);
  });
});
