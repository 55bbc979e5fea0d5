import type { HostOrder } from './protocol';
import type { Terminal, TerminalEnd, TerminalLook, TerminalOrder } from './terminals';

const NOTHING: TerminalLook = { text: '', cut: false, typed: '' };

/** How a terminal speaks with its host: orders that are answered, and others. */
export interface HostLine {
  look(id: string): Promise<TerminalLook | undefined>;
  freeze(id: string, frozen: boolean): Promise<void>;
  tell(order: Extract<HostOrder, { kind: 'write' | 'resize' | 'kill' }>): void;
}

/** Main's handle of a terminal in the host. */
export class LiveTerminal implements Terminal {
  readonly id: string;
  readonly title: string;
  readonly pid: number;
  readonly startedAt = performance.now();
  readonly ended: Promise<TerminalEnd>;
  readonly #line: HostLine;
  #settle: (end: TerminalEnd) => void = () => undefined;
  #result: TerminalEnd | undefined;
  /** What the host told with the end, until somebody looks. */
  #last = NOTHING;

  constructor({ id, title }: TerminalOrder, pid: number, line: HostLine) {
    this.id = id;
    this.title = title;
    this.pid = pid;
    this.#line = line;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  get result(): TerminalEnd | undefined {
    return this.#result;
  }

  /** The host forgets a terminal with its end: a look that came too late for it is answered from what it told then. */
  async look(): Promise<TerminalLook> {
    const found = this.#result ? undefined : await this.#line.look(this.id);
    return found ?? this.#takeLast();
  }

  write(text: string): void {
    if (!this.#result) this.#line.tell({ kind: 'write', id: this.id, text });
  }

  resize(cols: number, rows: number): void {
    if (!this.#result) this.#line.tell({ kind: 'resize', id: this.id, cols, rows });
  }

  async freeze(frozen: boolean): Promise<void> {
    if (!this.#result) await this.#line.freeze(this.id, frozen);
  }

  kill(): Promise<TerminalEnd> {
    if (!this.#result) this.#line.tell({ kind: 'kill', id: this.id });
    return this.ended;
  }

  /** Its end, as the host told it or as the host's own death made it. */
  end(end: TerminalEnd, last: TerminalLook = NOTHING): void {
    if (this.#result) return;
    this.#result = end;
    this.#last = last;
    this.#settle(end);
  }

  #takeLast(): TerminalLook {
    const taken = this.#last;
    this.#last = NOTHING;
    return taken;
  }
}
