import type { ISearchDecorationOptions } from '@xterm/addon-search';
import type { ITheme } from '@xterm/xterm';

/** Terminal colour → token. The terminal follows the theme; the status colours are text-safe on its surface. */
const TOKENS = {
  background: '--bg-sunken',
  foreground: '--text',
  cursor: '--text-2',
  cursorAccent: '--bg-sunken',
  selectionBackground: '--bg-selected',
  black: '--text',
  red: '--st-failed',
  green: '--st-complete',
  yellow: '--st-limited',
  blue: '--st-verifying',
  magenta: '--st-asks',
  cyan: '--st-active',
  white: '--text-2',
  brightBlack: '--text-3',
  brightRed: '--st-failed',
  brightGreen: '--st-complete',
  brightYellow: '--st-limited',
  brightBlue: '--st-verifying',
  brightMagenta: '--st-asks',
  brightCyan: '--st-active',
  brightWhite: '--text',
} as const satisfies Partial<Record<keyof ITheme, string>>;

/** The theme from the tokens as they stand now. */
export function terminalTheme(): ITheme {
  const read = tokenReader();
  return Object.fromEntries(Object.entries(TOKENS).map(([colour, token]) => [colour, read(token)]));
}

/** How found places are marked, the one in view apart from the others. */
export function searchMarks(): ISearchDecorationOptions {
  const token = tokenReader();
  return {
    matchBackground: token('--soft-warn'),
    matchOverviewRuler: token('--st-limited'),
    activeMatchBackground: token('--bg-selected'),
    activeMatchBorder: token('--accent'),
    activeMatchColorOverviewRuler: token('--accent'),
  };
}

export function terminalFont(): string {
  return tokenReader()('--font-mono');
}

function tokenReader(): (token: string) => string {
  const style = getComputedStyle(document.documentElement);
  return (token) => style.getPropertyValue(token).trim();
}
