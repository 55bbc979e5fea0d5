import { describe, expect, it } from 'vitest';
import type { EventData, EventType, RecordedEvent } from '../../shared/thread/events';
import { PIECE_BYTES, SCREEN_BYTES, TerminalBook } from './terminalBook';

const event = <T extends EventType>(type: T, data: EventData<T>): RecordedEvent =>
  ({ type, data, seq: 1, at: 1 }) as RecordedEvent;
const started = (call: string, name = 'shell') =>
  event('tool.started', { call, turn: 't1', name, arguments: JSON.stringify({ command: `run ${call}` }) });
const finished = (call: string) =>
  event('tool.finished', { call, turn: 't1', name: 'shell', status: 'ok', output: '', durationMs: 1 });
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

function bookWith(...calls: readonly string[]) {
  const book = new TerminalBook();
  for (const call of calls) book.follow('a', started(call));
  const print = (call: string, words: string) => book.add({ thread: 'a', call, bytes: Buffer.from(words) });
  return { book, print };
}

describe('the terminal bytes of running commands', () => {
  it('go out in numbered pieces, each byte once', () => {
    const { book, print } = bookWith('c1', 'c2');
    print('c1', 'one ');
    print('c2', 'other');
    print('c1', 'two');
    expect(book.take().map((piece) => [piece.call, piece.seq, text(piece.bytes)])).toEqual([
      ['c1', 1, 'one two'],
      ['c2', 1, 'other'],
    ]);
    expect(book.take()).toEqual([]);
    print('c1', '!');
    expect(book.take().map((piece) => [piece.seq, text(piece.bytes)])).toEqual([[2, '!']]);
    expect(book.screens('a').map((screen) => [screen.call, screen.command, screen.seq, text(screen.bytes)])).toEqual([
      ['c1', 'run c1', 2, 'one two!'],
      ['c2', 'run c2', 1, 'other'],
    ]);
    expect(book.screens('b')).toEqual([]);
  });

  it('keep no bytes but their own in the buffer that is sent', () => {
    const { book, print } = bookWith('c1');
    print('c1', 'abc');
    expect(book.take().map((piece) => piece.bytes.buffer.byteLength)).toEqual([3]);
    expect(book.screens('a').map((screen) => screen.bytes.buffer.byteLength)).toEqual([3]);
  });

  it('lose their beginning rather than grow, marked, from a whole line on', () => {
    const { book, print } = bookWith('c1');
    const line = `${'ü'.repeat(99)}\n`;
    const lines = Math.ceil((2 * SCREEN_BYTES) / Buffer.byteLength(line));
    for (let n = 0; n < lines; n++) print('c1', line);
    const [piece] = book.take();
    const sent = text(piece?.bytes ?? new Uint8Array());
    expect(sent.startsWith('\u0018\u001b[0m\r\n… ')).toBe(true);
    expect(sent).toMatch(/… [\d,]+ bytes not shown, they are in the stored output …\r\n/);
    expect(new Set(sent.split('\r\n').at(-1)?.split('\n'))).toEqual(new Set([line.trim(), '']));
    expect(piece?.bytes.byteLength).toBeLessThan(PIECE_BYTES + 200);
    const [screen] = book.screens('a');
    expect(screen?.bytes.byteLength).toBeLessThanOrEqual(SCREEN_BYTES);
    expect(new Set(text(screen?.bytes ?? new Uint8Array()).split('\n'))).toEqual(new Set([line.trim(), '']));
  });

  it('are forgotten when the command ends, but a background one goes on until its process exits', () => {
    const { book, print } = bookWith('c1', 'c2');
    book.follow('a', finished('c1'));
    book.follow('a', event('process.opened', { process: 'p1', call: 'c2', command: 'serve' }));
    book.follow('a', finished('c2'));
    print('c1', 'late');
    print('c2', 'still here');
    expect(book.screens('a').map((screen) => [screen.call, text(screen.bytes)])).toEqual([['c2', 'still here']]);
    book.follow('b', event('process.exited', { process: 'p1', exit: 0, reason: 'ended' }));
    expect(book.screens('a')).toHaveLength(1);
    book.follow('a', event('process.exited', { process: 'p1', exit: 0, reason: 'ended' }));
    expect([book.screens('a'), book.take()]).toEqual([[], []]);
  });

  it('are kept of commands only, whatever their arguments hold', () => {
    const book = new TerminalBook();
    book.follow('a', started('c1', 'read_file'));
    book.follow('a', event('tool.started', { call: 'c2', turn: 't1', name: 'shell', arguments: 'not json' }));
    expect(book.screens('a').map((screen) => [screen.call, screen.command])).toEqual([['c2', '']]);
  });
});
