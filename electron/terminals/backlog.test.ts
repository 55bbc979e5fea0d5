import type { Terminal } from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { BoundaryScanner } from '../../shared/terminal/boundary';
import { stateOf } from '../../test/rigs/trialState';
import { randomOf } from '../../test/rigs/trialStream';
import { Backlog, type Entry } from './backlog';
import { openHeadless } from './headless';
import { scrollsWhole } from './scrollsWhole';

const SIZE = { cols: 20, rows: 5, scrollback: 12 };
const LINES = SIZE.scrollback + 2 * SIZE.rows + 2;

/** `SEEDS=1-8000` looks at more of them. */
const [FIRST = 1, LAST = 200] = (process.env.SEEDS ?? '').split('-').filter(Boolean).map(Number);

const TEXT = ['ok', 'src/a.ts', '世界', 'é', '\t', ' ', '\r', '\u0007', 'a line that is longer than the screen is wide'];
const COLOURS = [
  ...['\u001b[31m', '\u001b[m', '\u001b[1;42m', '\u001b[0;4m', '\u001b[38;2;1;2;3m', '\u001b[;7m', '\u001b[58:2::1:2:3m'],
];
const IN_LINE = ['\u001b[K', '\u001b[1K', '\u001b[3C', '\u001b[2D', '\u001b[5G', '\u001b[2X', '\u001b[P', '\u001b[2@'];
const MOVING = [
  ...[
    '\u001b[A',
    '\u001b[9A',
    '\u001b[H',
    '\u001b[2;3H',
    '\u001b[2J',
    '\u001b[J',
    '\u001b[3J',
    '\u001b[2L',
    '\u001b[M',
    '\u001b[S',
  ],
  ...['\u001b[2T', '\u001b[3d', '\u001b[B', '\b'],
];
const OTHERS = [
  ...[
    '\u001b[3;4r',
    '\u001b[r',
    '\u001b(0',
    '\u001b(B',
    '\u001b]0;a\ntitle\u0007',
    '\u001b[?1049h',
    '\u009b1m',
    '\u001b7',
    '\u001b8',
  ],
  ...['\u001bM', '\u001b]8;;https://example.org\u001b\\', '\u001b[?7l', '\u001b[4h', '\u001b[20h', '\u001b[3b'],
];

function flood(seed: number): Uint8Array {
  const pick = randomOf(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(pick() * list.length)] as T;
  const early = Array.from({ length: Math.floor(pick() * 20) }, () => one([...TEXT, ...OTHERS, ...MOVING, '\r\n']));
  const [moves, others] = [pick() * 0.02, pick() * 0.01];
  const word = () => (pick() < 0.3 ? one(COLOURS) : pick() < 0.1 ? one(IN_LINE) : one(TEXT));
  const lines = Array.from({ length: 20 + Math.floor(pick() * 300) }, () => {
    const words = Array.from({ length: Math.floor(pick() * 5) }, word);
    const rare = `${pick() < moves ? one(MOVING) : ''}${pick() < others ? one(OTHERS) : ''}`;
    return `${words.join('')}${pick() < 0.95 ? '\r\n' : '\n'}${rare}`;
  });
  return new TextEncoder().encode([...early, ...lines].join(''));
}

/** In pieces that end where a terminal's bytes may be cut. */
function pieces(bytes: Uint8Array, pick: () => number): readonly Uint8Array[] {
  const scanner = new BoundaryScanner();
  const cuts = [0];
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + 1 + Math.floor(pick() * 200));
    scanner.push(bytes.subarray(at, end));
    at = end;
    if (scanner.safe > (cuts.at(-1) ?? 0)) cuts.push(scanner.safe);
  }
  cuts.push(bytes.length);
  return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
}

async function write(terminal: Terminal, entries: readonly Entry[]): Promise<number> {
  let bytes = 0;
  for (const entry of entries) {
    if (!(entry instanceof Uint8Array)) continue;
    bytes += entry.length;
    await new Promise<void>((resolve) => terminal.write(entry, resolve));
  }
  return bytes;
}

/** The terminal of somebody who parses now and then, and the bytes that it parsed. */
async function lagging(bytes: Uint8Array, pick: () => number): Promise<{ readonly terminal: Terminal; readonly parsed: number }> {
  const [backlog, terminal] = [new Backlog(SIZE, SIZE.scrollback), openHeadless(SIZE)];
  let parsed = 0;
  const parse = async (entries: readonly Entry[]) => {
    parsed += await write(terminal, entries);
    backlog.settle(scrollsWhole(terminal));
  };
  for (const piece of pieces(bytes, pick)) {
    backlog.push(piece);
    if (pick() < 0.1) await parse(backlog.takeHead());
    if (pick() < 0.01) await parse(backlog.take());
  }
  await parse(backlog.takeHead());
  await parse(backlog.take());
  expect([backlog.bytes, backlog.empty]).toEqual([0, true]);
  return { terminal, parsed };
}

function keptOf(bytes: Uint8Array, size: number): number {
  const backlog = new Backlog(SIZE, SIZE.scrollback);
  for (let at = 0; at < bytes.length; at += size) backlog.push(bytes.subarray(at, at + size));
  return backlog.bytes;
}

describe('a backlog', () => {
  it('lets go of what scrolled away without a difference', async () => {
    let fewer = 0;
    for (let seed = FIRST; seed <= LAST; seed += 1) {
      const bytes = flood(seed);
      const { terminal, parsed } = await lagging(bytes, randomOf(seed + 1_000_000));
      const whole = openHeadless(SIZE);
      await write(whole, [bytes]);
      expect(stateOf(terminal), `seed ${seed}`).toEqual(stateOf(whole));
      if (parsed < 0.8 * bytes.length) fewer += 1;
    }
    expect(fewer).toBeGreaterThan((LAST - FIRST) / 4);
  });

  it.each([
    ['lines', 'a line\r\n'],
    ['colours, and lines that are drawn over', '\u001b[31mno\u001b[39m\r\u001b[Kyes\r\n'],
  ])('holds little of a flood of %s', (_, line) => {
    const bytes = new TextEncoder().encode(line.repeat(5_000));
    expect(keptOf(bytes, 10 * line.length)).toBeLessThan((LINES + 40) * line.length);
  });

  it.each([
    ['that has no more lines than are in reach', 'a\r\n'.repeat(LINES - 1)],
    ['whose cursor moves up again and again', 'a\r\nb\r\nc\r\n\u001b[2A'.repeat(100)],
    ['inside a string that nobody ends', `\u001b]0;${'a\r\n'.repeat(200)}`],
    ['of lines that do not begin at the first column', 'a\n'.repeat(200)],
    ['with a mode that is set again and again', '\u001b[?25la\r\n'.repeat(200)],
  ])('holds all of a stream %s', (_, text) => {
    const bytes = new TextEncoder().encode(text);
    expect(keptOf(bytes, bytes.length)).toBe(bytes.length);
    expect(keptOf(bytes, 13)).toBe(bytes.length);
  });
});
