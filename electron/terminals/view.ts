import { acknowledged, type Flow, IDLE_FLOW, sent } from '../../shared/terminal/flow';
import type { TerminalFrame, TerminalReply } from '../../shared/terminal/frames';
import type { FramePort } from './framePort';
import type { Snapshot } from './screenModel';

/**
 * How long one view may hold the terminal back, from the high mark to the low one. What draws slower than 256 KB in a second is hung,
 * or throttled behind other windows: it is shown a screen now and then, and the command goes on.
 */
export const MAX_HOLD_MS = 1_000;

/**
 * `live`: it gets every byte. `waiting`: a screen is being made for it. `hidden`: it cannot be seen. `behind`: it was too slow, and
 * waits until it has acknowledged what it was sent.
 */
type Standing = 'live' | 'waiting' | 'hidden' | 'behind';

export interface ViewOwner {
  /** It needs a screen: `show` is to be called with one. */
  needsScreen(view: TerminalView): void;
  /** `full` may have changed. */
  flowChanged(): void;
  input(view: TerminalView, text: string): void;
  resizeFrom(view: TerminalView, size: { readonly cols: number; readonly rows: number }): void;
  closed(view: TerminalView): void;
}

/** One window's view of a terminal: what it is sent, and how far it has come with it. */
export class TerminalView {
  readonly #port: FramePort;
  readonly #owner: ViewOwner;
  readonly #mayType: boolean;
  #standing: Standing = 'hidden';
  #flow: Flow = IDLE_FLOW;
  #tooSlow: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(port: FramePort, owner: ViewOwner, options: { readonly input: boolean }) {
    this.#port = port;
    this.#owner = owner;
    this.#mayType = options.input;
    port.onReply((reply) => this.#reply(reply));
    port.onClose(() => this.#close());
    this.#askScreen();
  }

  /** It is the reason to hold the terminal back. */
  get full(): boolean {
    return this.#standing === 'live' && this.#flow.full;
  }

  /** It may type and reads the whole stream: what a program asks in it, it answers. */
  get answers(): boolean {
    return this.#mayType && this.#standing === 'live';
  }

  /** The screen it waited for; what is pushed from now on follows it. */
  show({ cols, rows, text, title }: Snapshot): void {
    if (this.#standing !== 'waiting') return;
    this.#standing = 'live';
    this.#post({ kind: 'screen', cols, rows, text, title });
  }

  push(bytes: Uint8Array): void {
    if (this.#standing !== 'live') return;
    this.#flow = sent(this.#flow, bytes.byteLength);
    this.#post({ kind: 'bytes', bytes });
    if (this.#flow.full) this.#tooSlow ??= setTimeout(() => this.#fallBehind(), MAX_HOLD_MS);
  }

  resize(cols: number, rows: number): void {
    if (this.#standing === 'live') this.#post({ kind: 'size', cols, rows });
  }

  /** The last frame; a view without the whole stream is shown `last` before it. */
  end(words: string, last: Snapshot): void {
    if (this.#ended) return;
    if (this.#standing !== 'live') {
      this.#standing = 'waiting';
      this.show(last);
    }
    this.#post({ kind: 'end', words });
    this.#ended = true;
    this.#stopClock();
  }

  close(): void {
    this.#close();
    this.#port.close();
  }

  #post(frame: TerminalFrame): void {
    if (!this.#ended) this.#port.post(frame);
  }

  #reply(reply: TerminalReply): void {
    if (this.#ended) return;
    if (reply.kind === 'ack') this.#acknowledge(reply.bytes);
    else if (reply.kind === 'seen') this.#see(reply.seen);
    else if (!this.#mayType) return;
    else if (reply.kind === 'size') this.#owner.resizeFrom(this, reply);
    else this.#owner.input(this, reply.text);
  }

  #acknowledge(bytes: number): void {
    const { full } = this.#flow;
    this.#flow = acknowledged(this.#flow, bytes);
    if (this.#flow.full || !full) return;
    this.#stopClock();
    if (this.#standing === 'behind') this.#askScreen();
    this.#owner.flowChanged();
  }

  #see(seen: boolean): void {
    if (!seen) {
      this.#standing = 'hidden';
      this.#stopClock();
      this.#owner.flowChanged();
    } else if (this.#standing === 'hidden') this.#standUp();
  }

  /** A view that was hidden with too much on its way must have worked it off first. */
  #standUp(): void {
    if (this.#flow.full) this.#standing = 'behind';
    else this.#askScreen();
  }

  #fallBehind(): void {
    this.#tooSlow = undefined;
    if (this.#standing !== 'live') return;
    this.#standing = 'behind';
    this.#owner.flowChanged();
  }

  #askScreen(): void {
    this.#standing = 'waiting';
    this.#owner.needsScreen(this);
  }

  #stopClock(): void {
    clearTimeout(this.#tooSlow);
    this.#tooSlow = undefined;
  }

  #close(): void {
    if (this.#ended && this.#standing === 'hidden') return;
    this.#ended = true;
    this.#standing = 'hidden';
    this.#stopClock();
    this.#owner.closed(this);
  }
}
