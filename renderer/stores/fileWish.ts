import { go } from './navigation';
import { createWish } from './wish';

/** A wish to see a place in a file of the workspace. */
export interface FileWish {
  readonly thread: string;
  /** From the workspace's root. */
  readonly path: string;
  readonly line: number;
}

const files = createWish<FileWish>();

/** Goes to the thread's diff, which shows the file there. */
export function wishFile(wish: FileWish): void {
  files.make(wish);
  go({ name: 'thread', thread: wish.thread, tab: 'diff' });
}

/** The wish that waits for this thread's diff. */
export function useFileWish(thread: string): FileWish | undefined {
  return files.use((wish) => wish.thread === thread);
}

export const endWish = files.end;
