import { MAX_LIVE_SESSIONS } from '../../shared/tools/limits';
import type { TerminalEnd } from '../terminals/terminals';
import type { LiveCommand } from './liveCommand';

/** Ended sessions whose last output can still be looked at, per thread. Each holds one bounded view in memory. */
const MAX_ENDED_SESSIONS = 16;

interface ThreadCommands {
  /** Every command that lives, in the foreground or not. */
  readonly live: Set<LiveCommand>;
  /** Background sessions by id, the ended ones that are still remembered included. */
  readonly sessions: Map<string, LiveCommand>;
  /** How many sessions were ever opened: ids are not used twice. */
  opened: number;
  frozen: boolean;
}

/** Who lives in which thread. A command that begins while its thread is frozen begins stopped. */
export class Sessions {
  readonly #threads = new Map<string, ThreadCommands>();

  isFrozen(thread: string): boolean {
    return this.#of(thread).frozen;
  }

  /** Keeps a command until it has ended. The thread may have been frozen, or thawed, while it was being started. */
  async add(thread: string, live: LiveCommand, begun: { readonly frozen: boolean }): Promise<void> {
    const commands = this.#of(thread);
    commands.live.add(live);
    void live.terminal.ended.then(() => commands.live.delete(live));
    if (commands.frozen !== begun.frozen) await live.terminal.freeze(commands.frozen);
  }

  /** Makes a kept command a session and answers its id. */
  open(thread: string, live: LiveCommand): string {
    const commands = this.#of(thread);
    commands.opened += 1;
    const id = `p${commands.opened}`;
    commands.sessions.set(id, live);
    const ended = [...commands.sessions].filter(([, session]) => session.terminal.result);
    for (const [old] of ended.slice(0, Math.max(0, ended.length - MAX_ENDED_SESSIONS))) commands.sessions.delete(old);
    return id;
  }

  /** Whether another session may be opened. */
  hasRoom(thread: string): boolean {
    return this.liveIds(thread).length < MAX_LIVE_SESSIONS;
  }

  liveIds(thread: string): readonly string[] {
    return [...(this.#threads.get(thread)?.sessions ?? [])].filter(([, session]) => !session.terminal.result).map(([id]) => id);
  }

  find(thread: string, id: string): LiveCommand | undefined {
    return this.#threads.get(thread)?.sessions.get(id);
  }

  /** Settles when all of the thread's processes stand still, or go on. */
  async freeze(thread: string, frozen: boolean): Promise<void> {
    const commands = this.#of(thread);
    commands.frozen = frozen;
    await Promise.all([...commands.live].map((live) => live.terminal.freeze(frozen)));
  }

  /** Kills everything of a thread; settles when it is gone. */
  async end(thread: string): Promise<void> {
    const live = [...(this.#threads.get(thread)?.live ?? [])];
    await Promise.all(live.map(({ terminal }): Promise<TerminalEnd> => terminal.kill()));
  }

  async endEverything(): Promise<void> {
    await Promise.all([...this.#threads.keys()].map((thread) => this.end(thread)));
  }

  #of(thread: string): ThreadCommands {
    const known = this.#threads.get(thread);
    if (known) return known;
    const made: ThreadCommands = { live: new Set(), sessions: new Map(), opened: 0, frozen: false };
    this.#threads.set(thread, made);
    return made;
  }
}
