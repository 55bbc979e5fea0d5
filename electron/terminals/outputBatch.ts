import { BoundaryScanner } from '../../shared/terminal/boundary';

/** What has come and was not handed on, taken in batches that end where a terminal's bytes may be cut. */
export class OutputBatch {
  readonly #scanner = new BoundaryScanner();
  #chunks: Uint8Array[] = [];
  /** Where in the stream the first chunk begins. */
  #start = 0;

  /** Bytes that may be taken now. */
  get ready(): number {
    return this.#scanner.safe - this.#start;
  }

  push(bytes: Uint8Array): void {
    this.#scanner.push(bytes);
    this.#chunks.push(bytes);
  }

  /** What may be taken, in a buffer of its own: a port clones the whole buffer under a view. */
  take(): Uint8Array {
    return this.#takeUpTo(this.#scanner.safe);
  }

  /** Everything, at the end of the stream. */
  takeRest(): Uint8Array {
    return this.#takeUpTo(this.#scanner.scanned);
  }

  #takeUpTo(end: number): Uint8Array {
    const batch = new Uint8Array(end - this.#start);
    let filled = 0;
    let chunk = this.#chunks[0];
    for (let index = 0; chunk && filled < batch.length; index += 1, chunk = this.#chunks[index]) {
      const part = chunk.subarray(0, batch.length - filled);
      batch.set(part, filled);
      filled += part.length;
    }
    this.#dropFirst(filled);
    this.#start = end;
    return batch;
  }

  #dropFirst(bytes: number): void {
    let left = bytes;
    const whole = this.#chunks.findIndex((chunk) => {
      if (chunk.length > left) return true;
      left -= chunk.length;
      return false;
    });
    this.#chunks = whole < 0 ? [] : this.#chunks.slice(whole);
    if (left > 0) this.#chunks[0] = (this.#chunks[0] as Uint8Array).subarray(left);
  }
}
