import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../shared/thread/events';
import { fold } from '../../shared/thread/evolve';
import {
  activate,
  type EngineRig,
  engineRig,
  openGoal,
  stuckTool,
  THREAD,
  temporaryLog,
  untilEvent,
} from '../../test/fakes/engineRig';
import { call, SimulatedThread, say } from '../../test/fakes/simulatedThread';
import { newWorld } from '../../test/fakes/simulatedWork';
import { throughJson } from '../../test/fakes/threadLog';
import { type EventBatch, type EventStore, openEventStore } from '../store/eventStore';
import { StoreFailure } from '../store/storeError';
import { loadThread } from './load';

const PAUSE = { type: 'goal.pause', by: 'user', reason: 'interrupt' } as const;
const RESUME = { type: 'goal.resume', by: 'user', reason: 'resumed' } as const;
const FULL = { code: 'full', message: 'The disk is full.' } as const;

const types = ({ store }: EngineRig) => store.events(THREAD, 0).map((event) => event.type);
const status = ({ engine }: EngineRig) => engine.state(THREAD)?.goal?.status;

/** The log as another process reads it right now. */
function readByOthers(file: string): readonly string[] {
  const reader = openEventStore(file, { mode: 'read' });
  if (!reader.ok) throw new Error(reader.error.message);
  try {
    return reader.value.events(THREAD, 0).map((event) => event.type);
  } finally {
    reader.value.dispose();
  }
}

/** The store, failing every append from the one on that `fails` names. */
function failing(store: EventStore, fails: (batch: EventBatch) => boolean): EventStore {
  return Object.assign(Object.create(store) as EventStore, {
    append: (batch: EventBatch) => (fails(batch) ? { ok: false as const, error: FULL } : store.append(batch)),
    receipt: (id: string) => store.receipt(id),
    events: (thread: string, after: number) => store.events(thread, after),
    snapshot: (thread: string) => store.snapshot(thread),
    saveSnapshot: (thread: string, seq: number, state: unknown) => store.saveSnapshot(thread, seq, state),
  });
}

/** A thread of so many events, as another run of the app left it. */
function stored(store: EventStore, count: number): void {
  const { events } = new SimulatedThread().activate();
  const queued = Array.from({ length: count - events.length }, (_, n) => ({
    at: 2_000 + n,
    type: 'input.queued',
    data: { input: `i${n + 1}`, from: 'user', text: 'ü' },
  }));
  store.append({ thread: THREAD, after: 0, events: [...events.map(({ at, type, data }) => ({ at, type, data })), ...queued] });
}

describe('an order', () => {
  it('is answered, and told to listeners, only after its events are on disk', () => {
    const rig = engineRig();
    const seen: string[] = [];
    rig.engine.onEvent(({ event }) => {
      seen.push(event.type);
      expect(readByOthers(rig.file)).toEqual(seen);
    });
    openGoal(rig);
    expect(seen).toEqual(['thread.opened', 'goal.drafted', 'verification.started']);
    expect(readByOthers(rig.file)).toEqual(seen);
  });

  it('that is refused leaves nothing behind', () => {
    const rig = engineRig();
    openGoal(rig);
    const before = rig.engine.state(THREAD);
    expect(rig.engine.submit(THREAD, RESUME)).toMatchObject({ ok: false, error: { code: 'wrong_status' } });
    expect([rig.engine.state(THREAD), types(rig).length]).toEqual([before, 3]);
  });

  it('for a thread that does not exist is refused, and makes none', () => {
    const rig = engineRig();
    expect(rig.engine.submit('nobody', PAUSE)).toMatchObject({ ok: false, error: { code: 'no_thread' } });
    expect([rig.engine.state('nobody'), rig.store.threads()]).toEqual([undefined, []]);
  });

  it('repeated under its command id is answered again and does nothing again', async () => {
    const rig = engineRig();
    await activate(rig);
    const first = rig.engine.submit(THREAD, { type: 'input.queue', text: 'look' }, 'order-1');
    const again = rig.engine.submit(THREAD, { type: 'input.queue', text: 'look' }, 'order-1');
    expect([first.ok, again.ok]).toEqual([true, true]);
    expect(types(rig).filter((type) => type === 'input.queued')).toHaveLength(1);
  });

  it('that had nothing to do has nothing to do when it is repeated later', async () => {
    const rig = engineRig();
    await activate(rig);
    expect(rig.engine.submit(THREAD, RESUME, 'order-1').ok).toBe(true);
    rig.engine.submit(THREAD, PAUSE, 'order-2');
    expect(rig.engine.submit(THREAD, RESUME, 'order-1').ok).toBe(true);
    expect(status(rig)).toBe('paused');
  });

  it('repeated after a restart is known all the same', async () => {
    const file = temporaryLog();
    const first = engineRig({ file });
    openGoal(first);
    first.engine.submit(THREAD, { type: 'input.queue', text: 'look' }, 'order-1');
    await first.engine.dispose();
    first.store.dispose();
    const second = engineRig({ file });
    second.engine.submit(THREAD, { type: 'input.queue', text: 'look' }, 'order-1');
    expect(second.engine.state(THREAD)?.inputs).toHaveLength(1);
  });

  it('after the engine is closed is refused in a sentence', async () => {
    const rig = engineRig();
    openGoal(rig);
    await rig.engine.dispose();
    expect(rig.engine.submit(THREAD, PAUSE)).toEqual({ ok: false, error: { code: 'closed', message: 'Goalpost is closing.' } });
  });
});

