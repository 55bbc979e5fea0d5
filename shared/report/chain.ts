import { z } from 'zod';
import { canonicalJson } from '../kernel/canonicalJson';

/*
 * The chain of a bundle: `chain.jsonl`, one entry a line. Each entry holds the hash of the one before it and the content hashes of
 * the files that came with it, so the last hash stands for every byte of the bundle (ARCHITECTURE.md, "A bundle is a chain").
 */

export const CHAIN_FILE = 'chain.jsonl';
export const BUNDLE_FORMAT = 'goalpost-bundle';
export const BUNDLE_VERSION = 1;

/** What the first entry names as the one before it. */
export const NO_ENTRY = '0'.repeat(64);

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Redacted = z.array(z.strictObject({ what: z.string(), count: z.int().positive() }));

/** A file of the bundle. `original` is the content that evidence was recorded with, where the file differs from it by redaction. */
export const BundleFile = z.strictObject({
  path: z.string().min(1),
  bytes: z.int().nonnegative(),
  sha256: Sha256,
  original: z.strictObject({ bytes: z.int().nonnegative(), sha256: Sha256 }).optional(),
  redacted: Redacted.optional(),
});
export type BundleFile = z.infer<typeof BundleFile>;

/** Content that the record names and the bundle does not hold, and why. */
export const Absent = z.strictObject({ what: z.string(), reason: z.string() });
export type Absent = z.infer<typeof Absent>;

const held = {
  n: z.int().nonnegative(),
  previous: Sha256,
  hash: Sha256,
  files: z.array(BundleFile),
  absent: z.array(Absent).optional(),
};

/**
 * `begin` says what the bundle is of; `fact` is one event of the goal's record; `diff` the change since the start; `reports` the three
 * readings of all this; `end` counts, so that a chain that lacks its end is not taken for a whole one.
 */
export const ChainEntry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('begin'),
    ...held,
    format: z.literal(BUNDLE_FORMAT),
    version: z.literal(BUNDLE_VERSION),
    thread: z.string(),
    exportedAt: z.number(),
    app: z.string(),
  }),
  z.strictObject({
    kind: z.literal('fact'),
    ...held,
    seq: z.int().positive(),
    at: z.number(),
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
    redacted: Redacted.optional(),
  }),
  z.strictObject({ kind: z.literal('diff'), ...held, from: z.string(), to: z.string() }),
  z.strictObject({ kind: z.literal('reports'), ...held, record: Sha256, redacted: Redacted.optional() }),
  z.strictObject({ kind: z.literal('end'), ...held, count: z.int(), fileCount: z.int() }),
]);
export type ChainEntry = z.infer<typeof ChainEntry>;

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/** An entry before it is linked. */
export type EntryBody = Without<ChainEntry, 'n' | 'previous' | 'hash'>;

/** Links a body to the entry before it; `sha256` answers lower-case hex of a text's UTF-8. */
export function linkEntry(
  body: EntryBody,
  place: { readonly n: number; readonly previous: string },
  sha256: (text: string) => string,
): ChainEntry {
  const open = { ...body, ...place };
  return { ...open, hash: sha256(canonicalJson(open)) } as ChainEntry;
}

/** The hash that an entry's own content comes to. */
export function entryHash(entry: object, sha256: (text: string) => string): string {
  const { hash: _, ...open } = entry as { readonly hash?: unknown };
  return sha256(canonicalJson(open));
}
