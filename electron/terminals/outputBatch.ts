import { BoundaryScanner } from '../../shared/terminal/boundary';

/**
 * A batch that has grown to this goes at once: a slice of what a view parses between two frames. With its own words a message stays
 * below 64 KB, from where on Chromium makes a shared memory for each (measured: six times the time on the port).
 */
export const BATCH_BYTES = 56 * 1024;

/** What has come and was not handed on, taken in batches that end where a terminal's bytes may be cut. */
export class OutputBatch {
  readonly #scanner = new BoundaryScanner();
  #buffer = new Uint8Array(0);
  #filled = 0;
  /** How much of the buffer was scanned. */
  #scanned = 0;

  /** Takes what there is room for, and answers how much of the bytes that was. With `full` it must be taken from. */
  push(bytes: Uint8Array): number {
    // Most terminals print little before they print much.
    if (this.#buffer.length === 0) this.#buffer = new Uint8Array(BATCH_BYTES);
    const room = this.#buffer.length - this.#filled;
    this.#buffer.set(bytes.length > room ? bytes.subarray(0, room) : bytes, this.#filled);
    const taken = Math.min(room, bytes.length);
    this.#filled += taken;
    return taken;
  }

  get full(): boolean {
    return this.#filled === this.#buffer.length && this.#filled > 0;
  }

  /** What may be taken, in a buffer of its own: a port clones the whole buffer under a view. */
  take(): Uint8Array {
    this.#scan();
    return this.#takeFirst(this.#filled - (this.#scanner.scanned - this.#scanner.safe));
  }

  /** Everything, at the end of the stream. */
  takeRest(): Uint8Array {
    this.#scan();
    return this.#takeFirst(this.#filled);
  }

  #scan(): void {
    this.#scanner.push(this.#buffer.subarray(this.#scanned, this.#filled));
    this.#scanned = this.#filled;
  }

  #takeFirst(bytes: number): Uint8Array {
    const batch = this.#buffer.slice(0, bytes);
    this.#buffer.copyWithin(0, bytes, this.#filled);
    this.#filled -= bytes;
    this.#scanned = this.#filled;
    return batch;
  }
}
