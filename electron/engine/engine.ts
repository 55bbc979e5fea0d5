/*
 * The single writer. It owns the states of open threads and the queue of orders: decide, append with the receipt in one
 * transaction, fold, publish, then start what is owed and stop what is no longer owed. It does no I/O of its own: the store
 * and the workers are handed in, and it knows nothing of models, terminals or git.
 */
import { asksModel, owedWork, type Work } from '../../shared/continuation/owed';
import { Emitter } from '../../shared/kernel/emitter';
import type { CommandId, Instant, ThreadId } from '../../shared/kernel/ids';
import type { Disposable, SyncDisposable } from '../../shared/kernel/lifecycle';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Command, Refusal } from '../../shared/thread/commands';
import type { RecordedEvent } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import type { EventStore } from '../store/eventStore';
import { loadThread } from './load';
import { type Step, stepOf } from './step';
import { WorkRegister } from './workRegister';

/** At least so many events lie between two snapshots, so that writing them stays rare. */
const SNAPSHOT_EVERY = 200;

/**
 * And so many for each character of the last snapshot: an event is some 400 characters, so that snapshots, which hold the whole
 * state, come to at most a quarter of what the log itself takes, however long the thread is.
 */
const EVENTS_PER_CHARACTER = 1 / 100;

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
}

export interface EngineParts {
  readonly store: EventStore;
  readonly now: () => Instant;
  readonly carryOut: (work: Work, context: WorkContext) => Promise<void>;
}

/** Work that could not be done, in a sentence. The thread is paused with it wherever the log still takes that. */
export interface Fault {
  readonly thread: ThreadId;
  readonly message: string;
}

interface OpenThread {
  state: ThreadState | undefined;
  head: number;
  snapshotAt: number;
  /** The head from which the next snapshot pays. */
  snapshotDue: number;
  /** Which owed work is carried out here; undefined: none, the thread is only looked at. */
  drive: 'all' | 'without_model' | undefined;
  /** Keys of work whose starting order was given before its worker began. */
  readonly begun: Set<string>;
}

export class Engine implements Disposable {
  readonly #parts: EngineParts;
  readonly #threads = new Map<ThreadId, OpenThread>();
  readonly #events = new Emitter<{ readonly thread: ThreadId; readonly event: RecordedEvent }>();
  readonly #faults = new Emitter<Fault>();
  readonly #register: WorkRegister;
  #closed = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#register = new WorkRegister({
      carryOut: (thread, work, signal) => parts.carryOut(work, this.#context(thread, work.key, signal)),
      stillOwed: (thread, key) => this.#owed(thread).some((work) => work.key === key),
      failed: (thread, message) => this.#fail(thread, message),
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

  /** The thread as the log has it; undefined where there is none. */
  state(thread: ThreadId): ThreadState | undefined {
    return this.#open(thread).state;
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
    const open = this.#open(thread);
    if (id !== undefined && this.#parts.store.receipt(id) !== undefined && open.state) return ok(open.state);
    const at = this.#parts.now();
    const next = (state: ThreadState) => (by === undefined ? [] : this.#register.next(thread, owedBy(state, open.drive), by));
    const step = stepOf({ thread, state: open.state, command, at }, next);
    if (!step.ok) return step;
    const appended = this.#append(thread, open, step.value, at, id);
    if (!appended.ok) return appended;
    if (command.type === 'goal.resume') this.#register.unpark(thread);
    this.#reconcile(thread);
    return open.state ? ok(open.state) : err({ code: 'no_thread', message: 'The thread has no events.' });
  }

  #append(thread: ThreadId, open: OpenThread, { facts, begun }: Step, at: Instant, id?: CommandId): Result<void, Unsent> {
    if (facts.length === 0 && id === undefined) return ok(undefined);
    const stored = this.#parts.store.append({
      thread,
      after: open.head,
      events: facts.map(({ fact }) => ({ at, type: fact.type, data: fact.data })),
      ...(id === undefined ? {} : { receipt: { command: id, answer: { head: open.head + facts.length } } }),
    });
    if (!stored.ok) return err({ code: 'store', message: stored.error.message });
    for (const key of begun) open.begun.add(key);
    for (const { fact, state } of facts) {
      open.head += 1;
      open.state = state;
      this.#events.emit({ thread, event: { ...fact, seq: open.head, at } });
    }
    if (open.head >= open.snapshotDue) this.#snapshot(thread, open);
    return ok(undefined);
  }

  /** A snapshot only saves folding: one that the disk refuses is tried again later, and the order that was stored stands. */
  #snapshot(thread: ThreadId, open: OpenThread): void {
    if (!open.state || open.head === open.snapshotAt) return;
    open.snapshotAt = open.head;
    open.snapshotDue = open.head + SNAPSHOT_EVERY;
    try {
      const size = this.#parts.store.saveSnapshot(thread, open.head, open.state);
      open.snapshotDue = open.head + Math.max(SNAPSHOT_EVERY, Math.ceil(size * EVENTS_PER_CHARACTER));
    } catch (thrown) {
      if (!isStoreFailure(thrown)) throw thrown;
    }
  }

  #fail(thread: ThreadId, message: string): void {
    this.submit(thread, { type: 'thread.fail', message });
    this.#faults.emit({ thread, message });
  }

  /** Begins to carry out what the thread owes; `without_model` leaves turns and requests alone. */
  drive(thread: ThreadId, how: 'all' | 'without_model'): void {
    this.#open(thread).drive = how;
    this.#register.unpark(thread);
    this.#reconcile(thread);
  }

  /** Resolves when nothing that is carried out here is owed or still ending. */
  settled(thread: ThreadId): Promise<void> {
    return this.#register.quiet(thread);
  }

  #open(thread: ThreadId): OpenThread {
    const known = this.#threads.get(thread);
    if (known) return known;
    const loaded = loadThread(this.#parts.store, thread);
    const open: OpenThread = {
      ...loaded,
      snapshotAt: loaded.snapshotSeq,
      snapshotDue: loaded.snapshotSeq + SNAPSHOT_EVERY,
      drive: undefined,
      begun: new Set(),
    };
    this.#threads.set(thread, open);
    return open;
  }

  #owed(thread: ThreadId): readonly Work[] {
    const { state, drive } = this.#open(thread);
    return state ? owedBy(state, drive) : [];
  }

  #reconcile(thread: ThreadId): void {
    if (!this.#closed) this.#register.reconcile(thread, this.#owed(thread));
  }

  #context(thread: ThreadId, key: string, signal: AbortSignal): WorkContext {
    return {
      thread,
      signal,
      begun: this.#open(thread).begun.delete(key),
      state: () => {
        const { state } = this.#open(thread);
        if (!state) throw new Error(`work on thread ${thread}, which has no events`);
        return state;
      },
      submit: (command) => this.#submit(thread, command, { by: key }),
    };
  }

  /** Stops all work and waits for it to end. Nothing is written any more, except a snapshot of each open thread. */
  async dispose(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#register.dispose();
    for (const [thread, open] of this.#threads) this.#snapshot(thread, open);
  }
}

/** What is carried out here of what a thread owes. */
function owedBy(state: ThreadState, drive: OpenThread['drive']): readonly Work[] {
  if (drive === undefined) return [];
  const owed = owedWork(state);
  return drive === 'all' ? owed : owed.filter((work) => !asksModel(work));
}

// By its name: the class is another room's, and values of other rooms are not imported here.
function isStoreFailure(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'StoreFailure';
}
