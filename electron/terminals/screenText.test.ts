import type { Terminal } from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { BoundaryScanner } from '../../shared/terminal/boundary';
import { beyondDrawing, beyondResizing, stateOf } from '../../test/rigs/trialState';
import { streamOf } from '../../test/rigs/trialStream';
import { openHeadless } from './headless';
import { screenText } from './screenText';

/** `SEEDS=1-8000` looks at more of them. */
const [FIRST = 1, LAST = 150] = (process.env.SEEDS ?? '').split('-').filter(Boolean).map(Number);

function write(terminal: Terminal, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => terminal.write(data, resolve));
}

/** A short scrollback, so that it is full before long. */
function open(size: { readonly cols: number; readonly rows: number }): Terminal {
  return openHeadless({ ...size, scrollback: 60 });
}

/** The places of a stream that may be cut. */
function cuts(bytes: Uint8Array): readonly number[] {
  const scanner = new BoundaryScanner();
  const places = new Set<number>([0]);
  for (const byte of bytes) {
    scanner.push(Uint8Array.of(byte));
    places.add(scanner.safe);
  }
  return [...places];
}

/**
 * Compares a terminal that was there from the beginning with one that was drawn in the middle, where both may get another size then;
 * answers why it cannot be compared.
 */
async function compare(seed: number, options = { resized: false }): Promise<string> {
  const { size, bytes, pick } = streamOf(seed);
  const places = cuts(bytes);
  const at = places[Math.floor(pick() * places.length)] as number;
  const [cols, rows] = options.resized ? [4 + Math.floor(pick() * 30), 2 + Math.floor(pick() * 10)] : [size.cols, size.rows];
  const [whole, drawn] = [open(size), open(size)];
  await write(whole, bytes.subarray(0, at));
  const beyond = beyondDrawing(whole) || (options.resized ? beyondResizing(whole, cols) : '');
  if (beyond !== '') return beyond;
  await write(drawn, screenText(whole));
  for (const terminal of [whole, drawn]) terminal.resize(cols, rows);
  expect(stateOf(drawn), `seed ${seed}, drawn at byte ${at}, ${cols}×${rows}`).toEqual(stateOf(whole));
  for (const terminal of [whole, drawn]) await write(terminal, bytes.subarray(at));
  expect(stateOf(drawn, { links: false }), `seed ${seed}, after byte ${at}`).toEqual(stateOf(whole, { links: false }));
  return '';
}

describe('a drawn screen', () => {
  it('equals the one that was there from the beginning, now and after what follows', async () => {
    const beyond: string[] = [];
    for (let seed = FIRST; seed <= LAST; seed += 1) beyond.push(await compare(seed));
    expect(beyond.filter((why) => why !== '').length / beyond.length).toBeLessThan(0.1);
  });

  it('equals it when it is given another size too, now and after what follows', async () => {
    const beyond: string[] = [];
    for (let seed = FIRST; seed <= LAST; seed += 1) beyond.push(await compare(seed, { resized: true }));
    // A saved cursor that has scrolled away is a third of them: where nothing was saved, that is the first line.
    expect(beyond.filter((why) => why !== '').length / beyond.length).toBeLessThan(0.55);
  });

  it('is some hundred KB with a full scrollback', async () => {
    const terminal = openHeadless({ cols: 100, rows: 40, scrollback: 5_000 });
    await write(
      terminal,
      Array.from({ length: 6_000 }, (_, n) => `${n} ok  src/some/file.test.ts (12 tests) 34 ms`).join('\r\n'),
    );
    const text = screenText(terminal);
    expect(text.split('\r\n').length).toBe(5_040);
    expect(text.length).toBeLessThan(300_000);
  });

  it('can be drawn on a terminal that was used before and reset', async () => {
    const size = { cols: 20, rows: 5 };
    const [whole, used, fresh] = [open(size), open(size), open(size)];
    await write(whole, 'one\r\n\u001b[31mtwo');
    await write(used, '\u001b[?25l\u001b[20h\u001b[3;4r\u001b(0\u001b[4hlots\r\nof\r\ntext\u001b]0;half a ti');
    used.reset();
    for (const terminal of [used, fresh]) await write(terminal, screenText(whole));
    expect(stateOf(used)).toEqual(stateOf(fresh));
    expect(stateOf(used)).toEqual(stateOf(whole));
  });

  it.each(['\u001b[1J', '\u001b[?1J'])('does not end at what makes xterm throw (%j)', async (erase) => {
    const terminal = open({ cols: 10, rows: 3 });
    await write(terminal, `abc\u001b[3;10H${erase}d`);
    const lines = [0, 1, 2].map((y) => terminal.buffer.active.getLine(y)?.translateToString(true));
    expect(lines).toEqual(['', '', '         d']);
  });
});
