import { z } from 'zod';

/** A terminal's screen as it is kept on disk. `id` is the terminal's, `title` its command; without `end` it was last seen running. */
export const SavedScreen = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** In cells. */
  cols: z.int().positive(),
  rows: z.int().positive(),
  /** Sequences that draw it with its scrollback on an empty terminal of this size. */
  text: z.string(),
  /** In milliseconds since the Unix epoch. */
  at: z.int(),
  /** How it ended. */
  end: z.string().optional(),
});
export type SavedScreen = Readonly<z.infer<typeof SavedScreen>>;
