import { type ReviewMarks, readMarks, withMark } from '../../../shared/views/diff/reviewMarks';
import type { DiffFile } from '../../../shared/views/diffTree';
import { keptByThread } from './keptByThread';

const marks = keptByThread<ReviewMarks>('diff.reviewed', { read: readMarks, write: (value) => value });

/** What has been reviewed of a thread. */
export const useMarks = marks.use;

/** Marks a change as reviewed, or takes the mark away. */
export function mark(thread: string, file: DiffFile, reviewed: boolean): void {
  marks.change(thread, (known) => withMark(known, file, reviewed));
}
