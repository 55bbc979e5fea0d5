import type { FramePort } from '../../electron/terminals/framePort';
import { openHeadless } from '../../electron/terminals/headless';
import { SCROLLBACK_LINES } from '../../electron/terminals/modelTerminal';
import { Emitter } from '../../shared/kernel/emitter';
import type { TerminalFrame, TerminalReply } from '../../shared/terminal/frames';

/** the far side of a port, with a terminal that parses what comes and acknowledges as a window does. */
export class TrialView {
  readonly frames: TerminalFrame[] = [];
  readonly terminal = openHeadless({ cols: 80, rows: 24, scrollback: SCROLLBACK_LINES });
  readonly port: FramePort;
  closed = false;
  /** A hung window acknowledges nothing; what it was sent stays in `unacknowledged`. */
  hung = false;
  unacknowledged = 0;
  readonly #replies = new Emitter<TerminalReply>();
  readonly #closes = new Emitter<void>();
  readonly #arrivals = new Emitter<void>();
  #parsed: Promise<void> = Promise.resolve();

  constructor() {
    this.port = {
      post: (frame) => this.#take(frame),
      onReply: (listener) => void this.#replies.on(listener),
      onClose: (listener) => void this.#closes.on(() => listener()),
      close: () => {
        this.closed = true;
      },
    };
  }

  reply(reply: TerminalReply): void {
    this.#replies.emit(reply);
  }

  /** The window goes away. */
  leave(): void {
    this.#closes.emit();
  }

  /** Everything it was sent as bytes, in order. */
  bytes(): Buffer {
    return Buffer.concat(this.frames.flatMap((frame) => (frame.kind === 'bytes' ? [frame.bytes] : [])));
  }

  screens(): number {
    return this.frames.filter(({ kind }) => kind === 'screen').length;
  }

  /** Resolves when `is` holds; it is asked after every frame. */
  until(is: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!is()) return;
        listening.dispose();
        resolve();
      };
      const listening = this.#arrivals.on(look);
      look();
    });
  }

  /** How the terminal ended, once it has and everything before was parsed. */
  async ended(): Promise<string> {
    await this.until(() => this.frames.at(-1)?.kind === 'end');
    await this.#parsed;
    const last = this.frames.at(-1);
    return last?.kind === 'end' ? last.words : '';
  }

  /** The lines of screen and scrollback, without the empty ones at the end. */
  text(): string {
    const { normal } = this.terminal.buffer;
    const lines = Array.from({ length: normal.length }, (_, y) => normal.getLine(y)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  }

  acknowledgeAll(): void {
    const bytes = this.unacknowledged;
    this.unacknowledged = 0;
    this.reply({ kind: 'ack', bytes });
  }

  #take(frame: TerminalFrame): void {
    this.frames.push(structuredClone(frame));
    this.#parsed = this.#parsed.then(() => this.#draw(frame));
    this.#arrivals.emit();
  }

  async #draw(frame: TerminalFrame): Promise<void> {
    if (frame.kind === 'size') this.terminal.resize(frame.cols, frame.rows);
    else if (frame.kind === 'screen') await this.#redraw(frame);
    else if (frame.kind === 'bytes') await this.#draws(frame.bytes);
  }

  async #redraw(screen: Extract<TerminalFrame, { kind: 'screen' }>): Promise<void> {
    this.terminal.reset();
    this.terminal.resize(screen.cols, screen.rows);
    await new Promise<void>((resolve) => this.terminal.write(screen.text, resolve));
  }

  async #draws(bytes: Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => this.terminal.write(bytes, resolve));
    this.unacknowledged += bytes.byteLength;
    if (!this.hung) this.acknowledgeAll();
  }
}
