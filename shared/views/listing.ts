import { owedWork } from '../continuation/owed';
import type { Instant } from '../kernel/ids';
import { isLive } from '../thread/decide/goal';
import { recoverThread } from '../thread/decide/recover';
import { STATE_VERSION, type ThreadState } from '../thread/state';
import { grantEntries } from './grants';
import { type ThreadRow, threadRow } from './threadRow';

/**
 * Raised with every change to what a row or a listing says of a state; `oldLogs.test.ts` notices where that was forgotten. Listings
 * of another version are made anew from their threads.
 */
export const LISTING_VERSION = 3;

const VERSION = `${STATE_VERSION}.${LISTING_VERSION}`;

/**
 * What is asked of every thread at once: by the list, by a start, by a goal that looks for its place. It is kept beside the log with each
 * step, so that a thousand threads are listed and woken without one of them being folded.
 */
export interface ThreadListing {
  readonly version: typeof VERSION;
  readonly row: ThreadRow;
  /** A start has something to do here: work is owed, or something was left open. */
  readonly owes: boolean;
  /** The folder in which its goal is at work, and what for; null where none is. */
  readonly live: { readonly root: string; readonly outcome: string } | null;
  /** Something was allowed for its goal. */
  readonly granted: boolean;
}

export function listingOf(state: ThreadState): ThreadListing {
  const { goal } = state;
  return {
    version: VERSION,
    row: threadRow(state),
    owes: owedWork(state).length > 0 || isLeftOpen(state, state.lastAt),
    live: goal && isLive(state) ? { root: state.workspace.root, outcome: goal.contract.outcome } : null,
    granted: grantEntries(state).length > 0,
  };
}

/** A listing that was stored whole, where this version made it. */
export function asListing(stored: unknown): ThreadListing | undefined {
  const ours = typeof stored === 'object' && stored !== null && 'version' in stored && stored.version === VERSION;
  return ours ? (stored as ThreadListing) : undefined;
}

function isLeftOpen(state: ThreadState, at: Instant): boolean {
  const recovered = recoverThread(state, at);
  return !recovered.ok || recovered.value.length > 0;
}
