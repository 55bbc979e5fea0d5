import { t } from '../../words/t';
import type { ThreadRow } from '../threadRow';
import { ACTIONS, type ActionId, actionRow } from './table';

/** As much of where a window is as decides what can be done there. */
export interface ActionContext {
  readonly place: 'first' | 'new' | 'inbox' | 'settings' | 'thread';
  /** The thread that is open, where one is. */
  readonly row: Pick<ThreadRow, 'status' | 'archived' | 'pinned' | 'apart'> | undefined;
  /** What the first button of the thread's title does; undefined where it has none. */
  readonly main: string | undefined;
  readonly back: boolean;
  readonly forward: boolean;
  readonly threads: number;
  /** What somebody in the window provides now. */
  readonly provided: ReadonlySet<ActionId>;
}

/** One that can be done now, in words that say what it would do. */
export interface AvailableAction {
  readonly id: ActionId;
  readonly words: string;
}

/** What can be done now, in the table's order. */
export function availableActions(context: ActionContext): readonly AvailableAction[] {
  return ACTIONS.filter((row) => ('by' in row || context.provided.has(row.id)) && isMeant(row.id, context)).map(({ id }) => ({
    id,
    words: wordsOf(id, context),
  }));
}

function isMeant(id: ActionId, { row, main, back, forward, threads }: ActionContext): boolean {
  switch (id) {
    case 'go.back':
      return back;
    case 'go.forward':
      return forward;
    case 'goal.pauseOrResume':
      return main !== undefined;
    case 'goal.reopen':
      return row?.status === 'complete';
    case 'goal.clear':
      return row !== undefined && row.status !== 'none' && row.status !== 'cleared';
    case 'goal.extend':
      return row !== undefined && !['none', 'draft', 'complete', 'cleared'].includes(row.status);
    case 'goal.bring':
      return row !== undefined && row.status !== 'none' && row.status !== 'draft';
    case 'goal.removeWorktree':
      return row?.apart === true;
    case 'thread.export':
      return row !== undefined && row.status !== 'none';
    case 'thread.next':
    case 'thread.previous':
      return threads > 0;
    default:
      return !id.startsWith('thread.') || id === 'thread.archived' || row !== undefined;
  }
}

function wordsOf(id: ActionId, { row, main }: ActionContext): string {
  if (id === 'goal.pauseOrResume' && main !== undefined) return main;
  if (id === 'thread.archive' && row?.archived) return t`Take out of the archive`;
  if (id === 'thread.pin' && row?.pinned) return t`Unpin thread`;
  return actionRow(id).words;
}
