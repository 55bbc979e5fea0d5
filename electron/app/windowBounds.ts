import { z } from 'zod';

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });
export const WindowBounds = Bounds.extend({ maximized: z.boolean() });
export type Bounds = z.infer<typeof Bounds>;
export type WindowBounds = z.infer<typeof WindowBounds>;

/** The size that the look was drawn for. */
export const FIRST_SIZE = { width: 1440, height: 900 } as const;

/** Below this even the folded layout has no room for the conversation. */
export const SMALLEST_SIZE = { width: 720, height: 480 } as const;

/** So much of the title bar must be on a screen for a hand to get hold of the window. */
const GRIP = { width: 120, height: 40 } as const;

/** Whether the window's top edge can be taken hold of on this screen. */
export function isWithinReach(bounds: Bounds, screen: Bounds): boolean {
  const across = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  const below = bounds.y - screen.y;
  return across >= GRIP.width && below >= -GRIP.height / 2 && below <= screen.height - GRIP.height;
}
