/** The last bytes of a stream, at most `limit` of them, and how many before those are gone. */
export class ByteTail {
  readonly #limit: number;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #dropped = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get empty(): boolean {
    return this.#bytes === 0 && this.#dropped === 0;
  }

  get dropped(): number {
    return this.#dropped;
  }

  push(chunk: Uint8Array): void {
    const kept = chunk.subarray(Math.max(0, chunk.byteLength - this.#limit));
    this.#dropped += chunk.byteLength - kept.byteLength;
    this.#chunks.push(kept);
    this.#bytes += kept.byteLength;
    this.#shorten();
  }

  /** Drops whole chunks from the front, and at last a part of one. */
  #shorten(): void {
    let over = this.#bytes - this.#limit;
    let first = 0;
    while (over > 0) {
      const chunk = this.#chunks[first];
      if (!chunk) break;
      const gone = Math.min(over, chunk.byteLength);
      if (gone === chunk.byteLength) first += 1;
      else this.#chunks[first] = chunk.subarray(gone);
      over -= gone;
      this.#bytes -= gone;
      this.#dropped += gone;
    }
    if (first > 0) this.#chunks = this.#chunks.slice(first);
  }

  /** What is kept, in one piece. */
  bytes(): Uint8Array {
    const whole = Buffer.concat(this.#chunks);
    this.#chunks = [whole];
    return whole;
  }

  clear(): void {
    this.#chunks = [];
    this.#bytes = 0;
    this.#dropped = 0;
  }
}
