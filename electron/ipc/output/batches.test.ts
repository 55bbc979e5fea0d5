import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIECE_BYTES, piecesOf } from './batches';

/** Lines of any length around that of a piece, of characters that are several bytes. */
const anyLines = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 300 }) }, { weight: 1, arbitrary: fc.nat({ max: PIECE_BYTES }) }), {
    minLength: 1,
    maxLength: 400,
  })
  .map((lengths) => lengths.map((length) => 'ü'.repeat(length)).join('\n'));

describe('the pieces of a batch', () => {
  it('are all of it in whole lines, none larger than a piece but a line that is', () => {
    fc.assert(
      fc.property(anyLines, fc.boolean(), (lines, ended) => {
        const bytes = Buffer.from(ended ? `${lines}\n` : lines);
        const pieces = [...piecesOf({ bytes, offset: 7, ended })];
        expect(Buffer.concat(pieces.map((piece) => piece.bytes)).equals(bytes)).toBe(true);
        let offset = 7;
        for (const piece of pieces) {
          const last = piece === pieces.at(-1);
          expect([piece.offset, piece.ended]).toEqual([offset, !last || ended]);
          expect(piece.bytes.at(-1) === 0x0a || (last && !ended)).toBe(true);
          expect(piece.bytes.byteLength <= PIECE_BYTES || piece.bytes.indexOf(0x0a) === piece.bytes.lastIndexOf(0x0a)).toBe(true);
          offset += piece.bytes.byteLength;
        }
      }),
      { numRuns: 100 },
    );
  });
});
