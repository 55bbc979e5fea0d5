import type { ReactNode } from 'react';
import classes from './Glyph.module.css';

/** What a status looks like: eleven silhouettes, each readable in one colour. */
export type GlyphName =
  | 'active'
  | 'running'
  | 'pass'
  | 'paused'
  | 'blocked'
  | 'limited'
  | 'failed'
  | 'asks'
  | 'stale'
  | 'draft'
  | 'finding';

/** The 12 px status shape. Never alone: the word beside it is what a screen reader hears. */
export function Glyph({ name }: { readonly name: GlyphName }) {
  return (
    <svg className={classes.glyph} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  );
}

const ring = <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />;

const SHAPES: Readonly<Record<GlyphName, ReactNode>> = {
  draft: ring,
  active: (
    <>
      {ring}
      <circle cx="6" cy="6" r="2.25" fill="currentColor" />
    </>
  ),
  running: (
    <>
      {ring}
      <path d="M6 2.6a3.4 3.4 0 0 1 0 6.8z" fill="currentColor" />
    </>
  ),
  pass: (
    <>
      <circle cx="6" cy="6" r="5.75" fill="currentColor" />
      <path className={classes.cut} d="M3.4 6.2l1.8 1.8 3.4-3.8" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  paused: (
    <>
      <rect x="2" y="1.5" width="2.75" height="9" rx=".75" fill="currentColor" />
      <rect x="7.25" y="1.5" width="2.75" height="9" rx=".75" fill="currentColor" />
    </>
  ),
  blocked: (
    <>
      <path d="M3.6.4h4.8l3.2 3.2v4.8l-3.2 3.2H3.6L.4 8.4V3.6z" fill="currentColor" />
      <path className={classes.cut} d="M3.3 6h5.4" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  limited: <path d="M1.75.6h8.5v1.9L7.3 6l2.95 3.5v1.9h-8.5V9.5L4.7 6 1.75 2.5z" fill="currentColor" />,
  failed: <path d="M2.3 2.3l7.4 7.4M9.7 2.3L2.3 9.7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  asks: (
    <>
      <path d="M6 1l5 5-5 5-5-5z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      <circle cx="6" cy="6" r="1.4" fill="currentColor" />
    </>
  ),
  stale: <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 1.73" />,
  finding: (
    <>
      <path d="M6 1.2l5 9.3H1z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      <path d="M6 4.8v2.4" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
    </>
  ),
};
