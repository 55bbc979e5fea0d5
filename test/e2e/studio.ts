// How the window is pictured: in both themes, in the sizes that the look is made for, with nothing moving and nothing over the page that is not meant.
import { writeFileSync } from 'node:fs';
import type { ElectronApplication, Page } from 'playwright-core';
import type { OpenWindow } from './harness';

export const THEMES = ['light', 'dark'] as const;

/** What is pictured of a view: one of its looks. */
export interface Look {
  readonly theme: (typeof THEMES)[number];
  readonly width: number;
  readonly height: number;
  /** 1 is 100 %. */
  readonly zoom: number;
}

/** Pictures the page as it stands, in that look, into a PNG file. */
export async function shoot(window: OpenWindow, look: Look, file: string): Promise<void> {
  await dress(window, look);
  if (look.zoom === 1) await window.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  else writeFileSync(file, await zoomedPicture(window.app));
}

export async function dress({ app, page }: OpenWindow, { theme, width, height, zoom }: Look): Promise<void> {
  await page.mouse.move(0, 0);
  // The driver stands between the page and the system's theme.
  await page.emulateMedia({ colorScheme: theme });
  await app.evaluate(
    ({ BrowserWindow }, to) => {
      const open = BrowserWindow.getAllWindows()[0];
      open?.setContentSize(to.width, to.height);
      open?.webContents.setZoomFactor(to.zoom);
    },
    { width, height, zoom },
  );
  // A page that only says why there is no other has no scheme of its own.
  await page.locator(`html[data-mantine-color-scheme="${theme}"], html:not([data-mantine-color-scheme])`).waitFor();
  await isWide(page, width / zoom);
  await isPainted(page);
}

/** The driver's own pictures are cut where the page is zoomed. */
async function zoomedPicture(app: ElectronApplication): Promise<Buffer> {
  const png = await app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64'),
  );
  if (png === undefined) throw new Error('There is no window to picture.');
  return Buffer.from(png, 'base64');
}

/** Resolves once the page has so many pixels of its own across, by the size of its window and its zoom. */
export async function isWide(page: Page, width: number): Promise<void> {
  await page.evaluate(`new Promise((done) => {
    const look = () => (Math.abs(innerWidth - ${width}) <= 1 ? done() : requestAnimationFrame(look));
    look();
  })`);
}

/** What is laid out in an effect is painted with one of the next frames. */
async function isPainted(page: Page): Promise<void> {
  await page.evaluate(`new Promise((done) => {
    let left = 4;
    const look = () => (left-- === 0 ? done() : requestAnimationFrame(look));
    look();
  })`);
}

/** Takes away what tells of something that was just done, or that happened elsewhere. */
export async function putAway(page: Page): Promise<void> {
  const told = 'section[aria-label="Happened elsewhere"] [role=status], section[aria-label="Just done"] [role=status]';
  await page.evaluate(`new Promise((done) => {
    const look = () => {
      const left = [...document.querySelectorAll(${JSON.stringify(told)})];
      for (const notice of left) notice.querySelector('[aria-label="Put away"]')?.click();
      if (left.length === 0) done();
      else requestAnimationFrame(look);
    };
    look();
  })`);
}
