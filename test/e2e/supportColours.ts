import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../build/root.mjs';

const TOKENS = [...new Set(readFileSync(join(ROOT, 'renderer/ui/tokens.css'), 'utf8').match(/--[\w-]+(?=:)/g))];

/** Colours on the page that no token has, each with where it is; Monaco's and xterm's own cells are looked at by their grounds. */
export function coloursWithoutToken(page: Page): Promise<readonly string[]> {
  return page.evaluate(colours(TOKENS)) as Promise<readonly string[]>;
}

const colours = (tokens: readonly string[]) => `(() => {
  const probe = document.createElement('i');
  document.body.append(probe);
  const known = new Set(['rgba(0, 0, 0, 0)']);
  for (const token of ${JSON.stringify(tokens)}) {
    probe.style.color = '';
    probe.style.color = 'var(' + token + ')';
    if (CSS.supports('color', getComputedStyle(document.documentElement).getPropertyValue(token).trim())) known.add(getComputedStyle(probe).color);
  }
  probe.remove();
  const found = new Set();
  const say = (what, value, element) => found.add(what + ' ' + value + ' of ' + element.tagName.toLowerCase() + '.' + String(element.className?.baseVal ?? element.className).slice(0, 60));
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('[aria-hidden=true], .view-lines, .monaco-editor .overlays, .slider, .minimap-slider-horizontal, .xterm-screen, .monaco-sash, .mantine-Overlay-root, .monaco-aria-container') || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    if (text && !known.has(style.color)) say('text', style.color, element);
    if (!known.has(style.backgroundColor)) say('ground', style.backgroundColor, element);
    for (const side of ['Top', 'Right', 'Bottom', 'Left']) if (parseFloat(style['border' + side + 'Width']) > 0 && style['border' + side + 'Style'] !== 'none' && !known.has(style['border' + side + 'Color'])) say('edge', style['border' + side + 'Color'], element);
  }
  return [...found];
})()`;
