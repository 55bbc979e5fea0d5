import type { TerminalScreen } from '../../shared/ipc/methods';
import type { Push } from '../../shared/ipc/push';
import type { RecordedEvent } from '../../shared/thread/events';
import { ByteTail } from './byteTail';

/** What a window that opens in the middle of a command is shown of it: some thousand lines, redrawn in a few milliseconds. */
export const SCREEN_BYTES = 256 * 1024;

/** What goes to the windows in one piece: at 60 pieces a second as much as a terminal without a GPU draws, 8 MB/s. */
export const PIECE_BYTES = 128 * 1024;

interface Book {
  readonly thread: string;
  readonly call: string;
  readonly command: string;
  /** The background process that the call has opened and that outlives it. */
  process: string | undefined;
  seq: number;
  readonly screen: ByteTail;
  readonly pending: ByteTail;
}

/** The terminal bytes of every running command: what is shown of it so far, and what the windows have not been sent yet. */
export class TerminalBook {
  readonly #books = new Map<string, Book>();

  /** Commands come and go by the thread's own events; bytes of a call that no event has begun are of no interest. */
  follow(thread: string, event: RecordedEvent): void {
    if (event.type === 'tool.started') this.#begin(thread, event.data);
    else if (event.type === 'process.opened') this.#keep(thread, event.data);
    else if (event.type === 'tool.finished') this.#finish(thread, event.data.call);
    else if (event.type === 'process.exited') this.#end(thread, event.data.process);
  }

  #begin(thread: string, { call, name, arguments: json }: { call: string; name: string; arguments: string }): void {
    if (name !== 'shell') return;
    const tails = { screen: new ByteTail(SCREEN_BYTES), pending: new ByteTail(PIECE_BYTES) };
    this.#books.set(keyOf(thread, call), { thread, call, command: commandIn(json), process: undefined, seq: 0, ...tails });
  }

  #keep(thread: string, opened: { readonly process: string; readonly call: string }): void {
    const book = this.#books.get(keyOf(thread, opened.call));
    if (book) book.process = opened.process;
  }

  #finish(thread: string, call: string): void {
    if (this.#books.get(keyOf(thread, call))?.process === undefined) this.#books.delete(keyOf(thread, call));
  }

  #end(thread: string, process: string): void {
    for (const [key, book] of this.#books) if (book.thread === thread && book.process === process) this.#books.delete(key);
  }

  add(chunk: { readonly thread: string; readonly call: string; readonly bytes: Uint8Array }): void {
    const book = this.#books.get(keyOf(chunk.thread, chunk.call));
    if (!book) return;
    // The terminal room may use its buffer again.
    const bytes = Uint8Array.from(chunk.bytes);
    book.screen.push(bytes);
    book.pending.push(bytes);
  }

  /** One piece of each command that has printed since the last time. */
  take(): readonly Extract<Push, { type: 'terminal' }>[] {
    return [...this.#books.values()].filter((book) => !book.pending.empty).map(pieceOf);
  }

  /** What the running commands of a thread show; whoever takes this has missed no piece up to `seq`, so call `take` first. */
  screens(thread: string): readonly TerminalScreen[] {
    return [...this.#books.values()]
      .filter((book) => book.thread === thread)
      .map(({ call, command, seq, screen }) => ({ call, command, seq, bytes: ownCopy(fromLineStart(screen)) }));
  }
}

function keyOf(thread: string, call: string): string {
  return `${thread}/${call}`;
}

function commandIn(json: string): string {
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed === 'object' && parsed !== null && 'command' in parsed) return String(parsed.command);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
  }
  return '';
}

function pieceOf(book: Book): Extract<Push, { type: 'terminal' }> {
  const { pending, thread, call } = book;
  const bytes = pending.dropped === 0 ? pending.bytes() : Buffer.concat([markOf(pending.dropped), fromLineStart(pending)]);
  pending.clear();
  book.seq += 1;
  return { type: 'terminal', thread, call, seq: book.seq, bytes: ownCopy(bytes) };
}

/** Cloning a part of a buffer sends all of it, and Node's small buffers share theirs with whatever else the process holds. */
function ownCopy(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

/** CAN ends an escape sequence that lost its end, SGR 0 a colour that lost its. */
function markOf(dropped: number): Uint8Array {
  return Buffer.from(
    `\u0018\u001b[0m\r\n… ${dropped.toLocaleString('en-US')} bytes not shown, they are in the stored output …\r\n`,
  );
}

/** Where the beginning is lost, a whole line is the first safe place: no half character and hardly a half escape sequence. */
function fromLineStart(tail: ByteTail): Uint8Array {
  const bytes = tail.bytes();
  if (tail.dropped === 0) return bytes;
  return bytes.subarray(bytes.indexOf(0x0a) + 1);
}
