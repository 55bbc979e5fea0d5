import { z } from 'zod';

/** A reference to stored bytes by content: `sha256` in lower-case hex, `bytes` the uncompressed length. */
export const BlobRef = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().nonnegative() });
export type BlobRef = z.infer<typeof BlobRef>;
