import { mkdir } from 'node:fs/promises';
import { assertNever } from '../../shared/kernel/assertNever';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { openPty, PtyError } from '../pty/pty';
import type { BlobStore } from '../store/blobStore';
import { UnparsedBudget } from './backlog';
import type { FramePort } from './framePort';
import { HostedTerminal } from './hostedTerminal';
import type { HostAnswer, HostOrder } from './protocol';
import { ScreenKeeper } from './screenKeeper';
import type { TerminalOrder } from './terminals';

export interface ServeParts {
  readonly openPty: typeof openPty;
  /** Throws where the folder cannot be written. */
  readonly openBlobs: (folder: string) => Promise<BlobStore>;
  readonly post: (answer: HostAnswer) => void;
  /** Once main has heard that everything has ended. */
  readonly exit: () => void;
}

type Place = { readonly blobs: BlobStore; readonly screens: ScreenKeeper };

/** The host's side: carries out main's orders, and tells each terminal's end. */
export class ServedTerminals {
  readonly #parts: ServeParts;
  readonly #live = new Map<string, HostedTerminal>();
  readonly #unparsed = new UnparsedBudget();
  #place: Promise<Result<Place, PtyError>> = Promise.resolve(err(failed('The terminal host was not told where to store.')));
  #ended: Promise<void> | undefined;

  constructor(parts: ServeParts) {
    this.#parts = parts;
  }

  /** `port` comes with `attach` alone. */
  take(order: HostOrder, port?: FramePort): void {
    const { post } = this.#parts;
    switch (order.kind) {
      case 'open':
        this.#place = this.#opened(order);
        return;
      case 'ping':
        return post({ kind: 'pong' });
      case 'start':
        return void this.#start(order.order).then((result) => post({ kind: 'started', number: order.number, result }));
      case 'attach':
        return post({ kind: 'attached', number: order.number, attached: this.#attach(order, port) });
      case 'look':
        return post({ kind: 'looked', number: order.number, look: this.#live.get(order.id)?.look() });
      case 'freeze':
        this.#live.get(order.id)?.freeze(order.frozen);
        return post({ kind: 'frozen', number: order.number });
      case 'write':
        return this.#live.get(order.id)?.write(order.text);
      case 'resize':
        return this.#live.get(order.id)?.resize(order.cols, order.rows);
      case 'kill':
        return void this.#live.get(order.id)?.kill();
      case 'end':
        return void this.end();
      case 'leave':
        return this.#parts.exit();
      default:
        assertNever(order);
    }
  }

  /** Ends every process tree, finishes what is stored, and says so; settles then. A second call ends nothing more. */
  end(): Promise<void> {
    this.#ended ??= Promise.all([...this.#live.values()].map((terminal) => terminal.kill())).then(() =>
      this.#parts.post({ kind: 'over' }),
    );
    return this.#ended;
  }

  async #opened({ blobsDir, screensDir }: Extract<HostOrder, { kind: 'open' }>): Promise<Result<Place, PtyError>> {
    try {
      await mkdir(screensDir, { recursive: true, mode: 0o700 });
      const screens = new ScreenKeeper(screensDir, (words) => this.#parts.post({ kind: 'trouble', words }));
      return ok({ blobs: await this.#parts.openBlobs(blobsDir), screens });
    } catch (cause) {
      return err(failed(`Terminals cannot be stored: ${cause instanceof Error ? cause.message : String(cause)}`));
    }
  }

  async #start(order: TerminalOrder): Promise<Result<{ readonly pid: number }, PtyError>> {
    const place = await this.#place;
    if (!place.ok) return place;
    if (this.#ended !== undefined) return err(failed('The terminal host is ending.'));
    if (this.#live.has(order.id)) return err(failed(`A terminal ${order.id} lives already.`));
    const opened = this.#parts.openPty(order.command, order.size);
    if (!opened.ok) return opened;
    const terminal: HostedTerminal = new HostedTerminal({
      order,
      pty: opened.value,
      ...place.value,
      unparsed: this.#unparsed,
      onEnd: (end) => {
        this.#live.delete(order.id);
        this.#parts.post({ kind: 'ended', id: order.id, end, look: terminal.look() });
      },
    });
    this.#live.set(order.id, terminal);
    if (order.frozen) terminal.freeze(true);
    return ok({ pid: opened.value.pid });
  }

  #attach({ id, input }: Extract<HostOrder, { kind: 'attach' }>, port: FramePort | undefined): boolean {
    const terminal = this.#live.get(id);
    if (terminal && port) terminal.attach(port, { input });
    else port?.close();
    return terminal !== undefined && port !== undefined;
  }
}

const failed = (message: string): PtyError => ({ code: 'spawn_failed', message });
