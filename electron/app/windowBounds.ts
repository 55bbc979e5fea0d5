import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });
const WindowBounds = Bounds.extend({ maximized: z.boolean() });
export type Bounds = z.infer<typeof Bounds>;
export type WindowBounds = z.infer<typeof WindowBounds>;

/** The size that the look was drawn for. */
export const FIRST_SIZE = { width: 1440, height: 900 } as const;

/** Below this even the folded layout has no room for the conversation. */
export const SMALLEST_SIZE = { width: 720, height: 480 } as const;

/** So much of the title bar must be on a screen for a hand to get hold of the window. */
const GRIP = { width: 120, height: 40 } as const;

/** Where the window stood last, or undefined where that is not known or no longer on any screen. */
export async function readBounds(file: string, screens: readonly Bounds[]): Promise<WindowBounds | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const bounds = text === undefined ? undefined : parseBounds(text);
  return bounds && screens.some((screen) => isWithinReach(bounds, screen)) ? bounds : undefined;
}

function parseBounds(text: string): WindowBounds | undefined {
  try {
    return WindowBounds.safeParse(JSON.parse(text)).data;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** Whether the window's top edge can be taken hold of on this screen. */
export function isWithinReach(bounds: Bounds, screen: Bounds): boolean {
  const across = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  const below = bounds.y - screen.y;
  return across >= GRIP.width && below >= -GRIP.height / 2 && below <= screen.height - GRIP.height;
}
