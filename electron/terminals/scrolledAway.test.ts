import { describe, expect, it } from 'vitest';
import { stateOf } from '../../test/rigs/trialState';
import { randomOf } from '../../test/rigs/trialStream';
import { openHeadless } from './headless';
import { scrolledAway } from './scrolledAway';

const SIZE = { cols: 20, rows: 5, scrollback: 12 };
const LINES = SIZE.scrollback + 2 * SIZE.rows + 2;

function flood(seed: number): Uint8Array {
  const pick = randomOf(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(pick() * list.length)] as T;
  const text = ['ok', 'src/a.ts', '世界', 'é', '\t', ' ', '\r', '\u0007', 'a line that is longer than the screen is wide'];
  const colours = [
    '\u001b[31m',
    '\u001b[m',
    '\u001b[1;42m',
    '\u001b[0;4m',
    '\u001b[38;2;1;2;3m',
    '\u001b[;7m',
    '\u001b[58:2::1:2:3m',
  ];
  const others = [
    '\u001b[2J',
    '\u001b[3;4r',
    '\u001b[r',
    '\u001b[H',
    '\u001b(0',
    '\u001b]0;a\ntitle\u0007',
    '\u001b[?1049h',
    '\u009b1m',
    '\b',
  ];
  const early = Array.from({ length: Math.floor(pick() * 20) }, () => one([...text, ...others, '\r\n']));
  const lines = Array.from({ length: 20 + Math.floor(pick() * 200) }, () => {
    const words = Array.from({ length: Math.floor(pick() * 5) }, () => (pick() < 0.3 ? one(colours) : one(text)));
    return `${words.join('')}${pick() < 0.95 ? '\r\n' : '\n'}${pick() < 0.004 ? one(others) : ''}`;
  });
  return new TextEncoder().encode([...early, ...lines].join(''));
}

async function drawn(parts: readonly Uint8Array[]): Promise<ReturnType<typeof openHeadless>> {
  const terminal = openHeadless(SIZE);
  for (const part of parts) await new Promise<void>((resolve) => terminal.write(part, resolve));
  return terminal;
}

describe('what scrolled away', () => {
  it('can be left out without a difference', async () => {
    let left = 0;
    for (let seed = 1; seed <= 150; seed += 1) {
      const bytes = flood(seed);
      const away = scrolledAway(bytes, LINES);
      if (!away) continue;
      const first = await drawn([bytes.subarray(0, away.parse)]);
      const { region } = Array.isArray(stateOf(first).alt) ? stateOf(first).normal : { region: [] };
      if (region[0] !== 0 || region[1] !== SIZE.rows - 1) continue;
      left += 1;
      const without = await drawn([bytes.subarray(0, away.parse), away.carry, bytes.subarray(away.from)]);
      expect(stateOf(without), `seed ${seed}`).toEqual(stateOf(await drawn([bytes])));
    }
    expect(left).toBeGreaterThan(25);
  });

  it.each([
    ['too few lines', 'a\r\n'.repeat(LINES - 1)],
    ['a cursor that moves at the end', `${'a\r\n'.repeat(200)}\u001b[5A`],
    ['a string that nobody ends', `\u001b]0;${'a\r\n'.repeat(200)}`],
    ['lines that do not begin at the first column', 'a\n'.repeat(200)],
  ])('is nothing with %s', (_, text) => {
    expect(scrolledAway(new TextEncoder().encode(text), LINES)).toBeUndefined();
  });
});
