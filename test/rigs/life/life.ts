import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Engine, type WorkContext } from '../../../electron/engine/engine';
import * as realGit from '../../../electron/git/git';
import { type EventStore, openEventStore } from '../../../electron/store/eventStore';
import type { WorkerParts } from '../../../electron/workers/parts';
import { createWorkers } from '../../../electron/workers/workers';
import { asksModel, type Work } from '../../../shared/continuation/owed';
import { ok } from '../../../shared/kernel/result';
import { parseEvent, type RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import type { LifePlace } from './lifePlace';
import { answerOf, summaryOf } from './lifeScript';
import { isOver, ordersAt, userDuring } from './lifeUser';
import { type LifeClock, lifeClock, lifeWorld } from './lifeWorld';

export const LIFE_THREAD = 'life';

/** The user comes back this often at most; a life needs fewer. */
const MOST_ORDERS = 60;

export interface LifeOptions {
  readonly place: LifePlace;
  /** The real git where left out. */
  readonly git?: WorkerParts['git'];
  /** Milliseconds since the epoch at which this process begins. */
  readonly at: number;
  /** Called around each commit of the log: here a process can be killed, or an image of it be taken. */
  readonly commit?: (moment: 'before' | 'after') => void;
  /** Told each event once it is acknowledged. */
  readonly acknowledged?: (event: RecordedEvent) => void;
}

/** One process of a life: the real engine, store, workers and git, on the place's files. */
export interface Life {
  readonly engine: Engine;
  readonly clock: LifeClock;
  state(): ThreadState | undefined;
  log(): readonly RecordedEvent[];
  /** What was really done in the world so far. */
  deeds(): readonly string[];
  /** Carries out what is owed until nothing is; no user is there. */
  rest(): Promise<void>;
  /** The user comes back whenever the goal stands still, until it is complete. */
  live(): Promise<void>;
  close(): Promise<void>;
}

export async function openLife(options: LifeOptions): Promise<Life> {
  const { place } = options;
  mkdirSync(place.data, { recursive: true });
  const opened = openEventStore(join(place.data, 'goalpost.db'), { mode: 'write' });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  const clock = lifeClock(options.at);
  const during = (call: string) =>
    userDuring(call, place, { state: () => engine.state(LIFE_THREAD), order: (command) => engine.submit(LIFE_THREAD, command) });
  const world = await lifeWorld({ place, clock, during, git: options.git ?? realGit });
  const carryOut = (work: Work, context: WorkContext) => {
    leap(clock, work);
    const stream = (request: Parameters<typeof answerOf>[1]) => {
      place.note(`model ${asksModel(work) && 'request' in work ? work.request : '?'}`);
      return work.kind === 'compact' ? summaryOf() : answerOf(place, request, clock.now());
    };
    return createWorkers({ ...world, provider: () => ok({ stream }) })(work, context);
  };
  const engine = new Engine({ store: watched(store, options.commit), now: clock.now, carryOut, inputCost: world.inputCost });
  engine.onEvent(({ event }) => options.acknowledged?.(event));
  const faults: string[] = [];
  engine.onFault((fault) => faults.push(fault.message));
  const state = () => engine.state(LIFE_THREAD);
  const rest = async () => {
    engine.drive(LIFE_THREAD, 'all');
    await engine.settled(LIFE_THREAD);
    if (faults.length > 0) throw new Error(`a worker failed: ${faults.join('; ')}`);
  };
  return {
    engine,
    clock,
    state,
    rest,
    log: () => store.events(LIFE_THREAD, 0).map(({ seq, at, type, data }) => ({ ...parseEvent(type, data), seq, at })),
    deeds: () => place.deeds(),
    live: () => liveOn({ engine, state, rest }, place),
    close: async () => {
      await engine.dispose();
      store.dispose();
    },
  };
}

/** The store as it is, with somebody looking in around each commit. */
function watched(store: EventStore, commit: LifeOptions['commit']): EventStore {
  if (!commit) return store;
  return {
    append: (batch) => {
      commit('before');
      const appended = store.append(batch);
      commit('after');
      return appended;
    },
    receipt: (id) => store.receipt(id),
    events: (thread, after) => store.events(thread, after),
    eventsOf: (thread, types, span) => store.eventsOf(thread, types, span),
    lastEventsOf: (thread, types, most, before) => store.lastEventsOf(thread, types, most, before),
    answers: store.answers,
    snapshot: (thread) => store.snapshot(thread),
    saveSnapshot: (thread, seq, state) => store.saveSnapshot(thread, seq, state),
    threads: () => store.threads(),
    head: (thread) => store.head(thread),
    listings: () => store.listings(),
    saveListing: (thread, head, listing) => store.saveListing(thread, head, listing),
    dispose: () => store.dispose(),
  };
}

/** Nobody sits out a pause: the clock is there when it ends. */
function leap(clock: LifeClock, work: Work): void {
  if (work.kind === 'request-model' || work.kind === 'compact') clock.reach(work.notBefore);
  if (work.kind === 'await-reset') clock.reach(work.at);
  if (work.kind === 'await') clock.reach(work.until.deadline ?? 0);
}

async function liveOn(life: Pick<Life, 'engine' | 'state' | 'rest'>, place: LifePlace): Promise<void> {
  for (let orders = 0; orders < MOST_ORDERS; orders += 1) {
    if (life.state()) await life.rest();
    const state = life.state();
    if (isOver(state, place)) return;
    for (const order of ordersAt(state, place)) {
      const submitted = life.engine.submit(LIFE_THREAD, order);
      if (!submitted.ok) throw new Error(`the user's ${order.type} was refused: ${submitted.error.message}`);
    }
  }
  throw new Error(`not complete after ${MOST_ORDERS} orders of the user's: ${life.state()?.goal?.mark.reason}`);
}
