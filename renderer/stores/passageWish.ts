import { go } from './navigation';
import { createWish } from './wish';

/** A wish to see one place of a thread's conversation. `seq` is the number of its event. */
export interface PassageWish {
  readonly thread: string;
  readonly seq: number;
}

const passages = createWish<PassageWish>();

/** Goes to the thread's conversation, which shows the row there and marks it. */
export function wishPassage(wish: PassageWish): void {
  passages.make(wish);
  go({ name: 'thread', thread: wish.thread, tab: 'live' });
}

/** The wish that waits for this thread's conversation. */
export function usePassageWish(thread: string): PassageWish | undefined {
  return passages.use((wish) => wish.thread === thread);
}

export const endPassageWish = passages.end;
