// How the window is pictured: in both themes, in the sizes that the look is made for.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { OpenWindow } from './harness';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const;
const THEMES = ['light', 'dark'] as const;

export interface Studio {
  readonly folder: string;
  readonly window: OpenWindow;
}

export interface Variant {
  readonly theme: (typeof THEMES)[number];
  readonly width: number;
  readonly height: number;
}

export function variants(): readonly Variant[] {
  return SIZES.flatMap((size) => THEMES.map((theme) => ({ theme, ...size })));
}

/** The place that is open, in every theme and size. */
export async function shoot(studio: Studio, place: string): Promise<void> {
  for (const variant of variants()) {
    await dress(studio, variant);
    const { theme, width, height } = variant;
    const path = join(studio.folder, `${place}-${theme}-${width}x${height}.png`);
    await studio.window.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  }
}

/** Resolves once the page has so many pixels of its own across, by the size of its window and its zoom. */
export async function isWide(page: Page, width: number): Promise<void> {
  await page.evaluate(`new Promise((done) => {
    const look = () => (Math.abs(innerWidth - ${width}) <= 1 ? done() : requestAnimationFrame(look));
    look();
  })`);
}

export async function dress({ window: { app, page } }: Studio, { theme, width, height }: Variant): Promise<void> {
  await page.mouse.move(0, 0);
  // The driver stands between the page and the system's theme.
  await page.emulateMedia({ colorScheme: theme });
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
    width,
    height,
  });
  const worn = `document.documentElement.dataset.mantineColorScheme === '${theme}' && innerWidth === ${width} && innerHeight === ${height}`;
  await page.evaluate(`new Promise((done) => {
    // What is laid out in an effect is painted with one of the next frames.
    let left = 3;
    const look = () => ((${worn}) && left-- === 0 ? done() : requestAnimationFrame(look));
    look();
  })`);
}
