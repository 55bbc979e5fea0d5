import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Engine, type WorkContext } from '../../electron/engine/engine';
import { type EventStore, openEventStore } from '../../electron/store/eventStore';
import type { Work } from '../../shared/continuation/owed';
import type { Contract } from '../../shared/goal/contract';
import { testContract } from './simulatedThread';
import { newWorld, simulateWork, type World } from './simulatedWork';

export const THREAD = 'th';

/** What the engine's worker does with one piece of work. */
export type CarryOut = (work: Work, context: WorkContext) => Promise<void>;

/** An engine over the real store in a folder of its own, with a simulated world in the workers' place; all gone with the test. */
export interface EngineRig {
  readonly file: string;
  readonly store: EventStore;
  readonly engine: Engine;
  readonly world: World;
  /** The keys of all work that was begun, in order. */
  readonly begun: string[];
  /** Faults told by the engine. */
  readonly faults: string[];
}

export interface RigOptions {
  /** The log's file of an earlier rig, to open it again. */
  readonly file?: string;
  readonly world?: World;
  readonly concurrentTurns?: number;
  /** Takes a piece of work from the simulated world, or answers undefined to leave it there. */
  readonly instead?: (work: Work, context: WorkContext) => Promise<void> | undefined;
  /** Stands between the engine and the store. */
  readonly through?: (store: EventStore) => EventStore;
}

export function temporaryLog(): string {
  const folder = mkdtempSync(join(tmpdir(), 'goalpost engine ü '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'goalpost.db');
}

export function engineRig(options: RigOptions = {}): EngineRig {
  const file = options.file ?? temporaryLog();
  const opened = openEventStore(file, { mode: 'write' });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  const world = options.world ?? newWorld();
  const begun: string[] = [];
  const faults: string[] = [];
  let at = Date.now();
  const carryOut: CarryOut = async (work, context) => {
    begun.push(work.key);
    const taken = options.instead?.(work, context);
    if (taken !== undefined) return taken;
    if ((work.kind === 'request-model' || work.kind === 'compact') && world.replies.length === 0) return aborted(context.signal);
    simulateWork(world, work, { state: () => context.state(), submit: (command) => submitted(context, command) });
  };
  const limit = options.concurrentTurns === undefined ? {} : { concurrentTurns: options.concurrentTurns };
  const engine = new Engine({ store: options.through?.(store) ?? store, now: () => ++at, carryOut, ...limit });
  engine.onFault((fault) => faults.push(fault.message));
  onTestFinished(async () => {
    await engine.dispose();
    store.dispose();
  });
  return { file, store, engine, world, begun, faults };
}

/** A worker that does nothing until its work is called off: a silent model, a slow command. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** A tool that has started and does not end by itself. */
export function stuckTool(context: WorkContext): Promise<void> {
  const pending = context.state().turn?.calls[0];
  if (pending) context.submit({ type: 'tool.start', call: pending.call });
  return aborted(context.signal);
}

/** A thread with an active goal, driven; resolves once its first turn asks the model. */
export async function activate(rig: EngineRig, contract: Contract = testContract()): Promise<void> {
  const asked = untilEvent(rig, 'turn.started');
  openGoal(rig, contract);
  rig.engine.drive(THREAD, 'all');
  await asked;
}

export function openGoal({ engine }: EngineRig, contract: Contract = testContract(), thread: string = THREAD): void {
  const workspace = { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' };
  engine.submit(thread, { type: 'thread.open', workspace, model: { api: 'responses', model: 'm' } });
  engine.submit(thread, { type: 'goal.draft', by: 'user', contract });
  engine.submit(thread, { type: 'goal.activate', by: 'user', acceptBaseline: true });
}

/** Resolves when the next event of the type has been told. */
export function untilEvent({ engine }: EngineRig, type: string): Promise<void> {
  return new Promise((resolve) => {
    const listening = engine.onEvent((fact) => {
      if (fact.event.type !== type) return;
      listening.dispose();
      resolve();
    });
  });
}

function submitted(context: WorkContext, command: Parameters<WorkContext['submit']>[0]): void {
  const answer = context.submit(command);
  if (!answer.ok && answer.error.code === 'store') throw new Error(answer.error.message);
}
