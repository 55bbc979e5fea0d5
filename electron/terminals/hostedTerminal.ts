import { StringDecoder } from 'node:string_decoder';
import type { ExcerptLimits } from '../../shared/evidence/excerpt';
import type { BlobRef } from '../../shared/kernel/blobRef';
import type { TerminalFrame, TerminalReply } from '../../shared/terminal/frames';
import { OutputView } from '../../shared/tools/outputView';
import type { ProcessExit, PtySession } from '../pty/pty';
import type { BlobStore, BlobWriter } from '../store/blobStore';
import type { TerminalEnd, TerminalLook, TerminalOrder } from './terminals';

/** What a model is shown of one look, in characters: some 4,000 tokens. Failures mostly print last, so the tail is the larger part. */
const SHOWN: ExcerptLimits = { headBytes: 6_000, tailBytes: 10_000 };

/** Output kept per command. A quarter of a GiB is more than anyone reads and keeps `yes` from filling the disk; the tail is shown all the same. */
const MAX_STORED_BYTES = 256 * 1024 * 1024;

/** Output waiting for the disk before the command is held back, so that a slow disk bounds memory rather than growing it. */
const MAX_PENDING_BYTES = 16 * 1024 * 1024;

/** What a person typed between two looks, of which the last part is kept, in characters. */
const MAX_TYPED = 4_000;

/** One view's port, whichever runtime it is of. */
export interface FramePort {
  post(frame: TerminalFrame): void;
  onReply(listener: (reply: TerminalReply) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

export interface HostedParts {
  readonly order: TerminalOrder;
  readonly pty: PtySession;
  /** Where its output is stored; undefined where the order stores none. */
  readonly blobs: BlobStore | undefined;
  /** Where its screen is kept for the next start. */
  readonly screensDir: string;
  /** Once, when the command is gone and its output is stored. */
  readonly onEnd: (end: TerminalEnd) => void;
}

/** A command on its terminal, inside the host: shown bounded, stored whole, held back when the disk lags, stopped while frozen. */
export class HostedTerminal {
  /** Settles when the command is gone and its output is stored. Never rejects. */
  readonly ended: Promise<TerminalEnd>;
  readonly #pty: PtySession;
  readonly #order: TerminalOrder;
  readonly #writer: BlobWriter | undefined;
  readonly #startedAt = performance.now();
  readonly #view = new OutputView(SHOWN);
  readonly #decoder = new StringDecoder('utf8');
  readonly #views = new Set<FramePort>();
  #over = false;
  #typed = '';
  #seen = 0;
  #kept = 0;
  #pending = 0;
  #frozen = false;
  #stopped = false;
  /** Why the store refused output; nothing is written after that. */
  #fault: string | undefined;
  readonly #queue: Uint8Array[] = [];
  #draining: Promise<void> | undefined;

  constructor({ order, pty, blobs, onEnd }: HostedParts) {
    this.#pty = pty;
    this.#order = order;
    this.#writer = blobs?.writer();
    const listening = pty.onData((bytes) => {
      this.#view.push(this.#decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
      this.#store(bytes);
      for (const view of this.#views) view.post({ kind: 'bytes', bytes });
    });
    this.ended = pty.exited.then(async (exit) => {
      void listening.dispose();
      const end = await this.#finish(exit);
      void pty.dispose();
      for (const view of this.#views) view.post({ kind: 'end', words: '' });
      onEnd(end);
      return end;
    });
  }

  attach(port: FramePort, { input }: { readonly input: boolean }): void {
    const { cols, rows } = this.#order.size;
    this.#views.add(port);
    port.post({ kind: 'screen', cols, rows, text: '', title: this.#order.title });
    port.onClose(() => this.#views.delete(port));
    port.onReply((reply) => {
      if (reply.kind === 'size') this.resize(reply.cols, reply.rows);
      if (reply.kind === 'input' && input) this.#type(reply.text);
    });
  }

  /** What came since the last look. */
  look(): TerminalLook {
    const typed = this.#typed;
    this.#typed = '';
    return { ...this.#view.take(), typed };
  }

  write(text: string): void {
    this.#pty.write(text);
  }

  resize(cols: number, rows: number): void {
    this.#pty.resize(cols, rows);
  }

  /** Stops the whole process tree (SIGSTOP) or lets it go on. */
  freeze(frozen: boolean): void {
    this.#frozen = frozen;
    this.#applyStop();
  }

  /** Ends the whole process tree; settles when it is gone and its output stored. */
  async kill(): Promise<TerminalEnd> {
    if (!this.#over) await this.#pty.kill();
    return this.ended;
  }

  #type(text: string): void {
    this.#typed = `${this.#typed}${text}`.slice(-MAX_TYPED);
    this.write(text);
  }

  #store(bytes: Uint8Array): void {
    this.#seen += bytes.byteLength;
    const part = bytes.subarray(0, MAX_STORED_BYTES - this.#kept);
    if (part.byteLength === 0 || !this.#writer) return;
    this.#kept += part.byteLength;
    this.#pending += part.byteLength;
    this.#applyStop();
    this.#queue.push(part);
    this.#draining ??= this.#drain(this.#writer);
  }

  /** Terminals hand on a line at a time; what came during one write goes with the next. */
  async #drain(writer: BlobWriter): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = Buffer.concat(this.#queue.splice(0));
      await this.#keep(writer, batch);
      this.#pending -= batch.byteLength;
      this.#applyStop();
    }
    this.#draining = undefined;
  }

  async #keep(writer: BlobWriter, batch: Uint8Array): Promise<void> {
    try {
      if (this.#fault === undefined) await writer.write(batch);
    } catch (thrown) {
      this.#fault = faultOf(thrown);
    }
  }

  #applyStop(): void {
    const stop = this.#frozen || this.#pending > MAX_PENDING_BYTES;
    if (stop === this.#stopped || this.#over) return;
    this.#stopped = stop;
    if (stop) this.#pty.stop();
    else this.#pty.cont();
  }

  async #finish(exit: ProcessExit): Promise<TerminalEnd> {
    this.#over = true;
    const durationMs = performance.now() - this.#startedAt;
    await this.#draining;
    const stored = this.#writer && (await this.#finishStoring(this.#writer));
    const cut = this.#writer !== undefined && this.#seen > this.#kept;
    const lost = this.#fault ?? (cut ? `Only the first ${this.#kept} bytes of the output were kept.` : undefined);
    return {
      exit,
      durationMs,
      bytes: this.#seen,
      ...(stored === undefined ? {} : { stored }),
      ...(lost === undefined ? {} : { lost }),
    };
  }

  async #finishStoring(writer: BlobWriter): Promise<BlobRef | undefined> {
    try {
      if (this.#kept > 0 && this.#fault === undefined) return await writer.finish();
      await writer.discard();
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
