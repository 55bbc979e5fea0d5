import type { ReactNode } from 'react';
import { Glyph, type GlyphName } from './Glyph';
import classes from './StatusWord.module.css';

/** The colours a status may have; each is text-safe on every surface. */
export type Tone = 'active' | 'verifying' | 'complete' | 'paused' | 'blocked' | 'limited' | 'failed' | 'asks' | 'draft';

/** Shape, word and colour, always all three. `tone` where the colour is not the shape's own: an expected failure is `draft`. */
export function StatusWord(props: { readonly glyph: GlyphName; readonly word: ReactNode; readonly tone?: Tone }) {
  return (
    <span className={`${classes.status} ${classes[props.tone ?? TONES[props.glyph]]}`}>
      <Glyph name={props.glyph} />
      {props.word}
    </span>
  );
}

/** A shape in its colour, where the word stands elsewhere in the row. */
export function StatusGlyph({ glyph, tone }: { readonly glyph: GlyphName; readonly tone?: Tone }) {
  return (
    <span className={`${classes.shape} ${classes[tone ?? TONES[glyph]]}`}>
      <Glyph name={glyph} />
    </span>
  );
}

/** The word in its colour, where the shape stands apart from it in the row. */
export function StatusText({ glyph, word }: { readonly glyph: GlyphName; readonly word: ReactNode }) {
  return <b className={classes[TONES[glyph]]}>{word}</b>;
}

const TONES: Readonly<Record<GlyphName, Tone>> = {
  active: 'active',
  running: 'verifying',
  pass: 'complete',
  paused: 'paused',
  blocked: 'blocked',
  limited: 'limited',
  failed: 'failed',
  asks: 'asks',
  stale: 'draft',
  draft: 'draft',
  finding: 'blocked',
};
