import type { Disposable } from '../../shared/kernel/lifecycle';
import { err, type Result } from '../../shared/kernel/result';
import type { ExportedBundle } from '../../shared/report/exported';
import { exportBundle } from '../export/export';
import type { ExportOrder, ExportParts } from '../export/parts';

interface Fault {
  readonly code: string;
  readonly message: string;
}

interface Running {
  readonly cancelled: AbortController;
  readonly ended: Promise<unknown>;
}

/** The exports that a window has under way, one of a thread at a time. Disposing cancels them and waits until nothing of them is left. */
export class BundleExports implements Disposable {
  readonly #parts: () => ExportParts;
  readonly #running = new Map<string, Running>();

  /** `parts` is asked at every export: a key may have been saved meanwhile. */
  constructor(parts: () => ExportParts) {
    this.#parts = parts;
  }

  async start(order: Omit<ExportOrder, 'signal'>): Promise<Result<ExportedBundle, Fault>> {
    const { thread } = order;
    if (this.#running.has(thread)) return err({ code: 'exporting', message: 'This thread is being exported already.' });
    const cancelled = new AbortController();
    const made = exportBundle(this.#parts(), { ...order, signal: cancelled.signal });
    this.#running.set(thread, { cancelled, ended: made.catch(() => undefined) });
    try {
      return await made;
    } finally {
      this.#running.delete(thread);
    }
  }

  cancel(thread: string): void {
    this.#running.get(thread)?.cancelled.abort();
  }

  async dispose(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { cancelled } of running) cancelled.abort();
    await Promise.all(running.map(({ ended }) => ended));
  }
}
