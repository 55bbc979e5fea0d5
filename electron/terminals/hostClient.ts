import { assertNever } from '../../shared/kernel/assertNever';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { PtyError } from '../pty/pty';
import { LiveTerminal } from './liveTerminal';
import type { HostAnswer, HostOrder } from './protocol';
import type { HandedPort, HostChannel, Terminal, TerminalEnd, TerminalLook, TerminalOrder, TerminalsPlace } from './terminals';

/** How often the host is asked whether it answers. */
const BEAT_MS = 2_000;

/**
 * A host that leaves so many beats unanswered, ten seconds of them, hangs and is killed. Beats are counted and not the clock: a
 * machine that slept, or whose own loop was held up, has missed none. Nothing that the host does takes a tenth of that.
 */
const MISSED_BEATS = 5;

/** Ending takes the commands' grace and their KILL; what takes longer hangs. */
const END_GRACE_MS = 8_000;

/** Troubles of one host that are told. */
const MAX_WARNINGS = 20;

/** A host that has gone. `expected`: it had been told to end. */
export interface HostDeath {
  readonly how: string;
  readonly expected: boolean;
  /** What lived in it, as the person knows it. */
  readonly titles: readonly string[];
  /** Commands that were about to be started. */
  readonly unstarted: number;
}

export interface ClientEvents {
  /** The first answer. */
  readonly onUp: () => void;
  readonly onDeath: (death: HostDeath) => void;
  /** Something began or ended. */
  readonly onChange: () => void;
}

interface Starting {
  readonly order: TerminalOrder;
  readonly resolve: (result: Result<Terminal, PtyError>) => void;
}

/** One pty host that runs: its terminals, what it was asked, and its heart. */
export class HostClient {
  readonly #channel: HostChannel;
  readonly #killTree: TerminalsPlace['killTree'];
  readonly #events: ClientEvents;
  readonly #live = new Map<string, LiveTerminal>();
  readonly #starting = new Map<number, Starting>();
  readonly #looks = new Map<number, (look: TerminalLook | undefined) => void>();
  readonly #freezes = new Map<number, () => void>();
  readonly #attaches = new Map<number, (attached: boolean) => void>();
  readonly #beat: ReturnType<typeof setInterval>;
  /** Settles when the host is gone and what it left has been ended. */
  readonly gone: Promise<void>;
  readonly #warned = new Set<string>();
  #number = 0;
  #unanswered = 0;
  #up = false;
  #ending = false;
  #hung = false;
  /** Why it ends itself, and what lived in it then. */
  #fault: { readonly words: string; readonly titles: readonly string[] } | undefined;
  #dead = false;

  constructor(place: TerminalsPlace, events: ClientEvents) {
    this.#channel = place.start();
    this.#killTree = place.killTree;
    this.#events = events;
    this.#channel.onMessage((message) => this.#take(message as HostAnswer));
    this.gone = new Promise((resolve) => {
      this.#channel.onExit((how) => resolve(this.#die(how)));
    });
    this.#post({ kind: 'open', blobsDir: place.blobsDir, screensDir: place.screensDir });
    this.#post({ kind: 'ping' });
    this.#beat = setInterval(() => this.#listen(), BEAT_MS).unref();
  }

  get busy(): boolean {
    return this.#live.size + this.#starting.size > 0;
  }

  open(order: TerminalOrder): Promise<Result<Terminal, PtyError>> {
    const number = this.#next();
    return new Promise((resolve) => {
      this.#starting.set(number, { order, resolve });
      this.#events.onChange();
      this.#post({ kind: 'start', number, order });
    });
  }

  attach(id: string, port: HandedPort, input: boolean): Promise<boolean> {
    if (this.#dead || !this.#live.has(id)) return Promise.resolve(false);
    const number = this.#next();
    return new Promise((resolve) => {
      this.#attaches.set(number, resolve);
      this.#post({ kind: 'attach', number, id, input }, [port]);
    });
  }

  /** Ends the host with everything in it; settles when it is gone. */
  async end(): Promise<void> {
    this.#ending = true;
    this.#post({ kind: 'end' });
    const timer = setTimeout(() => void this.#killHost(), END_GRACE_MS);
    await this.gone;
    clearTimeout(timer);
  }

  #next(): number {
    this.#number += 1;
    return this.#number;
  }

  #post(order: HostOrder, ports?: readonly HandedPort[]): void {
    if (!this.#dead) this.#channel.post(order, ports);
  }

  #listen(): void {
    if (this.#unanswered < MISSED_BEATS) {
      this.#unanswered += 1;
      this.#post({ kind: 'ping' });
      return;
    }
    this.#hung = true;
    void this.#killHost();
  }

