import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import type { Disposable } from '../../shared/kernel/lifecycle';
import { type AnswerLine, MAX_ORDER_BYTES, OrderLine, parseLine, readLine } from './orderWire';

/** An order is written at once; a connection that has not sent its line by then is not one of ours. */
const ORDER_TIMEOUT_MS = 5000;

/** How long a peer may idle before it has read its answer, and how long dispose() waits for orders under way. */
const LINGER_MS = 2000;

/** Orders come from a person's commands; more at once than this is a mistake, and the rest wait in the system's own queue. */
const MAX_CONNECTIONS = 64;

/** Answers orders on `path` until disposed. Only those that carry `token` reach `serve`; what it rejects with is told to the sender. */
export async function serveOrders(path: string, token: string, serve: (order: unknown) => Promise<unknown>): Promise<Disposable> {
  const unixSocket = process.platform !== 'win32';
  // The caller holds the folder's lock, so a socket that stands here is a dead owner's.
  if (unixSocket) await rm(path, { force: true });
  const server = new OrderServer(token, serve);
  await server.listen(path);
  if (unixSocket) await chmod(path, 0o600);
  return server;
}

class OrderServer implements Disposable {
  readonly #token: string;
  readonly #serve: (order: unknown) => Promise<unknown>;
  readonly #server: Server;
  readonly #open = new Map<Socket, Promise<void>>();

  constructor(token: string, serve: (order: unknown) => Promise<unknown>) {
    this.#token = token;
    this.#serve = serve;
    this.#server = createServer((socket) => this.#accept(socket));
    this.#server.maxConnections = MAX_CONNECTIONS;
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(path, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  async dispose(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await settledWithin(LINGER_MS, [...this.#open.values()]);
    for (const socket of this.#open.keys()) socket.destroy();
    await closed;
  }

  #accept(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#open.delete(socket));
    this.#open.set(socket, this.#answer(socket));
  }

  async #answer(socket: Socket): Promise<void> {
    const late = setTimeout(() => socket.destroy(), ORDER_TIMEOUT_MS);
    const line = await readLine(socket, MAX_ORDER_BYTES);
    clearTimeout(late);
    if (line === 'closed') return;
    const answer =
      line === 'too_large' ? refuse(`The order is larger than ${MAX_ORDER_BYTES} bytes.`) : await this.#carryOut(line);
    await endWith(socket, `${JSON.stringify(answer)}\n`);
  }

  async #carryOut(line: string): Promise<AnswerLine> {
    const parsed = OrderLine.safeParse(parseLine(line));
    if (!parsed.success) return refuse('The order is not a line of JSON with a token and an order.');
    if (parsed.data.token !== this.#token) return refuse('The order does not carry the token of this data folder.');
    try {
      return { ok: true, answer: (await this.#serve(parsed.data.order)) ?? null };
    } catch (thrown) {
      return refuse(thrown instanceof Error ? thrown.message : String(thrown));
    }
  }
}

function refuse(message: string): AnswerLine {
  return { ok: false, message };
}

async function endWith(socket: Socket, text: string): Promise<void> {
  if (socket.destroyed) return;
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.setTimeout(LINGER_MS, () => socket.destroy());
  socket.end(text);
  await closed;
}

async function settledWithin(ms: number, promises: readonly Promise<void>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.allSettled(promises), late]);
  clearTimeout(timer);
}