describe('a log that cannot be written', () => {
  it('refuses the order in the store’s words, and folds nothing that was not stored', async () => {
    let full = false;
    const rig = engineRig({ through: (store) => failing(store, () => full) });
    await activate(rig);
    full = true;
    const before = rig.engine.state(THREAD);
    expect(rig.engine.submit(THREAD, PAUSE)).toEqual({ ok: false, error: { code: 'store', message: FULL.message } });
    expect(rig.engine.state(THREAD)).toBe(before);
    full = false;
    expect(rig.engine.submit(THREAD, PAUSE).ok).toBe(true);
    expect(loadThread(rig.store, THREAD).state).toEqual(throughJson(rig.engine.state(THREAD)));
  });

  it('under a worker’s report stops that work, tells the fault, and does not spin', async () => {
    const world = newWorld({ replies: [{ items: [say('hello')] }] });
    const rig = engineRig({
      world,
      through: (store) =>
        failing(store, (batch) =>
          batch.events.some((event) => event.type === 'model.responded' || event.type === 'turn.interrupted'),
        ),
    });
    openGoal(rig);
    rig.engine.drive(THREAD, 'all');
    await rig.engine.settled(THREAD);
    expect(rig.faults).toEqual([`request-model: ${FULL.message}`]);
    expect(rig.begun.filter((key) => key === 'request:t1r1a1')).toHaveLength(1);
    expect([status(rig), types(rig).at(-1)]).toEqual(['active', 'request.started']);
    expect(loadThread(rig.store, THREAD).state).toEqual(throughJson(rig.engine.state(THREAD)));
  });

  it('stops the thread until there is room again; then the stop is stored before the order that comes first', async () => {
    let full = false;
    const world = newWorld({ replies: [{ items: [call('shell', { command: 'make' })] }, { items: [say('on')] }] });
    const rig = engineRig({ world, through: (store) => failing(store, () => full) });
    rig.engine.onEvent(({ event }) => {
      if (event.type === 'tool.started') full = true;
    });
    openGoal(rig);
    rig.engine.drive(THREAD, 'all');
    await rig.engine.settled(THREAD);
    expect([rig.faults, types(rig).at(-1)]).toEqual([[`run-tool: ${FULL.message}`], 'tool.started']);
    const begun = rig.begun.length;
    rig.engine.drive(THREAD, 'all');
    await rig.engine.settled(THREAD);
    expect(rig.engine.submit(THREAD, RESUME)).toEqual({ ok: false, error: { code: 'store', message: FULL.message } });
    expect(rig.begun.length).toBe(begun);
    full = false;
    const head = types(rig).length;
    const asked = untilEvent(rig, 'turn.started');
    expect(rig.engine.submit(THREAD, RESUME).ok).toBe(true);
    await asked;
    expect(types(rig).slice(head, head + 4)).toEqual(['tool.finished', 'turn.interrupted', 'goal.paused', 'goal.resumed']);
    expect(rig.begun.filter((key) => key.startsWith('tool:'))).toHaveLength(1);
    await rig.engine.settled(THREAD);
    expect(loadThread(rig.store, THREAD).state).toEqual(throughJson(rig.engine.state(THREAD)));
  });

  it('does not lose an acknowledged order for want of a snapshot', async () => {
    const file = temporaryLog();
    const rig = engineRig({
      file,
      through: (store) =>
        Object.assign(
          failing(store, () => false),
          {
            saveSnapshot: () => {
              throw new StoreFailure(FULL);
            },
          },
        ),
    });
    stored(rig.store, 199);
    expect(rig.engine.submit(THREAD, { type: 'input.queue', text: 'one' }).ok).toBe(true);
    expect(rig.engine.submit(THREAD, { type: 'input.queue', text: 'two' }).ok).toBe(true);
    await rig.engine.dispose();
    expect(loadThread(rig.store, THREAD)).toMatchObject({ head: 201, snapshotSeq: 0 });
  });
});

