import type { LineComment } from '../../../shared/views/diff/lineComment';
import { keptByThread } from './keptByThread';

/** A comment that is written and not sent. */
export interface DraftComment extends LineComment {
  readonly key: string;
  /** The app's sentence, where it was refused. */
  readonly said: string;
  readonly busy: boolean;
}

export type Drafts = Readonly<Record<string, DraftComment>>;

/** Comments being written, by thread. They outlive going to another file or place, a failed sending, and a reload of the window. */
const drafts = keptByThread<Drafts>('diff.comments', {
  read: readDrafts,
  write: (all) => {
    const written = Object.entries(all).filter(([, draft]) => !isUnwritten(draft));
    if (written.length === 0) return undefined;
    return Object.fromEntries(written.map(([key, draft]) => [key, { ...draft, busy: false, said: '' }]));
  },
  // A field that is open here and still empty, or on its way, is this window's alone.
  joined: (here, other) => ({ ...other, ...Object.fromEntries(Object.entries(here).filter(([, draft]) => isOwn(draft))) }),
});

const isUnwritten = ({ words }: DraftComment) => words.trim() === '';

const isOwn = (draft: DraftComment) => draft.busy || isUnwritten(draft);

export const useDrafts = drafts.use;

/** Where a comment stands tells it from every other. */
export function draftKey({ path, side, from, to }: Pick<LineComment, 'path' | 'side' | 'from' | 'to'>): string {
  return `${side} ${from} ${to} ${path}`;
}

/** Changes one draft, begins it, or takes it away. */
export function changeDraft(
  thread: string,
  key: string,
  change: (draft: DraftComment | undefined) => DraftComment | undefined,
): void {
  drafts.change(thread, ({ [key]: before, ...others }) => {
    const after = change(before);
    return after === undefined ? others : { ...others, [key]: after };
  });
}

/** What was remembered, where it reads as it was written. */
export function readDrafts(kept: unknown): Drafts {
  if (typeof kept !== 'object' || kept === null) return {};
  const found = Object.values(kept).filter(isDraft);
  return Object.fromEntries(found.map((draft) => [draft.key, draft]));
}

function isDraft(value: unknown): value is DraftComment {
  if (typeof value !== 'object' || value === null) return false;
  const { key, path, side, from, to, checkpoint, code, words } = value as Record<string, unknown>;
  const texts = [key, path, checkpoint, words].every((text) => typeof text === 'string');
  const numbers = [from, to].every((line) => typeof line === 'number');
  const sided = side === 'before' || side === 'after';
  return texts && numbers && sided && Array.isArray(code) && code.every((line) => typeof line === 'string');
}
