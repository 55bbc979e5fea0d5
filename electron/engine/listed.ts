import type { ThreadId } from '../../shared/kernel/ids';
import { asListing, listingOf, type ThreadListing } from '../../shared/views/listing';
import type { EventStore, StoredListing } from '../store/eventStore';
import { loadThread } from './load';
import { isStoreFailure } from './snapshots';

/** A thread as lists show it, or the sentence why it does not read. */
export type ListedThread = { readonly thread: ThreadId; readonly updatedAt: number } & (
  | { readonly listing: ThreadListing }
  | { readonly fault: Error }
);

/** Every thread, the last changed first. What was kept is taken as it is; one without is read from its log, and kept from then on. */
export function listedThreads(store: EventStore): readonly ListedThread[] {
  return store.listings().flatMap((stored) => listedThread(store, stored) ?? []);
}

function listedThread(store: EventStore, { thread, head, updatedAt, listing: kept }: StoredListing): ListedThread | undefined {
  const listing = asListing(kept);
  if (listing) return { thread, updatedAt, listing };
  try {
    const { state } = loadThread(store, thread);
    if (!state) return undefined;
    const made = listingOf(state);
    keep(store, thread, head, made);
    return { thread, updatedAt, listing: made };
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return { thread, updatedAt, fault: thrown };
  }
}

/** It only saves reading the thread again: where the disk refuses it, the next list reads it once more. */
function keep(store: EventStore, thread: ThreadId, head: number, listing: ThreadListing): void {
  try {
    store.saveListing(thread, head, listing);
  } catch (thrown) {
    if (!isStoreFailure(thrown)) throw thrown;
  }
}
