/**
 * What programs print all day, made up from a fixed seed: a compiler's coloured words, a test runner's list, log lines, a progress
 * line that is drawn over, and a little of every script and emoji. The same size gives the same bytes on every machine.
 */

/** From 0 up to, not including, 1. */
type Random = () => number;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Any will do; one that stays makes two runs comparable. */
const SEED = 0x60a1;

const BLOCK_LINES = 200;

/** As a file holds it: lines end with a line feed, the last one too. A few bytes above `size`, as no line is cut. */
export function printedOutput(size: number, seed = SEED): Uint8Array {
  const random = randomFrom(seed);
  const parts: Uint8Array[] = [];
  const encoder = new TextEncoder();
  let bytes = 0;
  while (bytes < size) {
    const block = encoder.encode(Array.from({ length: BLOCK_LINES }, () => line(random)).join(''));
    parts.push(block);
    bytes += block.length;
  }
  return joined(parts, bytes);
}

/** The same bytes as a terminal hands them on, which puts a carriage return before each line feed. */
export function onTerminal(output: Uint8Array): Uint8Array {
  let feeds = 0;
  for (const byte of output) if (byte === LINE_FEED) feeds += 1;
  const printed = new Uint8Array(output.length + feeds);
  let to = 0;
  for (const byte of output) {
    if (byte === LINE_FEED) printed[to++] = CARRIAGE_RETURN;
    printed[to++] = byte;
  }
  return printed;
}

function line(random: Random): string {
  const kind = random();
  const make = KINDS.find(({ below }) => kind < below) ?? { make: logLine };
  return `${make.make(random)}\n`;
}

const KINDS: readonly { readonly below: number; readonly make: (random: Random) => string }[] = [
  { below: 0.4, make: logLine },
  { below: 0.65, make: compilerLine },
  { below: 0.85, make: testLine },
  { below: 0.93, make: progressLine },
  { below: 1, make: unicodeLine },
];

function logLine(random: Random): string {
  const level = pick(random, ['INFO ', 'INFO ', 'INFO ', 'DEBUG', 'WARN ']);
  const at = `2026-11-${two(1 + below(random, 28))}T${two(below(random, 24))}:${two(below(random, 60))}:${two(below(random, 60))}`;
  const took = `${below(random, 900)}ms`;
  return `${at}.${below(random, 900) + 100}Z ${level} [worker-${below(random, 16)}] ${word(random)}/${word(random)} id=${hex(random)} status=200 took=${took}`;
}

function compilerLine(random: Random): string {
  const place = `${word(random)}/${word(random)}.rs:${below(random, 900)}:${below(random, 80)}`;
  return pick(random, [
    `\u001b[1m\u001b[32m   Compiling\u001b[0m ${word(random)}-${word(random)} v0.${below(random, 30)}.${below(random, 9)}`,
    `\u001b[1m\u001b[33mwarning\u001b[0m\u001b[1m: unused variable: \`${word(random)}\`\u001b[0m\n  \u001b[1m\u001b[34m-->\u001b[0m src/${place}`,
    `\u001b[1m\u001b[34m${below(random, 900)}\u001b[0m \u001b[1m\u001b[34m|\u001b[0m     let ${word(random)} = ${word(random)}(${word(random)});`,
    `\u001b[1m\u001b[38;5;9merror[E0${below(random, 600) + 100}]\u001b[0m\u001b[1m: mismatched types: expected \`${word(random)}\`\u001b[0m`,
  ]);
}

function testLine(random: Random): string {
  const time = `\u001b[90m(${below(random, 200)} ms)\u001b[39m`;
  const sign = random() < 0.95 ? '\u001b[32m✓\u001b[39m' : '\u001b[31m✗\u001b[39m';
  return `  ${sign} ${word(random)} \u001b[2m›\u001b[22m ${word(random)} ${word(random)} when the ${word(random)} is ${word(random)} ${time}`;
}

function progressLine(random: Random): string {
  const done = below(random, 40);
  const shade = 80 + done * 4;
  return `\r\u001b[K\u001b[38;2;${shade};180;90m${'█'.repeat(done)}\u001b[0m${'░'.repeat(40 - done)} ${done * 2}% ${word(random)}`;
}

function unicodeLine(random: Random): string {
  return `${pick(random, SCRIPTS)} ${word(random)} ${pick(random, SCRIPTS)} ${below(random, 9_999)}`;
}

const SCRIPTS = [
  'größer als übrig',
  '日本語のテキスト',
  '한국어 텍스트',
  'Привет, мир',
  'naïve café',
  '🚀 shipped 👍🏽',
  '👩‍💻 ok',
  'é à ñ',
  '数据已保存',
];

const WORDS =
  'cart price tax stock order render parse cache token stream window ledger buffer socket query index shard replica'.split(' ');

function word(random: Random): string {
  return pick(random, WORDS);
}

function hex(random: Random): string {
  return below(random, 0xffffffff).toString(16).padStart(8, '0');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function pick<T>(random: Random, values: readonly T[]): T {
  return values[below(random, values.length)] as T;
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** Mulberry32: small, fast, and the same on every engine. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
