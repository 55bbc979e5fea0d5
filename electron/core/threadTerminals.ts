import { Emitter } from '../../shared/kernel/emitter';
import type { Disposable } from '../../shared/kernel/lifecycle';
import { DisposableStore } from '../../shared/kernel/lifecycle';
import type { RecordedEvent } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import type { SavedScreen, TerminalHostNews, TerminalRow } from '../../shared/views/terminalRow';
import type { Engine } from '../engine/engine';
import type { Sandbox } from '../sandbox/sandbox';
import type { Terminals } from '../terminals/terminals';
import type { ThreadPlace } from '../workers/parts';
import type { LiveTerminals } from './liveTerminals';
import type { SavedScreens } from './savedScreens';
import { shellJobs } from './shellJobs';
import { numberOf, Shells } from './shells';

export interface ThreadTerminalsParts {
  readonly live: LiveTerminals;
  readonly terminals: Pick<Terminals, 'onNews'>;
  readonly sandbox: Pick<Sandbox, 'wrap'>;
  readonly place: (state: ThreadState) => Promise<ThreadPlace>;
  readonly engine: Pick<Engine, 'onEvent' | 'state'>;
  readonly saved: SavedScreens;
}

/** Facts after which nothing works in the thread's place any more, a person's shell included. */
const ENDS_SHELLS: ReadonlySet<string> = new Set(['goal.cleared', 'place.removed']);

/** The terminals of all threads as windows see them: what lives, what a person opens and closes, and the last screens of the others. */
export class ThreadTerminals implements Disposable {
  readonly #parts: ThreadTerminalsParts;
  readonly #owned = new DisposableStore();
  readonly #shells: Shells;
  /** Shells that ended with an earlier life of the app, by thread, until they are put away. */
  readonly #before = new Map<string, Promise<readonly TerminalRow[]>>();
  readonly #changes = new Emitter<string>();
  #news: TerminalHostNews | null = null;

  constructor(parts: ThreadTerminalsParts) {
    const { live, engine, terminals, sandbox, place } = parts;
    this.#parts = parts;
    const taken = async (thread: string) => (await this.#earlier(thread)).map(({ terminal }) => terminal);
    this.#shells = this.#owned.own(new Shells({ live, sandbox, place, taken }));
    this.#owned.own(live.onChange((thread) => this.#changes.emit(thread)));
    this.#owned.own(engine.onEvent(({ thread, event }) => this.#follow(thread, event)));
    this.#owned.own(
      terminals.onNews((news) => {
        this.#news = news.state === 'back' ? null : news;
      }),
    );
  }

  /** The last news of the terminal host, unless all is well. */
  get hostNews(): TerminalHostNews | null {
    return this.#news;
  }

  async list(thread: string): Promise<readonly TerminalRow[]> {
    const earlier = await this.#earlier(thread);
    const rows = this.#parts.live.rows(thread);
    return [...earlier.filter(({ terminal }) => !rows.some((row) => row.terminal === terminal)), ...rows];
  }

  /** What names the terminal for the host; undefined where none lives. A call that was started and has no terminal yet is waited for. */
  async find(thread: string, name: string): Promise<string | undefined> {
    for (;;) {
      const found = this.#parts.live.find(thread, name);
      if (found) return found.result === undefined ? found.id : undefined;
      if (!this.#isStarting(thread, name)) return undefined;
      await this.#next(thread);
    }
  }

  openShell(state: ThreadState): ReturnType<Shells['open']> {
    return this.#shells.open(state);
  }

  /** Ends a shell or a background process, or puts an ended one away. Answers what runs in it where it was left alone for that. */
  async close(thread: string, name: string, { force }: { readonly force: boolean }): Promise<readonly string[]> {
    const { live, saved } = this.#parts;
    const row = live.rows(thread).findLast(({ terminal }) => terminal === name);
    const terminal = live.find(thread, name);
    if (row?.kind === 'command') return [row.title];
    if (row?.running && terminal) {
      const jobs = row.kind === 'shell' ? shellJobs(terminal.pid, row) : [row.title];
      if (!force && jobs.length > 0) return jobs;
      await (row.kind === 'shell' ? this.#shells.close(thread, row) : terminal.kill());
    }
    live.forget(thread, name);
    if (row?.kind !== 'process' && numberOf(name) !== undefined) await saved.remove(thread, name);
    // At once: of two that are closed together neither brings the other back.
    const others = this.#earlier(thread).then((known) => known.filter(({ terminal: other }) => other !== name));
    this.#before.set(thread, others);
    this.#changes.emit(thread);
    return [];
  }

  /** Of terminals that live no more. */
  async screens(thread: string): ReturnType<SavedScreens['read']> {
    const running = new Set(this.#parts.live.rows(thread).flatMap((row) => (row.running ? [row.terminal] : [])));
    const { screens, faults } = await this.#parts.saved.read(thread);
    return { screens: screens.filter(({ terminal }) => !running.has(terminal)), faults };
  }

  onChange(listener: (thread: string) => void): Disposable {
    return this.#changes.on(listener);
  }

  onHostNews(listener: (news: TerminalHostNews) => void): Disposable {
    return this.#parts.terminals.onNews(listener);
  }

  /** No shell is opened from here on; those that are open end with the host. */
  dispose(): Promise<void> {
    return this.#owned.dispose();
  }

  #follow(thread: string, event: RecordedEvent): void {
    if (event.type === 'process.opened') this.#parts.live.keep(thread, event.data.call, event.data.process);
    if (ENDS_SHELLS.has(event.type)) void this.#shells.end(thread);
    // Whoever waits for the terminal of a call that has ended without one is to look again.
    if (event.type === 'tool.finished') this.#changes.emit(thread);
  }

  #isStarting(thread: string, call: string): boolean {
    const calls = this.#parts.engine.state(thread)?.turn?.calls ?? [];
    return calls.some((known) => known.call === call && known.status === 'started');
  }

  #next(thread: string): Promise<void> {
    return new Promise((resolve) => {
      const listening = this.#changes.on((changed) => {
        if (changed !== thread) return;
        listening.dispose();
        resolve();
      });
    });
  }

  #earlier(thread: string): Promise<readonly TerminalRow[]> {
    const known = this.#before.get(thread) ?? this.#parts.saved.read(thread).then(({ screens }) => screens.flatMap(earlierShell));
    this.#before.set(thread, known);
    return known;
  }
}

function earlierShell({ terminal, title, at, end = 'ended with the app' }: SavedScreen): readonly TerminalRow[] {
  if (numberOf(terminal) === undefined) return [];
  return [{ terminal, kind: 'shell', title, at, running: false, bare: false, end }];
}
