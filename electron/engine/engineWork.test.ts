import { describe, expect, it } from 'vitest';
import { aborted, activate, type EngineRig, engineRig, openGoal, THREAD, untilEvent } from '../../test/fakes/engineRig';
import { call, claim, say } from '../../test/fakes/simulatedThread';
import { newWorld, PASS } from '../../test/fakes/simulatedWork';
import type { EventBatch, EventStore } from '../store/eventStore';

const PAUSE = { type: 'goal.pause', by: 'user', reason: 'interrupt' } as const;
const RESUME = { type: 'goal.resume', by: 'user', reason: 'resumed' } as const;

const types = ({ store }: EngineRig) => store.events(THREAD, 0).map((event) => event.type);
const status = ({ engine }: EngineRig) => engine.state(THREAD)?.goal?.status;

/** A goal that is active and whose first turn is owed to a worker: nothing that runs has brought it with it. */
async function activeGoal(rig: EngineRig): Promise<void> {
  openGoal(rig);
  rig.engine.drive(THREAD, 'without_model');
  await rig.engine.settled(THREAD);
}

describe('work', () => {
  it('is not begun on a thread that is only looked at', async () => {
    const rig = engineRig();
    openGoal(rig);
    await rig.engine.settled(THREAD);
    expect(rig.begun).toEqual([]);
  });

  it('that asks a model is left alone where the thread is driven without one', async () => {
    const rig = engineRig();
    openGoal(rig);
    rig.engine.drive(THREAD, 'without_model');
    await rig.engine.settled(THREAD);
    expect([status(rig), rig.begun]).toEqual(['active', ['checkpoint:v1', 'check:e1', 'check:e2']]);
  });

  it('is carried out to the goal’s end, each piece once', async () => {
    const world = newWorld({ replies: [{ items: [call('shell', { command: 'make' })] }, { items: [claim()] }] });
    world.tool = () => {
      world.tree = 'tree1';
      world.verdict = () => PASS;
      return { status: 'ok', output: '', durationMs: 1 };
    };
    const rig = engineRig({ world });
    openGoal(rig);
    rig.engine.drive(THREAD, 'all');
    await rig.engine.settled(THREAD);
    expect(status(rig)).toBe('complete');
    expect(new Set(rig.begun).size).toBe(rig.begun.length);
  });

  it('that throws pauses the goal with the fault’s words, is told, and is not begun again by itself', async () => {
    const rig = engineRig({ instead: (work) => (work.kind === 'start-turn' ? Promise.reject(new Error('no room')) : undefined) });
    await activeGoal(rig);
    rig.engine.drive(THREAD, 'all');
    await rig.engine.settled(THREAD);
    expect(rig.faults).toEqual(['start-turn: no room']);
    expect(rig.engine.state(THREAD)?.goal).toMatchObject({
      status: 'paused',
      mark: { by: 'app', reason: 'internal_error: start-turn: no room' },
    });
    expect(rig.begun.filter((key) => key === 'turn:t1')).toHaveLength(1);
  });

  it('that had failed is tried again when the user resumes', async () => {
    let broken = true;
    const rig = engineRig({
      instead: (work) => (work.kind === 'start-turn' && broken ? Promise.reject(new Error('no room')) : undefined),
    });
    await activeGoal(rig);
    rig.engine.drive(THREAD, 'all');
    await rig.engine.settled(THREAD);
    broken = false;
    const started = untilEvent(rig, 'turn.started');
    rig.engine.submit(THREAD, RESUME);
    await started;
    expect(rig.begun.filter((key) => key === 'turn:t1')).toHaveLength(2);
  });

  it('that ends without a result is a fault, not a reason to begin it for ever', async () => {
    const rig = engineRig({ instead: (work) => (work.kind === 'start-turn' ? Promise.resolve() : undefined) });
    await activeGoal(rig);
    rig.engine.drive(THREAD, 'all');
    await rig.engine.settled(THREAD);
    expect(rig.faults).toEqual(['start-turn ended without a result']);
  });

  it('is called off when the goal is paused, and its late report is not taken', async () => {
    const late: boolean[] = [];
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const rig = engineRig({
      instead: (work, context) => {
        if (work.kind !== 'request-model') return undefined;
        begin();
        return aborted(context.signal).then(() => {
          const tokens = { input: 1, cached: 0, output: 1 };
          late.push(context.submit({ type: 'request.finish', request: work.request, items: [], tokens, usd: null }).ok);
        });
      },
    });
    openGoal(rig);
    rig.engine.drive(THREAD, 'all');
    await begun;
    rig.engine.submit(THREAD, PAUSE);
    await rig.engine.settled(THREAD);
    expect([late, types(rig).slice(-3)]).toEqual([[false], ['usage.charged', 'turn.interrupted', 'goal.paused']]);
  });

  it('that an order alone begins comes in the same step: one append from an answer to the next request', async () => {
    const world = newWorld({ replies: [{ items: [call('record_iteration', { changed: 'a', evidence: 'b', next: 'c' })] }] });
    world.replies.push({ items: [say('On to the next.')] });
    const steps: string[][] = [];
    const rig = engineRig({
      world,
      through: (store) =>
        Object.assign(Object.create(store) as EventStore, {
          events: (thread: string, after: number) => store.events(thread, after),
          snapshot: (thread: string) => store.snapshot(thread),
          saveSnapshot: (thread: string, seq: number, state: unknown) => store.saveSnapshot(thread, seq, state),
          append: (batch: EventBatch) => {
            steps.push(batch.events.map((event) => event.type));
            return store.append(batch);
          },
        }),
    });
    openGoal(rig);
    const silent = untilEvent(rig, 'turn.finished');
    rig.engine.drive(THREAD, 'all');
    await silent;
    expect(steps.slice(-2)).toEqual([
      ['model.responded', 'usage.charged', 'tool.started', 'iteration.recorded', 'tool.finished', 'request.started'],
      ['model.responded', 'usage.charged', 'turn.finished', 'turn.started', 'request.started'],
    ]);
  });

  it('that is called off by the very order that made it due never begins', async () => {
    const rig = engineRig();
    openGoal(rig);
    rig.engine.drive(THREAD, 'all');
    rig.engine.submit(THREAD, { type: 'goal.clear', by: 'user', reason: 'changed my mind' });
    await rig.engine.settled(THREAD);
    expect(rig.begun).toEqual([]);
  });

  it('is awaited at the end: nothing runs on, and nothing is written, after the engine is disposed of', async () => {
    const ended: string[] = [];
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const rig = engineRig({
      instead: (work, context) => {
        if (work.kind !== 'request-model') return undefined;
        begin();
        return aborted(context.signal).then(() => void ended.push(work.key));
      },
    });
    await activate(rig);
    await begun;
    const head = types(rig).length;
    const quiet = rig.engine.settled(THREAD);
    await rig.engine.dispose();
    await quiet;
    expect([ended, types(rig).length]).toEqual([['request:t1r1a1'], head]);
  });
});
