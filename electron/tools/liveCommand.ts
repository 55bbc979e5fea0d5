import { StringDecoder } from 'node:string_decoder';
import type { ExcerptLimits } from '../../shared/evidence/excerpt';
import type { BlobRef } from '../../shared/kernel/blobRef';
import { OutputView } from '../../shared/tools/outputView';
import type { ProcessExit, PtySession } from '../pty/pty';
import type { BlobStore, BlobWriter } from '../store/blobStore';

/** What a model is shown of one look, in characters: some 4,000 tokens. Failures mostly print last, so the tail is the larger part. */
const SHOWN: ExcerptLimits = { headBytes: 6_000, tailBytes: 10_000 };

/** Output kept per command. A quarter of a GiB is more than anyone reads and keeps `yes` from filling the disk; the tail is shown all the same. */
const MAX_STORED_BYTES = 256 * 1024 * 1024;

/** Output waiting for the disk before the command is held back, so that a slow disk bounds memory rather than growing it. */
const MAX_PENDING_BYTES = 16 * 1024 * 1024;

export interface EndedCommand {
  readonly exit: ProcessExit;
  readonly durationMs: number;
  readonly stored?: BlobRef;
  /** A sentence on output that could not be kept. */
  readonly lost?: string;
}

/** A command on its terminal with its output: shown bounded, stored whole, held back when the disk lags, stopped while frozen. */
export class LiveCommand {
  /** Hosts that it tried in vain since the last time. */
  readonly tried: () => Promise<readonly string[]>;
  readonly command: string;
  readonly startedAt = performance.now();
  /** Settles when the command is gone and its output is stored. Never rejects. */
  readonly ended: Promise<EndedCommand>;
  readonly #pty: PtySession;
  readonly #writer: BlobWriter;
  readonly #view = new OutputView(SHOWN);
  readonly #decoder = new StringDecoder('utf8');
  #result: EndedCommand | undefined;
  #seen = 0;
  #kept = 0;
  #pending = 0;
  #frozen = false;
  #stopped = false;
  /** Why the store refused output; nothing is written after that. */
  #fault: string | undefined;
  readonly #queue: Uint8Array[] = [];
  #draining: Promise<void> | undefined;

  constructor(
    command: string,
    pty: PtySession,
    blobs: BlobStore,
    onBytes: (bytes: Uint8Array) => void,
    tried: () => Promise<readonly string[]>,
  ) {
    this.tried = tried;
    this.command = command;
    this.#pty = pty;
    this.#writer = blobs.writer();
    const listening = pty.onData((bytes) => {
      this.#view.push(this.#decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
      this.#store(bytes);
      onBytes(bytes);
    });
    this.ended = pty.exited.then(async (exit) => {
      void listening.dispose();
      this.#result = await this.#finish(exit);
      void pty.dispose();
      return this.#result;
    });
  }

  /** How it ended, once it has. */
  get result(): EndedCommand | undefined {
    return this.#result;
  }

  get durationMs(): number {
    return performance.now() - this.startedAt;
  }

  /** Bytes printed so far. */
  get bytes(): number {
    return this.#seen;
  }

  /** The output since the last look. */
  look(): { readonly text: string; readonly cut: boolean } {
    return this.#view.take();
  }

  write(text: string): void {
    this.#pty.write(text);
  }

  /** Stops the whole process tree (SIGSTOP) or lets it go on. */
  freeze(frozen: boolean): void {
    this.#frozen = frozen;
    this.#applyStop();
  }

  /** Ends the whole process tree; settles when it is gone and its output stored. */
  async kill(): Promise<EndedCommand> {
    if (!this.#result) await this.#pty.kill();
    return this.ended;
  }

  #store(bytes: Uint8Array): void {
    this.#seen += bytes.byteLength;
    const part = bytes.subarray(0, MAX_STORED_BYTES - this.#kept);
    if (part.byteLength === 0) return;
    this.#kept += part.byteLength;
    this.#pending += part.byteLength;
    this.#applyStop();
    this.#queue.push(part);
    this.#draining ??= this.#drain();
  }

  /** Terminals hand on a line at a time; what came during one write goes with the next. */
  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = Buffer.concat(this.#queue.splice(0));
      await this.#keep(batch);
      this.#pending -= batch.byteLength;
      this.#applyStop();
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

  #applyStop(): void {
    const stop = this.#frozen || this.#pending > MAX_PENDING_BYTES;
    if (stop === this.#stopped || this.#result) return;
    this.#stopped = stop;
    if (stop) this.#pty.stop();
    else this.#pty.cont();
  }

  async #finish(exit: ProcessExit): Promise<EndedCommand> {
    const durationMs = this.durationMs;
    await this.#draining;
    const stored = await this.#finishStoring();
    const lost =
      this.#fault ?? (this.#seen > this.#kept ? `Only the first ${this.#kept} bytes of the output were kept.` : undefined);
    return { exit, durationMs, ...(stored === undefined ? {} : { stored }), ...(lost === undefined ? {} : { lost }) };
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
