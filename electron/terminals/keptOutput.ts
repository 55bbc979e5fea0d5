import type { BlobRef } from '../../shared/kernel/blobRef';
import type { BlobStore, BlobWriter } from '../store/blobStore';

/** Output kept per command. A quarter of a GiB is more than anyone reads and keeps `yes` from filling the disk; the tail is shown all the same. */
const MAX_STORED_BYTES = 256 * 1024 * 1024;

/** Output waiting for the disk before the command is held back, so that a slow disk bounds memory rather than growing it. */
const MAX_PENDING_BYTES = 16 * 1024 * 1024;

export interface StoredOutput {
  readonly stored?: BlobRef;
  /** A sentence on output that could not be kept. */
  readonly lost?: string;
}

/** A command's output on its way into the store. */
export class KeptOutput {
  readonly #writer: BlobWriter;
  readonly #onChange: () => void;
  #seen = 0;
  #kept = 0;
  #pending = 0;
  /** Why the store refused output; nothing is written after that. */
  #fault: string | undefined;
  readonly #queue: Uint8Array[] = [];
  #draining: Promise<void> | undefined;

  /** `onChange` is called when `lagging` may have changed. */
  constructor(blobs: BlobStore, onChange: () => void) {
    this.#writer = blobs.writer();
    this.#onChange = onChange;
  }

  /** The disk does not keep up: nothing more should come for now. */
  get lagging(): boolean {
    return this.#pending > MAX_PENDING_BYTES;
  }

  /** Takes bytes that nobody changes afterwards. */
  push(bytes: Uint8Array): void {
    this.#seen += bytes.byteLength;
    const part = bytes.subarray(0, MAX_STORED_BYTES - this.#kept);
    if (part.byteLength === 0) return;
    this.#kept += part.byteLength;
    this.#pending += part.byteLength;
    this.#queue.push(part);
    this.#draining ??= this.#drain();
  }

  /** Settles when everything is on disk, or is known to be lost. */
  async finish(): Promise<StoredOutput> {
    await this.#draining;
    const stored = await this.#finishStoring();
    const lost =
      this.#fault ?? (this.#seen > this.#kept ? `Only the first ${this.#kept} bytes of the output were kept.` : undefined);
    return { ...(stored === undefined ? {} : { stored }), ...(lost === undefined ? {} : { lost }) };
  }

  /** What came during one write goes with the next. */
  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = Buffer.concat(this.#queue.splice(0));
      await this.#keep(batch);
      this.#pending -= batch.byteLength;
      this.#onChange();
    }
    this.#draining = undefined;
  }

  async #keep(batch: Uint8Array): Promise<void> {
    try {
      if (this.#fault === undefined) await this.#writer.write(batch);
    } catch (thrown) {
      this.#fault = faultOf(thrown);
    }
  }

  async #finishStoring(): Promise<BlobRef | undefined> {
    try {
      if (this.#kept > 0 && this.#fault === undefined) return await this.#writer.finish();
      await this.#writer.discard();
    } catch (thrown) {
      this.#fault ??= faultOf(thrown);
    }
    return undefined;
  }
}

/** The store throws what the disk did to it; a command's result stands all the same. */
function faultOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) throw thrown;
  return `The output could not be kept: ${thrown.message}`;
}
