import type { Delta, Push } from '../../shared/ipc/push';
import { type Disposable, DisposableStore } from '../../shared/kernel/lifecycle';
import type { ExportProgress } from '../../shared/report/exported';
import type { RecordedEvent } from '../../shared/thread/events';
import { threadRow } from '../../shared/views/threadRow';
import type { CorePart } from './ipc';

/** One frame of a usual screen: what comes within it is sent together, and no eye sees the difference. */
const FRAME_MS = 16;

/** What a model says in one frame is a few words. Where a scripted or local one says far more, its answer comes as an event anyway. */
const MAX_DELTA_CHARACTERS = 64 * 1024;

/**
 * Tells every window what happens: events as they are on disk, the thread's row after them, its terminals, and, gathered per frame,
 * what models say. That goes before the event that ends it, so that a window never hears of an end too early.
 */
export class Pushes implements Disposable {
  readonly #core: Pick<CorePart, 'engine' | 'threadTerminals'>;
  readonly #send: (push: Push) => void;
  readonly #owned = new DisposableStore();
  readonly #deltas = new Map<string, Delta>();
  readonly #changed = new Set<string>();
  /** Threads of which the list of terminals has changed. */
  readonly #listChanged = new Set<string>();
  readonly #exports = new Map<string, ExportProgress>();
  #queueChanged = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(core: Pick<CorePart, 'engine' | 'deltas' | 'threadTerminals'>, send: (push: Push) => void) {
    this.#core = core;
    this.#send = send;
    this.#owned.own(core.engine.onEvent(({ thread, event }) => this.#event(thread, event)));
    this.#owned.own(core.engine.onFault(({ thread, message }) => this.#send({ type: 'fault', thread, message })));
    this.#owned.own(
      core.engine.onQueue(() => {
        this.#queueChanged = true;
        this.#soon();
      }),
    );
    this.#owned.own(core.deltas.on((delta) => this.#delta(delta)));
    this.#owned.own(core.threadTerminals.onHostNews((news) => this.#send({ type: 'ptyHost', ...news })));
    this.#owned.own(
      core.threadTerminals.onChange((thread) => {
        this.#listChanged.add(thread);
        this.#soon();
      }),
    );
  }

  /** How far an export is: the last word of each frame. */
  exporting(thread: string, progress: ExportProgress): void {
    this.#exports.set(thread, progress);
    this.#soon();
  }

  /** What is not of a thread: told to every window at once. */
  tell(push: Push): void {
    this.#send(push);
  }

  #event(thread: string, event: RecordedEvent): void {
    this.#sendDeltas();
    this.#send({ type: 'event', thread, event });
    this.#changed.add(thread);
    // Somebody's words move their thread forward in the line, and back where they are taken away.
    if (event.type === 'input.queued' || event.type === 'input.withdrawn') this.#queueChanged = true;
    this.#soon();
  }

  #delta(delta: Delta): void {
    const key = `${delta.thread}/${delta.turn}/${delta.kind}/${delta.nth ?? 0}`;
    const text = `${this.#deltas.get(key)?.text ?? ''}${delta.text}`;
    this.#deltas.set(key, { ...delta, text: text.slice(-MAX_DELTA_CHARACTERS) });
    this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#frame(), FRAME_MS);
  }

  #frame(): void {
    this.#timer = undefined;
    this.#sendDeltas();
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const thread of changed) {
      const state = this.#core.engine.state(thread);
      if (state) this.#send({ type: 'row', row: threadRow(state) });
    }
    if (this.#queueChanged) this.#send({ type: 'queue', queue: this.#core.engine.queue() });
    this.#queueChanged = false;
    for (const thread of this.#listChanged) void this.#sendTerminals(thread);
    this.#listChanged.clear();
    for (const [thread, progress] of this.#exports) this.#send({ type: 'export', thread, ...progress });
    this.#exports.clear();
  }

  async #sendTerminals(thread: string): Promise<void> {
    this.#send({ type: 'terminals', thread, terminals: await this.#core.threadTerminals.list(thread) });
  }

  #sendDeltas(): void {
    for (const delta of this.#deltas.values()) this.#send({ type: 'delta', ...delta });
    this.#deltas.clear();
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#owned.dispose();
  }
}
