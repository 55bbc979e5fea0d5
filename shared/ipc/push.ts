import type { ExportProgress } from '../report/exported';
import type { RecordedEvent } from '../thread/events';
import type { ActionId } from '../views/actions/table';
import type { NoticeKind } from '../views/notices/kinds';
import type { NoticePlace } from '../views/notices/notice';
import type { QueueView } from '../views/queue';
import type { TerminalHostNews, TerminalRow } from '../views/terminalRow';
import type { ThreadRow } from '../views/threadRow';
import type { Settings } from './settingsMethods';

/** A piece of what the model says while it says it; of a proposal, of its arguments, where `nth` tells one of an answer from the next. */
export interface Delta {
  readonly thread: string;
  readonly turn: string;
  readonly kind: 'text' | 'reasoning' | 'proposal';
  readonly text: string;
  readonly nth?: number;
}

/** What main sends without being asked. Events are sequenced: a gap in `event.seq` asks `thread/events` for the missing ones. */
export type Push =
  | { readonly type: 'event'; readonly thread: string; readonly event: RecordedEvent }
  | { readonly type: 'row'; readonly row: ThreadRow }
  /** Work that could not be done, also where the log could not take it: somebody has to be told. */
  | { readonly type: 'fault'; readonly thread: string; readonly message: string }
  /** Who waits for a free place, all of them: live state, in no log. */
  | { readonly type: 'queue'; readonly queue: QueueView }
  /** How far an export of the thread's evidence is. */
  | ({ readonly type: 'export'; readonly thread: string } & ExportProgress)
  /** The throwaway channel: what the model says while it says it. */
  | ({ readonly type: 'delta' } & Delta)
  /** The thread's terminals, all of them, when one comes, goes or ends: live state, in no log. Their bytes come by ports of their own. */
  | { readonly type: 'terminals'; readonly thread: string; readonly terminals: readonly TerminalRow[] }
  /** The process in which every terminal lives has died, or stands again. */
  | ({ readonly type: 'ptyHost' } & TerminalHostNews)
  /** The menu's wish: an action of the table, to be done in this window. */
  | { readonly type: 'action'; readonly action: ActionId }
  /** What a window has saved, for all of them. */
  | { readonly type: 'settings'; readonly settings: Settings }
  /** Something happened elsewhere than where this window looks; `noticeOver` when it is no longer so. */
  | {
      readonly type: 'notice';
      readonly id: string;
      readonly kind: NoticeKind;
      readonly title: string;
      readonly words: string;
      readonly place: NoticePlace;
    }
  | { readonly type: 'noticeOver'; readonly id: string }
  /** Somebody clicked a notification: what it tells is to be shown here. */
  | { readonly type: 'show'; readonly place: NoticePlace };

/** The word on a page's command line that names its window. */
export const WINDOW_SWITCH = '--goalpost-window';

/** The names that the preload speaks to main with. */
export const CALL_CHANNEL = 'goalpost:call';
export const PUSH_CHANNEL = 'goalpost:push';
/** Ports to terminals come by it, each with the `ticket` that the page gave when it asked. */
export const PORT_CHANNEL = 'goalpost:port';

/** How the preload hands a port on to the page: a message of the window to itself, with the port beside it. */
export interface PortMessage {
  readonly type: typeof PORT_CHANNEL;
  readonly ticket: string;
}

/** What the preload puts on the window: the renderer's only way out. */
export interface Bridge {
  call(method: string, params: unknown): Promise<unknown>;
  onPush(listener: (push: Push) => void): () => void;
  /** The window's name, under which it remembers where it was; it has the same one after the next start. */
  readonly window: string;
}
