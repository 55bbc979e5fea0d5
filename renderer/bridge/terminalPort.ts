import type { Answer } from '../../shared/ipc/methods';
import { PORT_CHANNEL, type PortMessage } from '../../shared/ipc/push';
import { t } from '../../shared/words/t';
import { call } from './bridge';

// Ports to terminals. The page asks main with a ticket; the port for it comes as a message of the window to itself, from the
// preload, before or after the answer. A port that nobody takes is closed at once, so that its other end knows.

export interface TerminalPlace {
  readonly thread: string;
  /** `callTerminal` of an agent's command, or `shell-1`: what follows the thread in the terminal's name. */
  readonly terminal: string;
  /** Whether the page may type into it. */
  readonly input: boolean;
}

export type PortAnswer =
  | { readonly ok: true; readonly port: MessagePort }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** What of the window the desk needs. */
export interface PortPage {
  readonly location: { readonly origin: string };
  addEventListener(type: 'message', listener: (event: ArrivedMessage) => void): void;
}

/** As much of a MessageEvent as is looked at. */
export interface ArrivedMessage {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

type Attach = (order: TerminalPlace & { readonly ticket: string }) => Promise<Answer<'terminal/attach'>>;

/** Main sends the port before it answers; what has not come this long after the answer never will. */
const LATE_MS = 10_000;

const LATE = { code: 'no_port', message: t`The app did not hand over the terminal. Reload the window.` };
const GIVEN_UP = { code: 'given_up', message: t`Nobody waits for the terminal any more.` };

/** Gives each port that arrives to who asked for it. */
export class PortDesk {
  readonly #attach: Attach;
  readonly #waiting = new Map<string, (port: MessagePort) => void>();

  constructor(page: PortPage, attach: Attach) {
    this.#attach = attach;
    page.addEventListener('message', (event) => {
      if (event.source !== page || event.origin !== page.location.origin || !isPortMessage(event.data)) return;
      this.#arrived(event.data.ticket, event.ports);
    });
  }

  /** Asks for a port to a terminal; the taker owns it. With the signal aborted it is closed when it comes. Never rejects. */
  async open(place: TerminalPlace, signal: AbortSignal): Promise<PortAnswer> {
    const ticket = crypto.randomUUID();
    const arrived = this.#expect(ticket, signal);
    const answer = await this.#attach({ ...place, ticket });
    if (!answer.ok) arrived.giveUp(answer.error);
    else arrived.hurry();
    return arrived.port;
  }

  #expect(ticket: string, signal: AbortSignal) {
    let settle: (answer: PortAnswer) => void = () => undefined;
    let late: ReturnType<typeof setTimeout> | undefined;
    const port = new Promise<PortAnswer>((resolve) => {
      settle = resolve;
    });
    const end = (answer: PortAnswer) => {
      clearTimeout(late);
      signal.removeEventListener('abort', onAbort);
      this.#waiting.delete(ticket);
      settle(answer);
    };
    const giveUp = (error: { readonly code: string; readonly message: string }) => end({ ok: false, error });
    const onAbort = () => giveUp(GIVEN_UP);
    this.#waiting.set(ticket, (taken) => end({ ok: true, port: taken }));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
    const hurry = () => {
      if (this.#waiting.has(ticket)) late = setTimeout(() => giveUp(LATE), LATE_MS);
    };
    return { port, giveUp, hurry };
  }

  #arrived(ticket: string, ports: readonly MessagePort[]): void {
    const [port, ...more] = ports;
    const take = this.#waiting.get(ticket);
    for (const other of take ? more : ports) other.close();
    if (take && port) take(port);
  }
}

function isPortMessage(data: unknown): data is PortMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { type, ticket } = data as Record<string, unknown>;
  return type === PORT_CHANNEL && typeof ticket === 'string';
}

let desk: PortDesk | undefined;

function deskOfPage(): PortDesk {
  desk ??= new PortDesk(window as unknown as PortPage, (order) => call('terminal/attach', order));
  return desk;
}

/** From the page's start on: a port that the page before a reload had asked for is closed when it comes. */
export function listenForPorts(): void {
  deskOfPage();
}

/** A port to a terminal of this window's app, as `PortDesk.open` gives it. */
export function openTerminalPort(place: TerminalPlace, signal: AbortSignal): Promise<PortAnswer> {
  return deskOfPage().open(place, signal);
}
