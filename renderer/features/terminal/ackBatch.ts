/**
 * So many parsed bytes go into one acknowledgement while more are waiting: a flood of 20 MB/s is some three hundred replies a second,
 * and far less is ever unacknowledged than the owner lets be.
 */
export const ACK_BYTES = 64 * 1024;

/** Gathers what was parsed into few acknowledgements. With nothing left to parse all of it is acknowledged, so that no owner waits for the rest. */
export class AckBatch {
  readonly #send: (bytes: number) => void;
  #written = 0;
  #parsed = 0;

  constructor(send: (bytes: number) => void) {
    this.#send = send;
  }

  written(bytes: number): void {
    this.#written += bytes;
  }

  parsed(bytes: number): void {
    this.#written -= bytes;
    this.#parsed += bytes;
    if (this.#parsed < ACK_BYTES && this.#written > 0) return;
    const due = this.#parsed;
    this.#parsed = 0;
    if (due > 0) this.#send(due);
  }
}
