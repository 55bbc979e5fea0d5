import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type InboxTab = 'open' | 'answered';

interface Kept {
  readonly tab: InboxTab;
  /** The answer that the keys were on last. */
  readonly answer: string | undefined;
}

/** What of the inbox is seen; kept while the window lives, so that coming back from a thread finds it as it was left. */
const kept = createStore<Kept>(() => ({ tab: 'open', answer: undefined }));

export function useInboxTab(): Kept {
  return useStore(kept);
}

export function chooseInboxTab(tab: InboxTab): void {
  kept.setState({ tab });
}

export function keepAnswer(answer: string): void {
  kept.setState({ answer });
}
