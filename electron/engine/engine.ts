/*
 * The single writer. It owns the states of open threads and the queue of orders: decide, append with the receipt in one
 * transaction, fold, publish, then start what is owed and stop what is no longer owed. It does no I/O of its own: the store
 * and the workers are handed in, and it knows nothing of models, terminals or git.
 */

import type { InputCost } from '../../shared/continuation/followUp';
import { type Drive, isDriven, owedWork, type Work } from '../../shared/continuation/owed';
import { CONCURRENT_TURNS } from '../../shared/continuation/turnPlace';
import { Emitter } from '../../shared/kernel/emitter';
import type { CommandId, Instant, ThreadId } from '../../shared/kernel/ids';
import type { Disposable, SyncDisposable } from '../../shared/kernel/lifecycle';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Command, Refusal } from '../../shared/thread/commands';
import type { RecordedEvent } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import { listingOf } from '../../shared/views/listing';
import type { QueueView } from '../../shared/views/queue';
import type { EventStore } from '../store/eventStore';
import { Admission, type Pass } from './admission';
import { type ListedThread, listedThreads } from './listed';
import { type OpenThread, OpenThreads } from './openThreads';
import { takeSnapshot } from './snapshots';
import { type Step, stepOf } from './step';
import { WorkRegister } from './workRegister';

export type Unsent = { readonly code: 'store' | 'closed'; readonly message: string };
export type Submitted = Result<ThreadState, Refusal | Unsent>;

/** What a worker may do: look at the thread as it is now, and report. `signal` aborts when its work is no longer owed. */
export interface WorkContext {
  readonly thread: ThreadId;
  readonly signal: AbortSignal;
  /** The step that made this work owed has given its starting order too. */
  readonly begun: boolean;
  state(): ThreadState;
  submit(command: Command): Submitted;
  /** After a pause of its own, a turn's work waits for its place among the turns again; false when it was called off meanwhile. */
  enterTurn(): Promise<boolean>;
}

export interface EngineParts {
  readonly store: EventStore;
  readonly now: () => Instant;
  readonly carryOut: (work: Work, context: WorkContext) => Promise<void>;
  /** Refuses an order for what only the world outside the thread knows. */
  readonly forbid?: (state: ThreadState | undefined, command: Command) => Refusal | undefined;
  /** Turns that may work at the same time; the usual number where it is left out. */
  readonly concurrentTurns?: number;
  /** What a request's input costs; without it nothing has a price. */
  readonly inputCost?: InputCost;
}

/** Work that could not be done, in a sentence. The thread is paused with it wherever the log still takes that. */
export interface Fault {
  readonly thread: ThreadId;
  readonly message: string;
}

