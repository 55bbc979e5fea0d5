import type { Page } from 'playwright-core';
import { type Look, THEMES } from '../studio';
import type { Stage } from './stage';

/** A row of the table: a view of the window, which is pictured in every look. */
export interface View {
  /** Names its pictures. */
  readonly name: string;
  /** What there is to see. */
  readonly data: 'empty' | 'full';
  /** Goes there, from wherever another view has left the window, and waits until it stands. */
  readonly open: (stage: Stage) => Promise<void>;
  /** Brings into sight again what is to be seen, in a window of another size. */
  readonly settle?: (page: Page) => Promise<unknown>;
  /** Closes what it has opened over the page. */
  readonly leave?: (stage: Stage) => Promise<void>;
  /** Pictured in a small window, too: below 1240 px it is laid out otherwise. */
  readonly small?: true;
  /** Pictured at these zooms, too; 1 is 100 %. */
  readonly zooms?: readonly number[];
  /** Shows what was just done or happened elsewhere, which is put away for all others. */
  readonly told?: true;
  /** README.md shows it, by this name in docs/. */
  readonly docs?: string;
}

/** One window with what it holds, and the views that are pictured of it, in this order. */
export interface Scene {
  readonly name: string;
  readonly stage: () => Promise<Stage>;
  readonly views: readonly View[];
}

export interface Picture {
  readonly name: string;
  readonly look: Look;
}

/** The least that a window of the app is commonly given, and a whole screen. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const SMALL = { width: 1024, height: 700 } as const;
const README = { theme: 'light', width: 1440, height: 900, zoom: 1 } as const;

/** All pictures of a view, such as `inbox-full-dark-1920x1080`. */
export function picturesOf(view: View): readonly Picture[] {
  const sizes = [...SIZES, ...(view.small ? [SMALL] : [])].map((size) => ({ ...size, zoom: 1 }));
  const zoomed = (view.zooms ?? []).map((zoom) => ({ ...SIZES[0], zoom }));
  return [...sizes, ...zoomed].flatMap((look) => THEMES.map((theme) => named(view, { theme, ...look })));
}

/** The picture of a view that README.md shows. */
export function readmePictureOf({ docs }: View): readonly Picture[] {
  return docs === undefined ? [] : [{ name: docs, look: README }];
}

function named({ name, data }: View, look: Look): Picture {
  const { theme, width, height, zoom } = look;
  const zoomed = zoom === 1 ? '' : `-at-${Math.round(zoom * 100)}`;
  return { name: `${name}-${data}-${theme}-${width}x${height}${zoomed}`, look };
}
