import { readdirSync, readlinkSync } from 'node:fs';
import { holdSession, type SessionHolder } from './sessionHolder';

/**
 * A network in which nobody lives is as good as a new one: so long it is kept all the same, for the goal's next command. Whether
 * somebody lives in an idle one is looked at so often; a look reads a link for each process of the machine.
 */
const TIMES = { idleMs: 60_000, lookEveryMs: 30_000 };

interface Kept {
  readonly started: Promise<SessionHolder>;
  usedAt: number;
}

/** The networks that this wrap host keeps, one for each goal; all of them go when the process does. */
export class SessionNetworks {
  readonly #socketPath: () => string | undefined;
  readonly #times: typeof TIMES;
  readonly #kept = new Map<string, Kept>();
  #timer: NodeJS.Timeout | undefined;

  constructor(socketPath: () => string | undefined, times = TIMES) {
    this.#socketPath = socketPath;
    this.#times = times;
  }

  /** The session's network, started when it is needed. Rejects with a sentence where this machine cannot keep one. */
  async enter(session: string): Promise<SessionHolder> {
    const kept = this.#kept.get(session) ?? this.#start(session);
    kept.usedAt = performance.now();
    const holder = await this.#settled(session, kept);
    return holder.dead ? this.enter(session) : holder;
  }

  /** Ends the session's network. What still lives in it keeps its loopback and is reached by no later command. */
  release(session: string): void {
    const kept = this.#kept.get(session);
    this.#kept.delete(session);
    void kept?.started.then(
      (holder) => holder.end(),
      () => undefined,
    );
  }

  releaseAll(): void {
    for (const session of [...this.#kept.keys()]) this.release(session);
    clearInterval(this.#timer);
  }

  #start(session: string): Kept {
    const kept = { started: holdSession(this.#socketPath()), usedAt: performance.now() };
    this.#kept.set(session, kept);
    this.#timer ??= setInterval(() => void this.#endIdle(), this.#times.lookEveryMs).unref();
    return kept;
  }

  /** One that failed or died is forgotten, so that the next command tries anew. */
  async #settled(session: string, kept: Kept): Promise<SessionHolder> {
    const forget = () => {
      if (this.#kept.get(session) === kept) this.#kept.delete(session);
    };
    try {
      const holder = await kept.started;
      if (holder.dead) forget();
      return holder;
    } catch (cause) {
      forget();
      throw cause;
    }
  }

  async #endIdle(): Promise<void> {
    for (const [session, kept] of this.#kept) {
      const idle = () => performance.now() - kept.usedAt >= this.#times.idleMs;
      if (!idle()) continue;
      const holder = await kept.started.catch(() => undefined);
      if (idle() && (!holder || !isInhabited(holder))) this.release(session);
    }
  }
}

/** Whether a command lives in the network; who lives in the holder's own process namespace is the holder. */
function isInhabited({ net, pid }: SessionHolder): boolean {
  return readdirSync('/proc').some(
    (name) => /^\d+$/.test(name) && namespaceOf(name, 'net') === net && namespaceOf(name, 'pid') !== pid,
  );
}

/** A process may end between the listing and the reading, and others' are not told. */
function namespaceOf(process: string, kind: string): string | undefined {
  try {
    return readlinkSync(`/proc/${process}/ns/${kind}`);
  } catch {
    return undefined;
  }
}
