import { z } from 'zod';

/** What is known of a saved screen without its text. `title` is the terminal's command; without `end` it was last seen running. */
export const ScreenHead = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** In cells. */
  cols: z.int().positive(),
  rows: z.int().positive(),
  /** In milliseconds since the Unix epoch. */
  at: z.int(),
  /** How it ended. */
  end: z.string().optional(),
});
export type ScreenHead = Readonly<z.infer<typeof ScreenHead>>;

/** A terminal's screen as it is kept on disk. */
export interface SavedScreen extends ScreenHead {
  /** Sequences that draw it with its scrollback on an empty terminal of this size. */
  readonly text: string;
}
