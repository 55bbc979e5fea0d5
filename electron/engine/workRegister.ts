import type { Work } from '../../shared/continuation/owed';
import type { ThreadId } from '../../shared/kernel/ids';
import type { Disposable } from '../../shared/kernel/lifecycle';

export interface RegisterParts {
  readonly carryOut: (thread: ThreadId, work: Work, signal: AbortSignal) => Promise<void>;
  readonly stillOwed: (thread: ThreadId, key: string) => boolean;
  /** A worker threw, or ended without doing what was owed: a fault of ours. */
  readonly failed: (thread: ThreadId, message: string) => void;
  readonly changed: (thread: ThreadId) => void;
}

interface Running {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** Which owed work is running, by thread and key. Starts what is owed once, aborts what no longer is, and parks what failed. */
export class WorkRegister implements Disposable {
  readonly #parts: RegisterParts;
  readonly #running = new Map<ThreadId, Map<string, Running>>();
  readonly #parked = new Map<ThreadId, Set<string>>();
  readonly #waiting = new Map<ThreadId, (() => void)[]>();
  #closed = false;

  constructor(parts: RegisterParts) {
    this.#parts = parts;
  }

  reconcile(thread: ThreadId, owed: readonly Work[]): void {
    const running = this.#of(thread);
    const keys = new Set(owed.map((work) => work.key));
    const ending = [...running].filter(([key]) => !keys.has(key));
    for (const [, work] of ending) work.controller.abort();
    // A command that is being killed may still write: nothing begins beside it, and its end brings us here again.
    if (ending.length > 0) return;
    for (const work of owed) if (!running.has(work.key) && !this.#isParked(thread, work.key)) this.#start(thread, work);
    if (running.size === 0) this.#tellQuiet(thread);
  }

  /** Of what is owed, what would begin once the work `by` has ended: nothing while other work is being called off. */
  next(thread: ThreadId, owed: readonly Work[], by: string): readonly Work[] {
    const running = this.#of(thread);
    const keys = new Set(owed.map((work) => work.key));
    if ([...running.keys()].some((key) => key !== by && !keys.has(key))) return [];
    return owed.filter((work) => !running.has(work.key) && !this.#isParked(thread, work.key));
  }

  /** Failed work may be tried again. */
  unpark(thread: ThreadId): void {
    this.#parked.delete(thread);
  }

  /** Resolves when nothing runs on the thread. */
  quiet(thread: ThreadId): Promise<void> {
    if (this.#of(thread).size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.set(thread, [...(this.#waiting.get(thread) ?? []), resolve]);
    });
  }

  #start(thread: ThreadId, work: Work): void {
    const controller = new AbortController();
    const ended = this.#carryOut(thread, work, controller.signal);
    this.#of(thread).set(work.key, { controller, ended });
  }

  async #carryOut(thread: ThreadId, work: Work, signal: AbortSignal): Promise<void> {
    // A turn of the event loop first: the caller's order is answered before its work begins.
    await Promise.resolve();
    const fault = await this.#attempt(thread, work, signal);
    this.#of(thread).delete(work.key);
    if (this.#closed) return;
    if (fault !== undefined) {
      this.#park(thread, work.key);
      this.#parts.failed(thread, fault);
    }
    this.#parts.changed(thread);
  }

  async #attempt(thread: ThreadId, work: Work, signal: AbortSignal): Promise<string | undefined> {
    // What was begun and called off by the same order never starts.
    if (signal.aborted) return undefined;
    try {
      await this.#parts.carryOut(thread, work, signal);
    } catch (thrown) {
      if (signal.aborted) return undefined;
      return `${work.kind}: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    }
    if (signal.aborted || this.#closed || !this.#parts.stillOwed(thread, work.key)) return undefined;
    return `${work.kind} ended without a result`;
  }

  #of(thread: ThreadId): Map<string, Running> {
    const known = this.#running.get(thread) ?? new Map<string, Running>();
    this.#running.set(thread, known);
    return known;
  }

  #park(thread: ThreadId, key: string): void {
    this.#parked.set(thread, new Set([...(this.#parked.get(thread) ?? []), key]));
  }

  #isParked(thread: ThreadId, key: string): boolean {
    return this.#parked.get(thread)?.has(key) ?? false;
  }

  #tellQuiet(thread: ThreadId): void {
    const waiting = this.#waiting.get(thread) ?? [];
    this.#waiting.delete(thread);
    for (const resolve of waiting) resolve();
  }

  async dispose(): Promise<void> {
    this.#closed = true;
    const all = [...this.#running.values()].flatMap((running) => [...running.values()]);
    for (const work of all) work.controller.abort();
    await Promise.all(all.map((work) => work.ended));
    for (const thread of [...this.#waiting.keys()]) this.#tellQuiet(thread);
  }
}
