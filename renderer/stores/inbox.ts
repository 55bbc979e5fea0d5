import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Question } from '../../shared/thread/question';
import { type InboxRow, inboxRows } from '../../shared/views/inboxRows';
import type { ThreadRow } from '../../shared/views/threadRow';
import { useOpenThreads } from './openThreads';
import { isWhole, type OpenThread } from './threadFold';
import { threadList, useThreadRows } from './threads';

/** One open question of one thread. */
export interface InboxItem {
  readonly thread: string;
  readonly question: Question;
  readonly openedAt: number;
}

export interface InboxPage {
  readonly rows: readonly InboxRow[];
  /** Threads that could not be read, with the sentence why. */
  readonly unread: readonly { readonly thread: string; readonly message: string }[];
  readonly loading: boolean;
}

/** All open questions over all threads, the longest open first. */
export function useInbox(): readonly InboxItem[] {
  const opened = useOpenThreads(useWaiting());
  return useMemo(
    () =>
      opened
        .flatMap((thread) => (thread.status === 'open' ? [thread.state] : []))
        .flatMap((state) => Object.values(state.questions).map((open) => ({ thread: state.thread, ...open })))
        .sort((a, b) => a.openedAt - b.openedAt),
    [opened],
  );
}

/** Everything that waits for the user, as the inbox shows it. */
export function useInboxPage(): InboxPage {
  const waiting = useWaiting();
  const opened = useOpenThreads(waiting);
  return useMemo(() => {
    const read = opened.map(isRead);
    const rows = opened.flatMap((thread, index) =>
      thread.status === 'open' && read[index] ? inboxRows(thread.state, thread.events) : [],
    );
    const unread = opened.flatMap((entry, index) => {
      const thread = waiting[index];
      return entry.status === 'failed' && thread !== undefined ? [{ thread, message: entry.message }] : [];
    });
    return { rows: inOrder(rows), unread, loading: read.includes(false) };
  }, [opened, waiting]);
}

/** How many threads need the user: the thread list's first group and the inbox show the same count. */
export function waitingCount(rows: readonly ThreadRow[]): number {
  return rows.filter((row) => row.group === 'needs_you').length;
}

/** The same count, for who shows nothing but it. */
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

/** Why a goal stands still may have been said long ago, so a question is shown when its thread is read whole. */
function isRead(thread: OpenThread): boolean {
  return thread.status === 'failed' || (thread.status === 'open' && isWhole(thread.events));
}

/** What needs the user before what only waits for the provider; the longest open first. */
function inOrder(rows: readonly InboxRow[]): readonly InboxRow[] {
  const rank = (row: InboxRow) => (row.ask.kind === 'usage' ? 1 : 0);
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.since - b.since);
}
