import type { Readable } from 'node:stream';

/** How long a stream may be silent after its process ended before whoever still holds it open is given up; a starved machine is slow. */
export const DRAIN_IDLE_MS = 1_500;

/** How long, in all, we wait for bytes after the end: something that holds the stream open and keeps printing stops here. */
const DRAIN_TOTAL_MS = 5_000;

type Take = (chunk: Uint8Array) => void | Promise<void>;

/**
 * Hands on every chunk, waiting for the handler before the next is read. Resolves with true at the stream's end; with false when
 * `ended` has resolved and nobody ends the stream. The time a handler takes does not count. Rejects with the handler's error.
 */
export async function drain(stream: Readable, take: Take, ended: Promise<unknown>): Promise<boolean> {
  const clock = new WaitingClock(() => stream.destroy(GIVEN_UP));
  void ended.then(() => clock.begin());
  try {
    for await (const chunk of stream) {
      clock.pause();
      await take(chunk);
      clock.wait();
    }
    return true;
  } catch (cause) {
    if (cause === GIVEN_UP) return false;
    throw cause;
  } finally {
    clock.stop();
  }
}

const GIVEN_UP = new Error('nobody ended the stream');

/** Counts the time spent waiting for bytes, from `begin` on, and gives up when it was too long. */
class WaitingClock {
  readonly #giveUp: () => void;
  #timer: NodeJS.Timeout | undefined;
  #begun = false;
  #waiting = true;
  #left = DRAIN_TOTAL_MS;
  #since = 0;

  constructor(giveUp: () => void) {
    this.#giveUp = giveUp;
  }

  begin(): void {
    this.#begun = true;
    if (this.#waiting) this.wait();
  }

  wait(): void {
    this.#waiting = true;
    if (!this.#begun || this.#timer) return;
    this.#since = performance.now();
    this.#timer = setTimeout(this.#giveUp, Math.max(0, Math.min(DRAIN_IDLE_MS, this.#left)));
  }

  pause(): void {
    this.#waiting = false;
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#left -= performance.now() - this.#since;
  }

  stop(): void {
    this.pause();
    this.#begun = false;
  }
}