export class Engine implements Disposable {
  readonly #parts: EngineParts;
  readonly #threads: OpenThreads;
  readonly #events = new Emitter<{ readonly thread: ThreadId; readonly event: RecordedEvent }>();
  readonly #faults = new Emitter<Fault>();
  readonly #register: WorkRegister;
  readonly #admission: Admission;
  readonly #inputCost: InputCost;
  #closed = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#threads = new OpenThreads(parts.store);
    this.#inputCost = parts.inputCost ?? (() => null);
    const concurrentTurns = parts.concurrentTurns ?? CONCURRENT_TURNS;
    this.#admission = new Admission({ concurrentTurns, state: (thread) => this.#threads.open(thread).state });
    this.#register = new WorkRegister({
      carryOut: (thread, work, signal) => this.#carryOut(thread, work, signal),
      stillOwed: (thread, key) => this.#owed(thread).some((work) => work.key === key),
      failed: (thread, message) => this.fail(thread, message),
      changed: (thread) => this.#reconcile(thread),
    });
  }

  /** Every event, after it is on disk. */
  onEvent(listener: (fact: { readonly thread: ThreadId; readonly event: RecordedEvent }) => void): SyncDisposable {
    return this.#events.on(listener);
  }

  /** Every fault of a worker's, also one that the log could not take: somebody has to be told of that too. */
  onFault(listener: (fault: Fault) => void): SyncDisposable {
    return this.#faults.on(listener);
  }

  /** Tells that somebody began to wait for a place, or waits no more. */
  onQueue(listener: () => void): SyncDisposable {
    return this.#admission.onChange(listener);
  }

  /** Who waits for a place now, and behind how many: live, and in no log. */
  queue(): QueueView {
    return this.#admission.queue();
  }

  /** From now on at most so many turns work at the same time; those that do so already go on. */
  limitTurns(limit: number): void {
    this.#admission.limitTurns(limit);
  }

  /** The thread as the log has it, in memory from now on; undefined where there is none. */
  state(thread: ThreadId): ThreadState | undefined {
    return this.#threads.open(thread).state;
  }

  /** The same, for whoever looks at many threads: one that is not open is read, and not kept. */
  read(thread: ThreadId): ThreadState | undefined {
    return this.#threads.read(thread);
  }

  /**
   * Carries out one order. The answer is given after its events are on disk (law 3). With a command id, a repeated order gets
   * its first answer and does nothing again.
   */
  submit(thread: ThreadId, command: Command, id?: CommandId): Submitted {
    return this.#submit(thread, command, { id });
  }

  /** `by` is the key of the work that reports: its last order, after which it ends. */
  #submit(
    thread: ThreadId,
    command: Command,
    { id, by }: { readonly id?: CommandId | undefined; readonly by?: string },
  ): Submitted {
    if (this.#closed) return err({ code: 'closed', message: 'Goalpost is closing.' });
    const open = this.#threads.open(thread);
    if (id !== undefined && this.#parts.store.receipt(id) !== undefined && open.state) return ok(open.state);
    const stopped = this.#storeStop(thread, open);
    if (!stopped.ok) return stopped;
    const forbidden = this.#parts.forbid?.(open.state, command);
    if (forbidden) return err(forbidden);
    const at = this.#parts.now();
    const next = (state: ThreadState) => (by === undefined ? [] : this.#next(thread, owedBy(state, open), by));
    const step = stepOf({ thread, state: open.state, command, at }, next, this.#inputCost);
    if (!step.ok) return step;
    const appended = this.#append(thread, open, step.value, at, id);
    if (!appended.ok) return appended;
    if (command.type === 'goal.resume' || command.type === 'budget.change') this.#register.unpark(thread);
    this.#reconcile(thread);
    return open.state ? ok(open.state) : err({ code: 'no_thread', message: 'The thread has no events.' });
  }

  #append(thread: ThreadId, open: OpenThread, { facts, begun }: Step, at: Instant, id?: CommandId): Result<void, Unsent> {
    if (facts.length === 0 && id === undefined) return ok(undefined);
    const last = facts.at(-1);
    const stored = this.#parts.store.append({
      thread,
      after: open.head,
      events: facts.map(({ fact }) => ({ at, type: fact.type, data: fact.data })),
      ...(last === undefined ? {} : { listing: listingOf(last.state) }),
      ...(id === undefined ? {} : { receipt: { command: id, answer: { head: open.head + facts.length } } }),
    });
    if (!stored.ok) return err({ code: 'store', message: stored.error.message });
    for (const key of begun) open.begun.add(key);
    for (const { fact, state } of facts) {
      open.head += 1;
      open.state = state;
      this.#events.emit({ thread, event: { ...fact, seq: open.head, at } });
    }
    if (open.head >= open.snapshotDue) takeSnapshot(this.#parts.store, thread, open);
    return ok(undefined);
  }

  /**
   * Stops the thread's turn with a fault of ours and tells it. Where the log does not take that either, the thread is left as the log
   * has it, nothing of it is begun any more, and the stop is stored before the next order.
   */
  fail(thread: ThreadId, message: string): void {
    const open = this.#threads.open(thread);
    const stopped = this.submit(thread, { type: 'thread.fail', message });
    if (!stopped.ok && stopped.error.code === 'store') {
      open.unstored = message;
      this.#reconcile(thread);
    }
    this.#faults.emit({ thread, message });
  }

  /** A stop that the disk did not take when it came: it goes before everything else, or nothing goes. */
  #storeStop(thread: ThreadId, open: OpenThread): Result<void, Unsent> {
    const { unstored: message } = open;
    if (message === undefined || !open.state) return ok(undefined);
    const at = this.#parts.now();
    const stop = stepOf({ thread, state: open.state, command: { type: 'thread.fail', message }, at }, () => [], this.#inputCost);
    const stored = stop.ok ? this.#append(thread, open, stop.value, at) : ok(undefined);
    if (!stored.ok) return stored;
    open.unstored = undefined;
    this.#reconcile(thread);
    return stored;
  }

  /** Every thread as lists show it, the last changed first. It opens none. */
  listed(): readonly ListedThread[] {
    return listedThreads(this.#parts.store);
  }

  /** As `drive`, for a thread that owes nothing now: it is not opened for this, and carried out from its next order on. */
  driveOnceOpen(thread: ThreadId, how: Drive): void {
    if (this.#threads.has(thread)) this.drive(thread, how);
    else this.#threads.rest(thread, how);
  }

  /** Begins to carry out what the thread owes, so far as `how` says. */
  drive(thread: ThreadId, how: Drive): void {
    this.#threads.open(thread).drive = how;
    this.#register.unpark(thread);
    this.#reconcile(thread);
  }

  /** Resolves when nothing that is carried out here is owed or still ending. */
  settled(thread: ThreadId): Promise<void> {
    return this.#register.quiet(thread);
  }

  #owed(thread: ThreadId): readonly Work[] {
    const open = this.#threads.open(thread);
    return open.state ? owedBy(open.state, open) : [];
  }

  /** What may begin in the very step that makes it owed: nothing that would go past somebody who waits for a place. */
  #next(thread: ThreadId, owed: readonly Work[], by: string): readonly Work[] {
    return this.#register.next(thread, owed, by).filter((work) => this.#admission.mayGoOn(thread, work));
  }

  #reconcile(thread: ThreadId): void {
    if (this.#closed) return;
    const owed = this.#owed(thread);
    this.#admission.review(thread, owed, this.#parts.now());
    this.#register.reconcile(thread, owed);
  }

  /** Work begins when it is let in, and then as it is owed by that time: input may have come while it waited. */
  async #carryOut(thread: ThreadId, work: Work, signal: AbortSignal): Promise<void> {
    const pass = this.#admission.pass(thread, signal);
    try {
      const admitted = pass.admit(work, this.#parts.now());
      if (admitted !== true && !(await admitted)) return;
      const now = this.#owed(thread).find(({ key }) => key === work.key) ?? work;
      await this.#parts.carryOut(now, this.#context(thread, work.key, signal, pass));
    } finally {
      pass.leave();
    }
  }

  #context(thread: ThreadId, key: string, signal: AbortSignal, pass: Pass): WorkContext {
    return {
      thread,
      signal,
      begun: this.#threads.open(thread).begun.delete(key),
      state: () => {
        const { state } = this.#threads.open(thread);
        if (!state) throw new Error(`work on thread ${thread}, which has no events`);
        return state;
      },
      submit: (command) => this.#submit(thread, command, { by: key }),
      enterTurn: () => pass.enterTurn(),
    };
  }

  /** Stops all work and waits for it to end. Nothing is written any more, except a snapshot of each open thread. */
  async dispose(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#register.dispose();
    this.#threads.takeSnapshots();
  }
}

/** What is carried out here of what a thread owes. */
function owedBy(state: ThreadState, { drive, unstored }: OpenThread): readonly Work[] {
  if (drive === undefined || unstored !== undefined) return [];
  return owedWork(state).filter((work) => isDriven(work, drive));
}
