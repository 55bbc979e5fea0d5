import type { Page } from 'playwright-core';

/** What stood on the live view at any time since the watch began, each text once, in the order of its first sight. */
export interface LiveWatch {
  /** Text in the terminal of a command while its head line said that it is running. */
  readonly runningTerminals: readonly string[];
  /** Rows of the contract panel's checks. */
  readonly checks: readonly string[];
  /** The goal's status and what can be ordered, as the title row says it. */
  readonly titles: readonly string[];
}

// Run by the page at every change of its content: what stands for a fraction of a second is seen all the same.
const WATCH = `(() => {
  const seen = { runningTerminals: new Set(), checks: new Set(), titles: new Set() };
  const words = (element) => element.innerText.replace(/\\s+/g, ' ').trim();
  const look = () => {
    for (const item of document.querySelectorAll('ul[aria-label="Commands"] > li')) {
      const head = item.querySelector('button[data-row]');
      const rows = item.querySelector('.xterm-rows');
      const text = rows ? words(rows) : '';
      if (head && rows && /\\brunning\\b/.test(words(head)) && text !== '') seen.runningTerminals.add(text);
    }
    for (const row of document.querySelectorAll('table[aria-label="Checks"] tbody tr')) seen.checks.add(words(row));
    const title = document.querySelector('header');
    if (title) seen.titles.add(words(title));
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  look();
  globalThis.watchedLive = () => Object.fromEntries(Object.entries(seen).map(([name, texts]) => [name, [...texts]]));
})()`;

/** Watches the live view of this page load until it is asked what it saw. */
export async function watchLive(page: Page): Promise<() => Promise<LiveWatch>> {
  await page.evaluate(WATCH);
  return () => page.evaluate('watchedLive()') as Promise<LiveWatch>;
}
