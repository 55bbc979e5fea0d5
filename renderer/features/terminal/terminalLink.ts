import { assertNever } from '../../../shared/kernel/assertNever';
import type { SyncDisposable } from '../../../shared/kernel/lifecycle';
import type { TerminalFrame, TerminalReply } from '../../../shared/terminal/frames';
import { AckBatch } from './ackBatch';

export type ScreenFrame = Extract<TerminalFrame, { kind: 'screen' }>;

/** What draws a terminal. All of it comes in the order of the stream; who parses later than it is told keeps that order. */
export interface TerminalSink {
  /** Begins anew: an empty terminal of this size, drawn by the text. */
  screen(frame: ScreenFrame): void;
  /** `parsed` is called when these bytes were. */
  write(bytes: Uint8Array, parsed: () => void): void;
  size(cols: number, rows: number): void;
}

export interface LinkNews {
  /** The first screen has come, or one after the view was out of sight. */
  drawn(): void;
  ended(words: string): void;
  /** The port has closed before the end: nobody knows how the terminal goes on. */
  lost(): void;
}

export interface TerminalLink extends SyncDisposable {
  /** Out of sight nothing is drawn, and what still comes is let go: with the sight a new screen comes. */
  see(seen: boolean): void;
  type(text: string): void;
  resize(cols: number, rows: number): void;
}

/** Speaks with a terminal's owner over a port, which it owns from now on. It counts as seen until `see` says otherwise. */
export function joinTerminal(port: MessagePort, sink: TerminalSink, news: LinkNews): TerminalLink {
  let state: 'open' | 'ended' | 'closed' = 'open';
  let seen = true;
  let drawn = false;
  /** The last screen that came out of sight, unless more has come after it. */
  let unseen: ScreenFrame | undefined;
  const send = (reply: TerminalReply) => {
    if (state === 'open') port.postMessage(reply);
  };
  const acks = new AckBatch((bytes) => send({ kind: 'ack', bytes }));

  const onBytes = (bytes: Uint8Array) => {
    acks.written(bytes.byteLength);
    if (drawn) return sink.write(bytes, () => acks.parsed(bytes.byteLength));
    unseen = undefined;
    acks.parsed(bytes.byteLength);
  };

  const onScreen = (frame: ScreenFrame) => {
    // One that was on its way when the sight was lost is an old one when it comes.
    drawn = seen;
    unseen = drawn ? undefined : frame;
    if (!drawn) return;
    sink.screen(frame);
    news.drawn();
  };

  const onSize = (cols: number, rows: number) => {
    if (drawn) sink.size(cols, rows);
    else unseen = undefined;
  };

  const onEnd = (words: string) => {
    state = 'ended';
    // What ended out of sight sends its last screen with its end: there will be no other.
    if (!drawn && unseen) {
      sink.screen(unseen);
      news.drawn();
    }
    news.ended(words);
  };

  const onFrame = (frame: TerminalFrame) => {
    switch (frame.kind) {
      case 'screen':
        return onScreen(frame);
      case 'bytes':
        return onBytes(frame.bytes);
      case 'size':
        return onSize(frame.cols, frame.rows);
      case 'end':
        return onEnd(frame.words);
      default:
        return assertNever(frame);
    }
  };

  port.addEventListener('message', ({ data }: MessageEvent<TerminalFrame>) => state === 'open' && onFrame(data));
  port.addEventListener('close', () => {
    if (state === 'open') news.lost();
    state = 'closed';
  });
  port.start();

  return {
    see: (now) => {
      if (now === seen) return;
      seen = now;
      if (state !== 'open') return;
      drawn = false;
      send({ kind: 'seen', seen: now });
    },
    type: (text) => send({ kind: 'input', text }),
    resize: (cols, rows) => send({ kind: 'size', cols, rows }),
    dispose: () => {
      state = 'closed';
      port.close();
    },
  };
}
