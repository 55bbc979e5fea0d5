import type { NotificationService } from '../../shared/ipc/methods';
import type { Push } from '../../shared/ipc/push';
import type { Disposable } from '../../shared/kernel/lifecycle';
import type { ThreadState } from '../../shared/thread/state';
import type { NoticeKind } from '../../shared/views/notices/kinds';
import { faultNotice, type Notice, type NoticePlace, noticeOf, stillHolds } from '../../shared/views/notices/notice';
import { type ShownNotice, shownNotices } from '../../shared/views/notices/shown';
import { type ThreadRow, waitingCount } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';

/** What comes within it is told together. A person who looks elsewhere does not feel it, and a refused claim comes as one word. */
const GATHER_MS = 800;

/** More that is to be told than this has flooded; the inbox has all of it, and the last ones are told. */
const MOST_GATHERED = 500;

/** Notifications that are kept to be closed when they are no longer true; systems themselves keep fewer. */
const MOST_OPEN = 50;

/** Where the system shows them, behind an edge of its own: the only part that a test replaces. */
export interface NotificationEdge {
  service(): NotificationService;
  show(content: { readonly title: string; readonly body: string }, on: { click(): void; close(): void }): { close(): void };
  /** Answers whether the system shows a count. */
  badge(count: number): boolean;
}

/** What a window shows. */
export interface LookedAt {
  readonly thread: string | null;
  readonly inbox: boolean;
}

/** The windows, as far as they are told and looked at. */
export interface AttentionWindows {
  /** The one in which somebody is at work. */
  readonly focused: number | undefined;
  /** Shows that window, or the first where it is gone, and tells it. */
  go(place: NoticePlace, preferred: number | undefined): void;
  tell(window: number | undefined, push: Push): void;
  title(waiting: number): void;
}

export interface AttentionParts {
  readonly edge: NotificationEdge;
  readonly windows: AttentionWindows;
  readonly wants: (kind: NoticeKind) => boolean;
  readonly state: (thread: string) => ThreadState | undefined;
  readonly now: () => number;
  readonly gatherMs?: number;
}

interface Open {
  readonly shown: ShownNotice;
  readonly close: () => void;
}

/**
 * Tells people of what happened while they looked elsewhere, from the same facts and rows as the windows are told (law 8). A fact is
 * told once, since it is told as it comes to be: what stood in the log before the start is in the inbox. In the window that has the
 * focus as a line that links there; as the system's notification where no window has it.
 */
export class Attention implements Disposable {
  readonly #parts: AttentionParts;
  readonly #rows = new Map<string, ThreadRow>();
  readonly #looks = new Map<number, LookedAt>();
  readonly #open = new Map<string, Open>();
  #gathered: Notice[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #count = 0;
  #told: number | undefined;

  constructor(parts: AttentionParts) {
    this.#parts = parts;
  }

  /** The whole list, as a window was given it. */
  rows(rows: readonly ThreadRow[]): void {
    for (const row of rows) this.#rows.set(row.thread, row);
    this.#tellCount();
  }

  /** What the windows are told. */
  heard(push: Push): void {
    switch (push.type) {
      case 'event': {
        const state = this.#parts.state(push.thread);
        const notice = state && noticeOf(state, push.event);
        if (notice) this.#gather(notice);
        return;
      }
      case 'fault':
        return this.#gather(faultNotice(this.#parts.state(push.thread), push.thread, push.message, this.#parts.now()));
      case 'row':
        this.#rows.set(push.row.thread, push.row);
        this.#tellCount();
        return this.#closeWhatIsOver();
      default:
        return undefined;
    }
  }

  /** A window shows something else, or has gone. What somebody looks at needs no notification. */
  looks(window: number, at: LookedAt | undefined): void {
    if (at) this.#looks.set(window, at);
    else this.#looks.delete(window);
    this.#closeWhatIsOver();
  }

  /** Somebody is at work in another window than before. */
  focusChanged(): void {
    this.#closeWhatIsOver();
  }

  service(): NotificationService {
    return this.#parts.edge.service();
  }