describe('a thread that is opened again', () => {
  it('is the same from a snapshot and the events after it as from the whole log', async () => {
    const file = temporaryLog();
    const first = engineRig({ file });
    stored(first.store, 198);
    for (let n = 0; n < 5; n++) first.engine.submit(THREAD, { type: 'input.queue', text: `näme ${n}` });
    const state = throughJson(first.engine.state(THREAD));
    expect([first.store.snapshot(THREAD)?.seq, types(first).length]).toEqual([200, 203]);
    const loaded = loadThread(first.store, THREAD);
    const whole = first.store
      .events(THREAD, 0)
      .map((event) => ({ ...parseEvent(event.type, event.data), seq: event.seq, at: event.at }));
    expect(loaded).toEqual({ state, head: 203, snapshotSeq: 200 });
    expect(fold(THREAD, undefined, whole)).toEqual(state);
    await first.engine.dispose();
    expect(first.store.snapshot(THREAD)?.seq).toBe(203);
    first.store.dispose();
    expect(throughJson(engineRig({ file }).engine.state(THREAD))).toEqual(state);
  });

  it('passes over a snapshot of another version', () => {
    const rig = engineRig();
    openGoal(rig);
    const state = throughJson(rig.engine.state(THREAD));
    rig.store.saveSnapshot(THREAD, 2, { version: 999, goal: 'something else' });
    expect(loadThread(rig.store, THREAD)).toEqual({ state, head: 3, snapshotSeq: 0 });
  });

  it.each(['{"version":2,"goal":null}', '{"vers', 'no JSON at all'])('passes over a snapshot that was damaged: %s', (damage) => {
    const rig = engineRig();
    openGoal(rig);
    const state = throughJson(rig.engine.state(THREAD));
    rig.store.saveSnapshot(THREAD, 2, state);
    const other = new Database(rig.file);
    other.prepare('UPDATE snapshots SET state = ? WHERE thread = ?').run([damage, THREAD]);
    other.close();
    expect(rig.store.snapshot(THREAD)).toBeUndefined();
    expect(loadThread(rig.store, THREAD)).toEqual({ state, head: 3, snapshotSeq: 0 });
  });

  it('passes over a snapshot of which one letter is another, or which is further than the log', () => {
    const rig = engineRig();
    openGoal(rig);
    const state = throughJson(rig.engine.state(THREAD));
    rig.store.saveSnapshot(THREAD, 3, state);
    const other = new Database(rig.file);
    other.exec("UPDATE snapshots SET state = replace(state, 'p95 below 120 ms', 'p95 below 999 ms')");
    expect(loadThread(rig.store, THREAD)).toEqual({ state, head: 3, snapshotSeq: 0 });
    rig.store.saveSnapshot(THREAD, 7, state);
    expect(loadThread(rig.store, THREAD)).toEqual({ state, head: 3, snapshotSeq: 0 });
    other.close();
  });

  it('that a newer version has written to is refused, naming the event', () => {
    const rig = engineRig();
    openGoal(rig);
    rig.store.append({ thread: THREAD, after: 3, events: [{ at: 1, type: 'goal.sung', data: {} }] });
    const sentence =
      'The thread th does not read at event 4 (unknown event type "goal.sung": the log was written by a newer version). Update Goalpost, or restore the data folder from a backup; nothing was changed.';
    expect(() => loadThread(rig.store, THREAD)).toThrow(sentence);
  });

  it('goes on where it stood: what is owed is begun, what had begun is interrupted', async () => {
    const file = temporaryLog();
    const world = newWorld({ replies: [{ items: [call('shell', { command: 'make' })] }] });
    const first = engineRig({
      file,
      world,
      instead: (work, context) => (work.kind === 'run-tool' ? stuckTool(context) : undefined),
    });
    await activate(first);
    await untilEvent(first, 'tool.started');
    await first.engine.dispose();
    first.store.dispose();
    const second = engineRig({ file });
    second.engine.submit(THREAD, { type: 'thread.recover' });
    const asked = untilEvent(second, 'turn.started');
    second.engine.drive(THREAD, 'all');
    await asked;
    expect(types(second).slice(-4)).toEqual(['turn.interrupted', 'checkpoint.taken', 'turn.started', 'request.started']);
    expect(second.engine.state(THREAD)?.transcript.at(-2)).toMatchObject({
      type: 'tool_result',
      output: expect.stringMatching(/^Interrupted:/),
    });
  });
});
