import { useMemo } from 'react';
import { useStore } from 'zustand';
import { byUrgency } from '../../shared/views/inboxOrder';
import { type InboxRow, inboxRows } from '../../shared/views/inboxRows';
import { holdsStanding } from '../../shared/views/inboxStanding';
import { waitingCount } from '../../shared/views/threadRow';
import { useOpenThreads } from './openThreads';
import { isWhole, type OpenThread } from './threadFold';
import { threadList, useThreadRows } from './threads';

export interface InboxPage {
  readonly rows: readonly InboxRow[];
  /** Threads that could not be read, with the sentence why. */
  readonly unread: readonly { readonly thread: string; readonly message: string }[];
  /** How many threads are still being read, of all that wait. */
  readonly reading: { readonly left: number; readonly of: number };
}

/** Everything that waits for the user, as the inbox shows it. */
export function useInboxPage(): InboxPage {
  const waiting = useWaiting();
  const opened = useOpenThreads(waiting);
  return useMemo(() => {
    const unread = opened.flatMap((entry, index) => {
      const thread = waiting[index];
      return entry.status === 'failed' && thread !== undefined ? [{ thread, message: entry.message }] : [];
    });
    const left = opened.filter((entry) => !isRead(entry)).length;
    return { rows: opened.flatMap(rowsOf).toSorted(byUrgency), unread, reading: { left, of: opened.length } };
  }, [opened, waiting]);
}

/** How many threads need the user, for who shows nothing but it. */
export function useWaitingCount(): number {
  return useStore(threadList, ({ rows }) => waitingCount(rows));
}

function useWaiting(): readonly string[] {
  const rows = useThreadRows();
  return useMemo(
    () => rows.filter((row) => row.group === 'needs_you' || row.status === 'usage_limited').map((row) => row.thread),
    [rows],
  );
}

/** Rows stay the same values while their thread does, so that of a hundred only the one that changed is drawn again. */
const known = new WeakMap<OpenThread, readonly InboxRow[]>();

function rowsOf(opened: OpenThread): readonly InboxRow[] {
  const rows = known.get(opened) ?? (opened.status === 'open' && isRead(opened) ? inboxRows(opened.state, opened.events) : []);
  known.set(opened, rows);
  return rows;
}

/** Why a goal stands still may have been said long ago: a row is shown once that was read. */
function isRead(opened: OpenThread): boolean {
  if (opened.status !== 'open') return opened.status === 'failed';
  return isWhole(opened.events) || holdsStanding(opened.state, opened.events);
}
