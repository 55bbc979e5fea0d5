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
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(Object.entries(TOKENS).map(([colour, token]) => [colour, style.getPropertyValue(token).trim()]));
}

export function terminalFont(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--font-mono').trim();
}
