import { StringDecoder } from 'node:string_decoder';
import type { ExcerptLimits } from '../../shared/evidence/excerpt';
import { OutputView } from '../../shared/tools/outputView';

/** What a model is shown of one look, in characters: some 4,000 tokens. Failures mostly print last, so the tail is the larger part. */
const SHOWN: ExcerptLimits = { headBytes: 6_000, tailBytes: 10_000 };

/**
 * Bytes of which an excerpt is made, at the beginning and at the end: ten times what is shown, as colours take room. Making plain text
 * of everything would cost as much as parsing it for the screen; what lies between is counted and let go.
 */
const HEAD_BYTES = 64 * 1024;
const TAIL_BYTES = 128 * 1024;

/** What was printed since the last look, bounded. It costs little until somebody looks. */
export class ShownOutput {
  readonly #view = new OutputView(SHOWN);
  #decoder = new StringDecoder('utf8');
  #head: Uint8Array[] = [];
  #headBytes = 0;
  #tail: Uint8Array[] = [];
  #tailBytes = 0;
  #dropped = 0;

  /** Takes bytes that nobody changes afterwards. */
  push(bytes: Uint8Array): void {
    if (this.#headBytes < HEAD_BYTES) {
      this.#head.push(bytes);
      this.#headBytes += bytes.byteLength;
      return;
    }
    this.#tail.push(bytes);
    this.#tailBytes += bytes.byteLength;
    for (let first = this.#tail[0]; first && this.#tailBytes - first.byteLength >= TAIL_BYTES; first = this.#tail[0]) {
      this.#tail.shift();
      this.#tailBytes -= first.byteLength;
      this.#dropped += first.byteLength;
    }
  }

  take(): { readonly text: string; readonly cut: boolean } {
    for (const bytes of this.#head) this.#show(bytes);
    if (this.#dropped > 0) this.#skip();
    for (const bytes of this.#tail) this.#show(bytes);
    [this.#head, this.#headBytes, this.#tail, this.#tailBytes, this.#dropped] = [[], 0, [], 0, 0];
    return this.#view.take();
  }

  /** The tail begins with a whole line, where it has one: no half of a sequence and no half of a character. */
  #skip(): void {
    const tail = Buffer.concat(this.#tail);
    const start = tail.indexOf(0x0a) + 1;
    this.#view.skip(this.#dropped + start);
    this.#decoder = new StringDecoder('utf8');
    this.#tail = [tail.subarray(start)];
  }

  #show(bytes: Uint8Array): void {
    this.#view.push(this.#decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  }
}
