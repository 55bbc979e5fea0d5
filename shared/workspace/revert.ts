import { z } from 'zod';

/** Lines of a text, counted from 1; `end` is the line after the last, so that `start === end` is the place before line `start`. */
export const LineRange = z
  .strictObject({ start: z.int().positive(), end: z.int().positive() })
  .refine(({ start, end }) => start <= end, 'A range ends before it starts.');
export type LineRange = z.infer<typeof LineRange>;

const Path = z.string().min(1).max(4096);
const Id = z.string().min(1).max(64);

/**
 * What a person puts back. A hunk is lines of one file in two trees, those of the two checkpoints that the order names: lines `is` of
 * the file as the person saw it become lines `was` of the file as it was. A line ends with LF, CRLF or a lone CR, as editors count
 * them. A `revert` undoes an earlier one.
 */
export const RevertWhat = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), path: Path }),
  z.strictObject({ kind: z.literal('hunk'), path: Path, was: LineRange, is: LineRange }),
  z.strictObject({ kind: z.literal('turn'), turn: Id }),
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('revert'), revert: Id }),
]);
export type RevertWhat = z.infer<typeof RevertWhat>;

/** What is put back, in words that follow "put back" and precede no more than a full stop. */
export function revertWords(what: RevertWhat): string {
  switch (what.kind) {
    case 'file':
      return what.path;
    case 'hunk':
      return `lines of ${what.path}`;
    case 'turn':
      return `what ${what.turn} changed`;
    case 'all':
      return 'everything';
    case 'revert':
      return `what ${what.revert} took away`;
  }
}
