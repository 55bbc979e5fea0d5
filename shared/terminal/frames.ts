import { z } from 'zod';

/**
 * What travels on the port between a terminal's owner (the pty host) and one window's view of it. The first frame is a screen; after
 * it come bytes without a gap or a double, until the end. A view that falls behind for good is given a new screen instead.
 */
export type TerminalFrame =
  /** The whole screen with its scrollback, as sequences that draw it on an empty terminal of this size. */
  | { readonly kind: 'screen'; readonly cols: number; readonly rows: number; readonly text: string; readonly title: string }
  /** What follows, never cut inside a character or an escape sequence; each is acknowledged by its length once it was parsed. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Another view, or the app, gave the terminal this size. */
  | { readonly kind: 'size'; readonly cols: number; readonly rows: number }
  /** The last frame: how it ended, and whether the bytes before it are all there are. */
  | { readonly kind: 'end'; readonly words: string };

/** Comes from a page, so the owner parses it at its door: what it takes for granted could end it, and every terminal with it. */
export const TerminalReply = z.discriminatedUnion('kind', [
  /** So many bytes were parsed. */
  z.object({ kind: z.literal('ack'), bytes: z.int().nonnegative() }),
  /** Keys and pastes, for a view that may type. */
  z.object({ kind: z.literal('input'), text: z.string() }),
  z.object({ kind: z.literal('size'), cols: z.number(), rows: z.number() }),
  /** A view that cannot be seen is sent nothing until it can be, and then a screen. */
  z.object({ kind: z.literal('seen'), seen: z.boolean() }),
]);
export type TerminalReply = Readonly<z.infer<typeof TerminalReply>>;
