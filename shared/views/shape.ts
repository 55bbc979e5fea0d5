/** The status shapes by name, as LOOK.md lists them; the window draws them, the rows say which. */
export type Shape =
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

/** A status as every view writes it: shape and word, and `quiet` where the colour is not the shape's own but grey. */
export interface Mark {
  readonly shape: Shape;
  readonly word: string;
  readonly quiet?: boolean;
}
