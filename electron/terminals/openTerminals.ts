import { Emitter } from '../../shared/kernel/emitter';
import type { Disposable } from '../../shared/kernel/lifecycle';
import { err, type Result } from '../../shared/kernel/result';
import type { PtyError } from '../pty/pty';
import { HostClient, type HostDeath } from './hostClient';
import type { HandedPort, HostNews, Terminal, TerminalOrder, Terminals, TerminalsPlace } from './terminals';

/** A host holds tens of megabytes; without a terminal it is ended after this, and the next one costs a fifth of a second. */
const IDLE_MS = 60_000;

/** A host that dies so often within `DEATHS_SPAN_MS` will not be cured by starting it again. */
export const MAX_DEATHS = 3;
const DEATHS_SPAN_MS = 5 * 60_000;

/** Titles that are named when a host has died with them; the rest is counted. */
const NAMED_TITLES = 3;
const TITLE_CHARACTERS = 60;

/** Main's side of the pty host: it is started with the first terminal, and anew when it died with something in it. */
export function openTerminals(place: TerminalsPlace): Terminals {
  return new Supervisor(place);
}

class Supervisor implements Terminals {
  readonly #place: TerminalsPlace;
  readonly #news = new Emitter<HostNews>();
  /** Every host that is not gone yet with all that it held, the ones that are ending included. */
  readonly #clients = new Set<HostClient>();
  #client: HostClient | undefined;
  /** When hosts died, as `performance.now()` tells it. */
  #deaths: readonly number[] = [];
  #lost = false;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  constructor(place: TerminalsPlace) {
    this.#place = place;
  }

  open(order: TerminalOrder): Promise<Result<Terminal, PtyError>> {
    const refusal = this.#refusal();
    if (refusal !== undefined) return Promise.resolve(err({ code: 'spawn_failed', message: refusal }));
    return this.#running().open(order);
  }

  attach(id: string, port: HandedPort, { input }: { readonly input: boolean }): Promise<boolean> {
    return this.#client?.attach(id, port, input) ?? Promise.resolve(false);
  }

  onNews(listener: (news: HostNews) => void): Disposable {
    return this.#news.on(listener);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    clearTimeout(this.#idle);
    await Promise.all([...this.#clients].map((client) => client.end()));
  }

  #refusal(): string | undefined {
    if (this.#disposed) return 'Goalpost is ending.';
    this.#deaths = this.#deaths.filter((at) => performance.now() - at < DEATHS_SPAN_MS);
    return this.#deaths.length > MAX_DEATHS ? hopeless() : undefined;
  }

  #running(): HostClient {
    this.#client ??= this.#start();
    return this.#client;
  }

  #start(): HostClient {
    const client: HostClient = new HostClient(this.#place, {
      onUp: () => this.#isUp(),
      onDeath: (death) => this.#died(client, death),
      onChange: () => this.#watchIdle(),
    });
    this.#clients.add(client);
    void client.gone.then(() => this.#clients.delete(client));
    return client;
  }

  #isUp(): void {
    if (this.#lost) this.#news.emit({ state: 'back', words: 'The terminal host was started again: new terminals work.' });
    this.#lost = false;
    this.#watchIdle();
  }

  #died(client: HostClient, death: HostDeath): void {
    if (death.expected) return;
    if (client === this.#client) this.#client = undefined;
    this.#deaths = [...this.#deaths, performance.now()];
    const inVain = this.#lost;
    const missed = death.titles.length + death.unstarted > 0;
    if (missed) this.#news.emit({ state: 'lost', words: lostWords(death) });
    if (!missed && !inVain) return;
    this.#lost = true;
    const refusal = this.#refusal();
    if (refusal === undefined) this.#running();
    else if (!this.#disposed) this.#news.emit({ state: 'given up', words: refusal });
  }

  #watchIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = undefined;
    if (!this.#client || this.#client.busy || this.#disposed) return;
    this.#idle = setTimeout(() => this.#endIdle(), IDLE_MS).unref();
  }

  #endIdle(): void {
    const idle = this.#client;
    this.#client = undefined;
    void idle?.end();
  }
}

function lostWords({ how, titles, unstarted }: HostDeath): string {
  const died = `The terminal host died (${how}).`;
  const named = titles.slice(0, NAMED_TITLES).map(shortTitle).join(', ');
  const more = titles.length > NAMED_TITLES ? ` and ${titles.length - NAMED_TITLES} more` : '';
  const ended = titles.length === 0 ? '' : ` Ended with it: ${named}${more}.`;
  const notStarted = unstarted === 0 ? '' : ` Not started: ${unstarted} ${unstarted === 1 ? 'command' : 'commands'}.`;
  return `${died}${ended}${notStarted}`;
}

function shortTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim();
  return line.length > TITLE_CHARACTERS ? `${line.slice(0, TITLE_CHARACTERS - 1)}…` : line;
}

function hopeless(): string {
  return `The terminal host died ${MAX_DEATHS + 1} times within ${DEATHS_SPAN_MS / 60_000} minutes, so no command can be started now. Wait a few minutes, or restart Goalpost.`;
}
