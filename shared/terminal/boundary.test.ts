import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundaryScanner, MAX_CARRY_BYTES } from './boundary';

/** The stream as it is handed on when it comes in these pieces, and after each piece how much of it may go. */
function handedOn(pieces: readonly Uint8Array[]): readonly Uint8Array[] {
  const scanner = new BoundaryScanner();
  const out: Uint8Array[] = [];
  let held = new Uint8Array();
  let gone = 0;
  for (const piece of pieces) {
    scanner.push(piece);
    held = Uint8Array.of(...held, ...piece);
    out.push(held.slice(0, scanner.safe - gone));
    held = held.slice(scanner.safe - gone);
    gone = scanner.safe;
  }
  return [...out, held];
}

function at(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

const whole = (parts: readonly Uint8Array[]) => parts.flatMap((part) => [...part]);
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('a safe cut', () => {
  it('loses and doubles nothing, whatever the bytes and wherever they are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat(), { maxLength: 20 }), (bytes, cuts) => {
        expect(whole(handedOn(at(bytes, cuts)))).toEqual([...bytes]);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('is never inside a character, for all of Unicode cut at every byte', () => {
    for (let first = 0xa0; first <= 0x10ffff; first += 4_096) {
      const codes = Array.from({ length: 4_096 }, (_, n) => first + n).filter(
        (code) => code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000),
      );
      const bytes = bytesOf(String.fromCodePoint(...codes));
      const scanner = new BoundaryScanner();
      const cuts = new Set<number>();
      for (const [index, byte] of bytes.entries()) {
        scanner.push(Uint8Array.of(byte));
        if (scanner.safe === index + 1) cuts.add(index + 1);
      }
      const ends = [...bytes.entries()]
        .filter(([index]) => ((bytes[index + 1] ?? 0) & 0xc0) !== 0x80)
        .map(([index]) => index + 1);
      expect([...cuts]).toEqual(ends);
    }
  });

  it.each([
    ['a colour', '\u001b[38;2;1;2;3m'],
    ['a title', '\u001b]0;hé; wörld\u0007'],
    ['a link', '\u001b]8;;https://example.org\u001b\\'],
    ['a device string', '\u001bP1$r0m\u001b\\'],
    ['an application string', '\u001b_Gf=100;AAAA\u001b\\'],
    ['a choice of characters', '\u001b(0'],
    ['a C1 sequence', '\u009b1;2H'],
    ['a sequence broken off', '\u001b[12\u0018'],
    ['a sequence in a sequence', '\u001b[12\u001b[3m'],
    ['a line end in a sequence', '\u001b[1\n2H'],
  ])('is before or behind %s', (_, sequence) => {
    const bytes = bytesOf(`a${sequence}b`);
    const pieces = handedOn([...bytes].map((byte) => Uint8Array.of(byte))).filter((piece) => piece.length > 0);
    expect(pieces.map((piece) => new TextDecoder().decode(piece))).toEqual(['a', sequence, 'b']);
  });

  it('does not wait for ever for the end of a sequence, and is between characters even then', () => {
    const endless = bytesOf(`\u001b]52;c;${'ü'.repeat(MAX_CARRY_BYTES)}`);
    const scanner = new BoundaryScanner();
    for (let from = 0; from < endless.length; from += 1_000) {
      scanner.push(endless.subarray(from, from + 1_000));
      expect(scanner.scanned - scanner.safe).toBeLessThanOrEqual(MAX_CARRY_BYTES);
      expect((endless[scanner.safe] ?? 0) & 0xc0).not.toBe(0x80);
    }
    expect(scanner.safe).toBeGreaterThan(0);
    scanner.push(bytesOf('\u0007text'));
    expect(scanner.safe).toBe(scanner.scanned);
  });
});
