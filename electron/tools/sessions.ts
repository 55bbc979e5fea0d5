import { MAX_LIVE_SESSIONS } from '../../shared/tools/limits';
import type { EndedCommand, LiveCommand } from './liveCommand';

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

  /** Keeps a command until it has ended. */
  add(thread: string, live: LiveCommand): void {
    const commands = this.#of(thread);
    commands.live.add(live);
    if (commands.frozen) live.freeze(true);
    void live.ended.then(() => commands.live.delete(live));
  }

  /** Makes a kept command a session and answers its id. */
  open(thread: string, live: LiveCommand): string {
    const commands = this.#of(thread);
    commands.opened += 1;
    const id = `p${commands.opened}`;
    commands.sessions.set(id, live);
    const ended = [...commands.sessions].filter(([, session]) => session.result);
    for (const [old] of ended.slice(0, Math.max(0, ended.length - MAX_ENDED_SESSIONS))) commands.sessions.delete(old);
    return id;
  }

  /** Whether another session may be opened. */
  hasRoom(thread: string): boolean {
    return this.liveIds(thread).length < MAX_LIVE_SESSIONS;
  }

  liveIds(thread: string): readonly string[] {
    return [...(this.#threads.get(thread)?.sessions ?? [])].filter(([, session]) => !session.result).map(([id]) => id);
  }

  find(thread: string, id: string): LiveCommand | undefined {
    return this.#threads.get(thread)?.sessions.get(id);
  }

  freeze(thread: string, frozen: boolean): void {
    const commands = this.#of(thread);
    commands.frozen = frozen;
    for (const live of commands.live) live.freeze(frozen);
  }

  /** Kills everything of a thread; settles when it is gone. */
  async end(thread: string): Promise<void> {
    const live = [...(this.#threads.get(thread)?.live ?? [])];
    await Promise.all(live.map((command): Promise<EndedCommand> => command.kill()));
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
