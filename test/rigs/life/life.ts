import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Engine, type WorkContext } from '../../../electron/engine/engine';
import * as realGit from '../../../electron/git/git';
import { type EventStore, openEventStore } from '../../../electron/store/eventStore';
import type { WorkerParts } from '../../../electron/workers/parts';
import { createWorkers } from '../../../electron/workers/workers';
import { reachedLimit } from '../../../shared/budget/limits';
import type { Work } from '../../../shared/continuation/owed';
import { assertNever } from '../../../shared/kernel/assertNever';
import { ok } from '../../../shared/kernel/result';
import type { Command } from '../../../shared/thread/commands';
import { parseEvent, type RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import type { LifePlace } from './lifePlace';
import { answerOf, LIFE_CONTRACT } from './lifeScript';
import { type LifeClock, lifeClock, lifeWorld, workspaceOf } from './lifeWorld';

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
  const during = (call: string) => userDuring(call, place, (command) => engine.submit(LIFE_THREAD, command));
  const world = await lifeWorld({ place, clock, during, git: options.git ?? realGit });
  const carryOut = (work: Work, context: WorkContext) => {
    leap(clock, work);
    const stream = (request: Parameters<typeof answerOf>[1]) => {
      place.note(`model ${work.kind === 'request-model' ? work.request : '?'}`);
      return answerOf(place, request);
    };
    return createWorkers({ ...world, provider: () => ok({ stream }) })(work, context);
  };
  const engine = new Engine({ store: watched(store, options.commit), now: clock.now, carryOut });
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
    snapshot: (thread) => store.snapshot(thread),
    saveSnapshot: (thread, seq, state) => store.saveSnapshot(thread, seq, state),
    threads: () => store.threads(),
    dispose: () => store.dispose(),
  };
}

/** Nobody sits out a pause: the clock is there when it ends. */
function leap(clock: LifeClock, work: Work): void {
  if (work.kind === 'request-model') clock.reach(work.notBefore);
  if (work.kind === 'await') clock.reach(work.until.deadline ?? 0);
}

async function liveOn(life: Pick<Life, 'engine' | 'state' | 'rest'>, place: LifePlace): Promise<void> {
  for (let orders = 0; orders < MOST_ORDERS; orders += 1) {
    if (life.state()) await life.rest();
    const state = life.state();
    if (state?.goal?.status === 'complete') return;
    for (const order of ordersAt(state, place)) {
      const submitted = life.engine.submit(LIFE_THREAD, order);
      if (!submitted.ok) throw new Error(`the user's ${order.type} was refused: ${submitted.error.message}`);
    }
  }
  throw new Error(`not complete after ${MOST_ORDERS} orders of the user's: ${life.state()?.goal?.mark.reason}`);
}

/** What the user does with a goal that stands still; what the state says is all they know. */
function ordersAt(state: ThreadState | undefined, place: LifePlace): readonly Command[] {
  const by = 'user' as const;
  if (!state) {
    const model = { api: 'responses' as const, model: 'm' };
    const draft = { by, contract: LIFE_CONTRACT };
    return [{ type: 'thread.open', workspace: workspaceOf(place), model, draft }];
  }
  const [question] = Object.values(state.questions);
  if (question) return [{ type: 'question.answer', question: question.question.id, answer: ANSWERS[question.question.kind] }];
  const status = state.goal?.status;
  switch (status) {
    case 'draft':
      return [{ type: 'goal.activate', by, acceptBaseline: true }];
    case 'paused':
    case 'blocked':
    case 'budget_limited':
      return [...extension(state), { type: 'goal.resume', by, reason: 'resumed' }];
    case 'active':
      return [{ type: 'input.queue', text: 'Go on.' }];
    case 'verifying':
    case 'usage_limited':
    case 'complete':
    case 'cleared':
    case undefined:
      throw new Error(`the goal stands still while ${status}`);
    default:
      return assertNever(status);
  }
}

/** A goal is not resumed over its limit: the user takes the limit away. */
function extension({ goal }: ThreadState): readonly Command[] {
  const used = goal && reachedLimit(goal.contract.budget, goal.usage);
  return used ? [{ type: 'budget.change', by: 'user', budget: {} }] : [];
}

const ANSWERS = { baseline: 'accept', protected: 'restore', acceptance: 'accept', human: 'pass', need: '42' } as const;

/** What the user does in the middle of things, once in a life: a message during the first look, a pause while it is mended. */
async function userDuring(call: string, place: LifePlace, order: (command: Command) => unknown): Promise<void> {
  await Promise.resolve();
  const once = (deed: string, command: Command) => {
    if (place.deeds().includes(deed)) return;
    place.note(deed);
    order(command);
  };
  if (call.startsWith('look-1')) once('user spoke', { type: 'input.queue', text: 'Hello.' });
  if (call.startsWith('mend-1')) once('user paused', { type: 'goal.pause', by: 'user', reason: 'paused' });
}