  /** Shows one that asks for nothing, whatever is set. */
  test(): NotificationService {
    const service = this.service();
    if (service.available) {
      const content = { title: t`Goalpost can tell you here`, body: t`A click on it leads to the inbox.` };
      const on = { click: () => this.#parts.windows.go({ name: 'inbox', row: null }, undefined), close: () => undefined };
      this.#parts.edge.show(content, on);
    }
    return service;
  }

  #gather(notice: Notice): void {
    if (!this.#parts.wants(notice.kind)) return;
    if (this.#gathered.length >= MOST_GATHERED) this.#gathered.shift();
    this.#gathered.push(notice);
    this.#timer ??= setTimeout(() => this.#flush(), this.#parts.gatherMs ?? GATHER_MS);
  }

  #flush(): void {
    this.#timer = undefined;
    const gathered = this.#gathered;
    this.#gathered = [];
    for (const shown of shownNotices(gathered.filter((notice) => this.#holds(notice) && !this.#isSeen(notice))))
      this.#show(shown);
  }

  #show(shown: ShownNotice): void {
    const { edge, windows } = this.#parts;
    this.#closeOlder(shown);
    const id = crypto.randomUUID();
    const { kind, title, words, place } = shown;
    const { focused } = windows;
    if (focused === undefined && edge.service().available) {
      const click = () => {
        this.#open.delete(id);
        windows.go(place, this.#windowOf(shown));
      };
      const handle = edge.show({ title, body: words }, { click, close: () => this.#open.delete(id) });
      this.#keep(id, { shown, close: () => handle.close() });
      return;
    }
    windows.tell(focused, { type: 'notice', id, kind, title, words, place });
    this.#keep(id, { shown, close: () => windows.tell(undefined, { type: 'noticeOver', id }) });
  }

  #keep(id: string, open: Open): void {
    this.#open.set(id, open);
    const [oldest] = this.#open;
    if (this.#open.size <= MOST_OPEN || !oldest) return;
    this.#open.delete(oldest[0]);
    // What is no longer followed could not be closed when it is no longer true.
    oldest[1].close();
  }

  /** A goal's newest word stands in the place of the one before; its open questions stand until they are answered. */
  #closeOlder({ notices }: ShownNotice): void {
    const threads = new Set(notices.map(({ thread }) => thread));
    const isOlder = (notice: Notice) => threads.has(notice.thread) && notice.holds.while !== 'question';
    this.#closeWhere((notice) => isOlder(notice));
  }

  #closeWhatIsOver(): void {
    if (this.#open.size > 0) this.#closeWhere((notice) => !this.#holds(notice) || this.#isSeen(notice));
  }

  /** Closes those of which nothing is left to be told. */
  #closeWhere(isOver: (notice: Notice) => boolean): void {
    for (const [id, { shown, close }] of this.#open) {
      if (!shown.notices.every(isOver)) continue;
      this.#open.delete(id);
      close();
    }
  }

  #holds(notice: Notice): boolean {
    const state = this.#parts.state(notice.thread);
    return state ? stillHolds(notice, state) : notice.holds.while === 'told';
  }

  /** Somebody has it before their eyes. */
  #isSeen({ thread, place }: Notice): boolean {
    const { focused } = this.#parts.windows;
    const at = focused === undefined ? undefined : this.#looks.get(focused);
    return at !== undefined && (at.thread === thread || (at.inbox && place.name === 'inbox'));
  }

  /** Where its thread is shown already. */
  #windowOf({ notices, place }: ShownNotice): number | undefined {
    const thread = notices[0]?.thread;
    const shows = ([, at]: [number, LookedAt]) => (place.name === 'inbox' && at.inbox) || at.thread === thread;
    return [...this.#looks].find(shows)?.[0];
  }

  #tellCount(): void {
    this.#count = waitingCount([...this.#rows.values()]);
    if (this.#count === this.#told) return;
    this.#told = this.#count;
    // Where the system has no badge the windows' titles have the count.
    this.#parts.windows.title(this.#parts.edge.badge(this.#count) ? 0 : this.#count);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const { close } of this.#open.values()) close();
    this.#open.clear();
  }
}
