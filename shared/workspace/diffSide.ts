/**
 * One side of a changed file: not there; text, or only the beginning of a text that is too long to show; bytes that are no text, with
 * the picture where they are one that a window draws; a content too large to be read; where a link points to; which commit a
 * repository inside the workspace stands on.
 */
export type DiffSide =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string; readonly size: number; readonly truncated: boolean }
  /** `picture` is a `data:` address. */
  | { readonly kind: 'binary'; readonly size: number; readonly picture: string | null }
  | { readonly kind: 'large'; readonly size: number }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'repository'; readonly commit: string };

/** A file before and after; `from` where it was moved. */
export interface DiffSides {
  readonly path: string;
  readonly before: DiffSide;
  readonly after: DiffSide;
}
