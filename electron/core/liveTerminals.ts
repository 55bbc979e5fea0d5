import { Emitter } from '../../shared/kernel/emitter';
import type { Disposable } from '../../shared/kernel/lifecycle';
import type { Result } from '../../shared/kernel/result';
import type { TerminalRow } from '../../shared/views/terminalRow';
import type { PtyError } from '../pty/pty';
import { endWords } from '../terminals/endWords';
import type { Terminal, TerminalEnd, TerminalOrder, Terminals } from '../terminals/terminals';

/** Shells and background processes that have ended are kept in the list until they are put away; of each thread the last so many. */
const MAX_ENDED = 4;

interface Entry {
  readonly thread: string;
  /** The name that it was ordered under: that of its row, unless another terminal of that name still lived. */
  readonly called: string;
  readonly terminal: Terminal;
  row: TerminalRow;
}

/**
 * Which terminals live in which thread: it hands on every order to open one and remembers what came of it. What they print goes past
 * this process. Commands leave the list when they end, since the thread's record has them.
 */
export class LiveTerminals implements Pick<Terminals, 'open'> {
  readonly #terminals: Pick<Terminals, 'open'>;
  readonly #now: () => number;
  readonly #isBare: (thread: string) => boolean;
  readonly #changes = new Emitter<string>();
  #entries: readonly Entry[] = [];

  constructor(parts: {
    readonly terminals: Pick<Terminals, 'open'>;
    readonly now: () => number;
    /** Whether the thread's commands run without a sandbox now. */
    readonly isBare: (thread: string) => boolean;
  }) {
    this.#terminals = parts.terminals;
    this.#now = parts.now;
    this.#isBare = parts.isBare;
  }

  async open(order: TerminalOrder, kind: 'command' | 'shell' = 'command'): Promise<Result<Terminal, PtyError>> {
    const opened = await this.#terminals.open({ ...order, id: this.#freeId(order.id) });
    if (opened.ok) this.#add(order, kind, opened.value);
    return opened;
  }

  /** Told the thread whose list has changed. */
  readonly onChange = (listener: (thread: string) => void): Disposable => this.#changes.on(listener);

  rows(thread: string): readonly TerminalRow[] {
    return this.#of(thread).map(({ row }) => row);
  }

  /** The command that runs under that name, or else the terminal of that name. */
  find(thread: string, name: string): Terminal | undefined {
    const entries = this.#of(thread);
    const command = entries.findLast(({ called, row }) => called === name && row.kind === 'command');
    return (command ?? entries.findLast(({ row }) => row.terminal === name))?.terminal;
  }

  /** The command of a call goes on in the background, under a name of its own. */
  keep(thread: string, call: string, process: string): void {
    const entry = this.#of(thread).findLast(({ called, row }) => called === call && row.kind === 'command');
    if (!entry) return;
    entry.row = { ...entry.row, kind: 'process', process };
    this.#changes.emit(thread);
  }

  /** Puts away what has ended under that name. */
  forget(thread: string, name: string): void {
    this.#drop((entry) => entry.thread === thread && entry.row.terminal === name && !entry.row.running);
    this.#changes.emit(thread);
  }

  #of(thread: string): readonly Entry[] {
    return this.#entries.filter((entry) => entry.thread === thread);
  }

  /** A model server may give the id of a call twice, and the first may have left a process behind. */
  #freeId(id: string): string {
    const taken = new Set(this.#entries.filter(({ row }) => row.running).map(({ terminal }) => terminal.id));
    for (let n = 2, free = id; ; n += 1) {
      if (!taken.has(free)) return free;
      free = `${id}~${n}`;
    }
  }

  #add(order: TerminalOrder, kind: 'command' | 'shell', terminal: Terminal): void {
    const { thread, name: called } = partsOf(order.id);
    const { name } = partsOf(terminal.id);
    const bare = this.#isBare(thread);
    const row: TerminalRow = { terminal: name, kind, title: order.title, at: this.#now(), running: true, bare };
    const entry = { thread, called, terminal, row };
    // An ended one of this name is that one's no more.
    this.#drop((known) => known.terminal.id === terminal.id && !known.row.running);
    this.#entries = [...this.#entries, entry];
    void terminal.ended.then((end) => this.#ended(entry, end));
    this.#changes.emit(thread);
  }

  #ended(entry: Entry, end: TerminalEnd): void {
    if (!this.#entries.includes(entry)) return;
    entry.row = { ...entry.row, running: false, end: wordsOf(end) };
    if (entry.row.kind === 'command') this.#drop((known) => known === entry);
    const ended = this.#of(entry.thread).filter(({ row }) => !row.running);
    const tooMany = new Set(ended.slice(0, Math.max(0, ended.length - MAX_ENDED)));
    this.#drop((known) => tooMany.has(known));
    this.#changes.emit(entry.thread);
  }

  #drop(gone: (entry: Entry) => boolean): void {
    this.#entries = this.#entries.filter((entry) => !gone(entry));
  }
}

/** Ids of threads have no slash; those of calls may have anything. */
function partsOf(id: string): { readonly thread: string; readonly name: string } {
  const at = id.indexOf('/');
  return { thread: id.slice(0, at), name: id.slice(at + 1) };
}

/** `exit 0`, `ended by SIGKILL`, `its terminal host died`. */
function wordsOf({ exit, hostDied }: TerminalEnd): string {
  return hostDied ? 'its terminal host died' : endWords({ exit });
}
