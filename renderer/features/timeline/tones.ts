import type { Shape } from '../../../shared/views/shape';
import classes from './Plot.module.css';

/** The class that colours a shape and its word inside a plot. */
export function toneClass(shape: Shape): string {
  return TONES[shape] ?? classes.toneDraft ?? '';
}

const TONES: Readonly<Partial<Record<Shape, string | undefined>>> = {
  failed: classes.toneFailed,
  pass: classes.tonePass,
  asks: classes.toneAsks,
  paused: classes.tonePaused,
  blocked: classes.toneBlocked,
  limited: classes.toneLimited,
};
