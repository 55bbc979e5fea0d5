import { z } from 'zod';
import type { OutputMatch, OutputRow, OutputPlace as Place } from '../terminal/outputRows';

/** Names a stored output. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.int().nonnegative();
const OutputPoint = z.strictObject({ row: Count, column: Count });
const OutputPlace = z.strictObject({ offset: Count, row: Count, line: z.int().positive(), goesOn: z.boolean() });
const Wanted = z.strictObject({ text: z.string().min(1).max(1_000), regex: z.boolean(), matchCase: z.boolean() });

/** Of the methods that look at a stored output by its rows. */
export const outputParams = {
  /** Looks for the rows of a stored output; answers after a moment how far that is, and is asked again until it is whole. */
  'output/open': z.strictObject({ sha256: Sha256 }),
  'output/rows': z.strictObject({ sha256: Sha256, from: z.int().nonnegative(), count: z.int().positive().max(1_000) }),
  /** Looks through a bounded part of it; `next` of the answer is `from` of the next call, and who wants no more does not call. */
  'output/search': z.strictObject({ sha256: Sha256, wanted: Wanted, from: OutputPlace }),
  /** The text between two points, bounded; null for the end. */
  'output/text': z.strictObject({ sha256: Sha256, from: OutputPoint, to: OutputPoint.nullable() }),
  /** Asks where to, and writes it there, byte for byte or as plain lines. */
  'output/save': z.strictObject({ sha256: Sha256, as: z.enum(['raw', 'plain']), name: z.string().max(255) }),
} as const;

export interface OutputResults {
  /** So far found, `whole` when that is all. `read` is in bytes. */
  'output/open': { readonly read: number; readonly rows: number; readonly lines: number; readonly whole: boolean };
  'output/rows': { readonly rows: readonly OutputRow[] };
  'output/search': { readonly matches: readonly OutputMatch[]; readonly next: Place | null };
  'output/text': { readonly text: string; readonly cut: boolean };
  /** Null where the person chose no place. */
  'output/save': { readonly saved: { readonly path: string; readonly bytes: number } | null };
}