  /** The host with all that it started: one that hangs will not end its terminals itself. */
  async #killHost(): Promise<void> {
    if (this.#dead) return;
    if (this.#channel.pid !== undefined) await this.#killTree(this.#channel.pid);
    this.#channel.kill();
  }

  #take(answer: HostAnswer): void {
    this.#unanswered = 0;
    switch (answer.kind) {
      case 'pong':
        return this.#rise();
      case 'started':
        return this.#started(answer);
      case 'attached':
        return settle(this.#attaches, answer.number, answer.attached);
      case 'looked':
        return settle(this.#looks, answer.number, answer.look);
      case 'frozen':
        return settle(this.#freezes, answer.number, undefined);
      case 'ended':
        return this.#ended(answer);
      case 'trouble':
        return this.#warn(answer.words);
      case 'fault':
        this.#fault ??= { words: answer.words, titles: this.#titles() };
        return;
      default:
        assertNever(answer);
    }
  }

  /** A full disk would say the same for every screen, every few seconds. */
  #warn(words: string): void {
    if (this.#warned.size >= MAX_WARNINGS || this.#warned.has(words)) return;
    this.#warned.add(words);
    process.emitWarning(words, 'TerminalHost');
  }

  #rise(): void {
    if (this.#up) return;
    this.#up = true;
    this.#events.onUp();
  }

  #started({ number, result }: Extract<HostAnswer, { kind: 'started' }>): void {
    const starting = this.#starting.get(number);
    this.#starting.delete(number);
    if (!starting) return;
    if (result.ok) {
      const terminal = new LiveTerminal(starting.order, result.value.pid, this.#line());
      this.#live.set(terminal.id, terminal);
      starting.resolve(ok(terminal));
    } else {
      starting.resolve(result);
    }
    this.#events.onChange();
  }

  #ended({ id, end, look }: Extract<HostAnswer, { kind: 'ended' }>): void {
    const terminal = this.#live.get(id);
    this.#live.delete(id);
    // A host that ends itself for a fault stores what it can; the commands did not end by themselves all the same.
    terminal?.end(this.#fault === undefined ? end : { ...end, ...lostWith(this.#fault.words, end.stored !== undefined) }, look);
    this.#events.onChange();
  }

  #line() {
    const asked = <T>(waiting: Map<number, (answer: T) => void>, without: T, order: (number: number) => HostOrder) =>
      new Promise<T>((resolve) => {
        if (this.#dead) return resolve(without);
        const number = this.#next();
        waiting.set(number, resolve);
        this.#post(order(number));
      });
    return {
      look: (id: string) => asked<TerminalLook | undefined>(this.#looks, undefined, (number) => ({ kind: 'look', number, id })),
      freeze: async (id: string, frozen: boolean) => {
        await asked<void>(this.#freezes, undefined, (number) => ({ kind: 'freeze', number, id, frozen }));
        // What a host that died has not stopped stands still when it is ended, and no sooner.
        if (this.#dead) await this.#live.get(id)?.ended;
      },
      tell: (order: HostOrder) => this.#post(order),
    };
  }

  /** Everybody who waits is answered at once; the terminals end when nothing of their process trees lives any more. */
  async #die(word: string): Promise<void> {
    if (this.#dead) return;
    this.#dead = true;
    clearInterval(this.#beat);
    const how = this.#hung ? `it did not answer for ${(BEAT_MS * MISSED_BEATS) / 1000} s` : (this.#fault?.words ?? word);
    const death = { how, expected: this.#ending, titles: this.#fault?.titles ?? this.#titles(), unstarted: this.#starting.size };
    this.#answerAll(how);
    this.#events.onDeath(death);
    await Promise.all([...this.#live.values()].map((terminal) => this.#endLost(terminal, how)));
  }

  #titles(): readonly string[] {
    return [...this.#live.values()].map(({ title }) => title);
  }

  #answerAll(how: string): void {
    const message = `The terminal host died (${how}) before it had started the command. Try it again.`;
    for (const { resolve } of this.#starting.values()) resolve(err({ code: 'spawn_failed', message }));
    this.#starting.clear();
    for (const number of [...this.#attaches.keys()]) settle(this.#attaches, number, false);
    for (const number of [...this.#looks.keys()]) settle(this.#looks, number, undefined);
    for (const number of [...this.#freezes.keys()]) settle(this.#freezes, number, undefined);
  }

  async #endLost(terminal: LiveTerminal, how: string): Promise<void> {
    const durationMs = performance.now() - terminal.startedAt;
    await this.#killTree(terminal.pid);
    this.#live.delete(terminal.id);
    terminal.end({ exit: { exit: null }, durationMs, bytes: 0, ...lostWith(how, false) });
  }
}

function lostWith(how: string, stored: boolean): Pick<TerminalEnd, 'lost' | 'hostDied'> {
  const output = stored ? '' : ', and what it had printed was not stored';
  return { lost: `The terminal host died (${how}): the command was ended with it${output}.`, hostDied: true };
}

function settle<T>(waiting: Map<number, (answer: T) => void>, number: number, answer: T): void {
  const resolve = waiting.get(number);
  waiting.delete(number);
  resolve?.(answer);
}
