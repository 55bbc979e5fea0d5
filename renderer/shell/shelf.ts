import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { WindowCommand } from '../../shared/ipc/methods';
import { isPlanning, type ThreadRow } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';
import { go } from '../stores/navigation';
import { command } from '../stores/thread';
import { showToast } from '../ui/toast';

/** The thread that is asked about, since it works: it would be paused first. */
const askedStore = createStore<{ readonly asked: ThreadRow | undefined }>(() => ({ asked: undefined }));

export function useAskedArchive(): ThreadRow | undefined {
  return useStore(askedStore, ({ asked }) => asked);
}

export function endAsking(): void {
  askedStore.setState({ asked: undefined });
}

/** Puts a thread out of the list, or takes it back. One that works is asked about first. */
export async function toggleArchived(row: ThreadRow): Promise<void> {
  if (row.archived) return setArchived(row, false);
  if (stopOrder(row)) return askedStore.setState({ asked: row });
  return setArchived(row, true);
}

/** Stops what runs, and then archives. */
export async function pauseAndArchive(row: ThreadRow): Promise<void> {
  const order = stopOrder(row);
  if (order) {
    const stopped = await command(row.thread, order);
    if (!stopped.ok) return tellRefusal(row, stopped.message);
  }
  return setArchived(row, true);
}

async function setArchived(row: ThreadRow, archived: boolean): Promise<void> {
  const answer = await command(row.thread, { type: 'thread.archive', archived });
  if (!answer.ok) return tellRefusal(row, answer.message);
  showToast({
    id: `archive ${row.thread}`,
    words: archived ? t`Archived: ${nameOf(row)}` : t`Back in the list: ${nameOf(row)}`,
    action: { words: t`Undo`, run: () => void setArchived(row, !archived) },
  });
}

/** A refusal is told where one is: the thread may be any of the list. */
export function setPinned(row: ThreadRow, pinned: boolean): void {
  void command(row.thread, { type: 'thread.pin', pinned }).then((answer) => {
    if (!answer.ok) tellRefusal(row, answer.message);
  });
}

export function nameOf(row: ThreadRow): string {
  return row.title === '' ? row.workspace : row.title;
}

/** What ends the work of a thread; undefined where nothing runs, nor would by itself. */
export function stopOrder({ status, reason }: Pick<ThreadRow, 'status' | 'reason'>): WindowCommand | undefined {
  if (status === 'active' || status === 'verifying' || status === 'usage_limited') return { type: 'goal.pause' };
  if (status === 'draft' && reason === 'baseline') return { type: 'goal.pause' };
  return isPlanning(reason) && reason !== 'user_input' ? { type: 'turn.interrupt' } : undefined;
}

function tellRefusal(row: ThreadRow, message: string): void {
  showToast({ id: `refused ${row.thread}`, words: `${nameOf(row)}: ${message}` });
}

/** Opens a thread: where it now is in its life decides which of its places is the one to see. */
export function openThread({ thread, status }: Pick<ThreadRow, 'thread' | 'status'>): void {
  go({ name: 'thread', thread, tab: status === 'draft' ? 'goal' : 'live' });
}
