import type { ConsoleMessage, ElectronApplication, Page } from 'playwright-core';

/**
 * Collects what must not happen in any window of an app. Playwright says what happens from now on, and keeps what happened in a
 * page before we knew of it: both are taken, each line once.
 * @returns asks for what was collected so far: one line each, in the order of their first sight
 */
export function watchTroubles(app: ElectronApplication): () => Promise<readonly string[]> {
  const found = new Map<string, string>();
  const pages = new Set<Page>();
  const watch = (page: Page): void => {
    if (pages.has(page)) return;
    pages.add(page);
    page.on('console', (message) => note(found, message));
    page.on('pageerror', (error) => noteError(found, error));
    page.on('crash', () => found.set('crash', 'crashed: the renderer died'));
  };
  app.on('window', watch);
  for (const page of app.windows()) watch(page);
  return async () => {
    await Promise.all([...pages].filter((page) => !page.isClosed()).map((page) => catchUp(found, page)));
    return [...found.values()];
  };
}

async function catchUp(found: Map<string, string>, page: Page): Promise<void> {
  for (const message of await page.consoleMessages({ filter: 'all' })) note(found, message);
  for (const error of await page.pageErrors({ filter: 'all' })) noteError(found, error);
}

function note(found: Map<string, string>, message: ConsoleMessage): void {
  if (isTrouble(message)) found.set(`${message.timestamp()} ${message.text()}`, `console ${message.type()}: ${message.text()}`);
}

function noteError(found: Map<string, string>, error: Error): void {
  const text = error.stack ?? error.message;
  found.set(text, `thrown: ${text}`);
}

/** Electron warns of an unsafe page by the console; other warnings are advice to developers. */
function isTrouble(message: ConsoleMessage): boolean {
  if (message.type() === 'error') return true;
  return message.type() === 'warning' && /Electron Security Warning|Content Security Policy/.test(message.text());
}
