import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// WCAG 2.2: text 4.5 (1.4.3), shapes, edges of fields and the focus 3 (1.4.11).
const TEXT = 4.5;
const SHAPE = 3;

const SURFACES = ['bg', 'bg-side', 'bg-panel', 'bg-sunken', 'bg-head', 'bg-hover', 'bg-selected', 'bg-raised'];
const TEXTS = ['text', 'text-2', 'text-3', 'accent'];
const STATUS = ['draft', 'active', 'verifying', 'complete', 'paused', 'blocked', 'limited', 'failed', 'asks'].map(
  (n) => `st-${n}`,
);
/** Code stands on its own ground, and on the marks of a change. */
const CODE = ['syn-key', 'syn-str', 'syn-type', 'syn-com'];
const CODE_GROUNDS = ['bg-sunken', 'soft-complete', 'soft-failed'];
const SHAPES = ['line-field', 'fill', 'focus'];
const SHAPE_GROUNDS = ['bg', 'bg-side', 'bg-panel', 'bg-head', 'bg-raised'];

type Tokens = ReadonlyMap<string, string>;

const css = readFileSync(join(process.cwd(), 'renderer/ui/tokens.css'), 'utf8');

function tokensOf(selector: string): Tokens {
  const block = css.slice(css.indexOf(selector)).match(/\{([^}]*)\}/)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]));
}

const light = tokensOf(':root {');
const dark = new Map([...light, ...tokensOf(':root[data-mantine-color-scheme="dark"] {')]);

function colour(tokens: Tokens, name: string): string {
  const value = tokens.get(name) ?? '';
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (other !== undefined) return colour(tokens, other);
  if (!/^#[0-9a-f]{6}$/i.test(value)) throw new Error(`--${name} is no colour: ${value}`);
  return value;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** Pairs that are too near to each other, each with its figure. */
function tooNear(tokens: Tokens, inks: readonly string[], grounds: readonly string[], least: number): readonly string[] {
  return inks.flatMap((ink) =>
    grounds.flatMap((ground) => {
      const figure = contrast(colour(tokens, ink), colour(tokens, ground));
      return figure < least ? [`${ink} on ${ground}: ${figure.toFixed(2)}`] : [];
    }),
  );
}

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_name, tokens) => {
  it('let every text be read on every surface', () => {
    expect(tooNear(tokens, [...TEXTS, ...STATUS], SURFACES, TEXT)).toEqual([]);
    expect(tooNear(tokens, ['on-accent'], ['accent', 'accent-hover'], TEXT)).toEqual([]);
  });

  it('let code be read, also where it was changed', () => {
    expect(
      tooNear(tokens, ['text'], [...CODE_GROUNDS, 'mark-complete', 'mark-failed', 'soft-warn', 'soft-active'], TEXT),
    ).toEqual([]);
    expect(tooNear(tokens, CODE, CODE_GROUNDS, TEXT)).toEqual([]);
  });

  it('let shapes, edges of fields and the focus be seen', () => {
    expect(tooNear(tokens, SHAPES, SHAPE_GROUNDS, SHAPE)).toEqual([]);
    expect(tooNear(tokens, ['cut'], STATUS, SHAPE)).toEqual([]);
  });
});
