/**
 * The HTTP side of the fake model servers: a scripted server on loopback, over real HTTP and SSE, whatever API it speaks. It records
 * each request, refuses what its API refuses, and sends what the caller's function answers, in the ways a network does.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { CHARACTERS_PER_TOKEN, type Refusal, type ServerRules } from './requestRules';
import type { ReplyEnd, ReplyItem, ReplyUsage, ResponsePlan } from './responseEvents';

/** A model's answer. `usage` left out is estimated from the lengths; `sparse` leaves out what lesser servers leave out. */
export interface ItemsReply {
  readonly items: readonly ReplyItem[];
  readonly usage?: ReplyUsage;
  readonly end?: ReplyEnd;
  readonly sparse?: boolean;
  readonly delayMs?: number;
  /** Between two events, as a model takes its time. */
  readonly paceMs?: number;
  /** After so many events the connection is cut. */
  readonly cutAfter?: number;
  /** After so many events nothing more is sent and the connection stays open. */
  readonly hangAfter?: number;
}

export type ServerReply =
  | ItemsReply
  /** These events as they are (a string is sent unquoted), with the same ways to end early. */
  | (Pick<ItemsReply, 'delayMs' | 'paceMs' | 'cutAfter' | 'hangAfter'> & { readonly events: readonly unknown[] })
  /** A plain HTTP answer; an object is sent as JSON. */
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      readonly delayMs?: number;
    }
  /** The request is taken and never answered. */
  | { readonly hang: true };

export interface ServedRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The parsed body, or its text where it is not JSON. */
  readonly body: unknown;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Why the server refused it as the real one would, before `reply` was asked. */
  readonly refused?: string;
  /** Resolves when the answer is out, or the client (or `close`) ended the connection before. */
  readonly ended: Promise<'answered' | 'aborted'>;
}

export interface ModelServer {
  /** `http://127.0.0.1:<port>/v1` */
  readonly baseUrl: string;
  readonly requests: readonly ServedRequest[];
  /** Connections taken so far. */
  connections(): number;
  /** Bytes that came over them. */
  received(): number;
  close(): Promise<void>;
}

export interface ModelServerOptions extends ServerRules {
  /** `index` counts all requests, refused ones too. */
  readonly reply: (request: ServedRequest, index: number) => ServerReply | Promise<ServerReply>;
  /** For measuring: hears when a request's head is in, and when the last bytes of an answer are handed to the network. */
  readonly onMoment?: (moment: 'asked' | 'answered', at: number) => void;
  /** False keeps no request: for thousands of them. */
  readonly keep?: boolean;
}

/** What distinguishes one API from another on the wire. */
export interface ServedApi {
  /** Where requests are posted: `/v1/responses`. */
  readonly path: string;
  /** Why the real server would refuse this request, or undefined. */
  readonly refusal: (authorization: string | undefined, body: unknown, rules: ServerRules) => Refusal | undefined;
  /** Every event that the real server sends for an answer; a string is sent as it is. */
  readonly events: (plan: ResponsePlan) => readonly (object | string)[];
  /** The least that servers which only resemble it send. */
  readonly sparse: (plan: ResponsePlan) => readonly (object | string)[];
}

export async function startModelServer(api: ServedApi, options: ModelServerOptions): Promise<ModelServer> {
  const requests: ServedRequest[] = [];
  const sockets: Socket[] = [];
  const server = createServer((incoming, answer) => {
    options.onMoment?.('asked', performance.now());
    void serve(incoming, answer, { api, options, requests }).catch((error: unknown) => answer.destroy(error as Error));
  });
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    connections: () => sockets.length,
    received: () => sockets.reduce((sum, socket) => sum + socket.bytesRead, 0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  incoming: IncomingMessage,
  answer: ServerResponse,
  { api, options, requests }: { api: ServedApi; options: ModelServerOptions; requests: ServedRequest[] },
): Promise<void> {
  const body = jsonOrText(await textOf(incoming));
  if (incoming.method !== 'POST' || incoming.url !== api.path) {
    return refuse(answer, { status: 404, message: `Invalid URL (${incoming.method} ${incoming.url})`, param: null, code: null });
  }
  const refusal = api.refusal(incoming.headers.authorization, body, options);
  const ended = new Promise<'answered' | 'aborted'>((resolve) => {
    answer.once('close', () => resolve(answer.writableFinished ? 'answered' : 'aborted'));
  });
  const { headers } = incoming;
  const recorded = { headers, body, at: Date.now(), ended, ...(refusal ? { refused: refusal.message } : {}) };
  const index = counted(requests, recorded, options.keep ?? true);
  if (refusal) return refuse(answer, refusal);
  const answered = () => options.onMoment?.('answered', performance.now());
  await send(answer, await options.reply(recorded, index), { api, body, index, answered });
}

/** The request's number; one that is not kept leaves its place in the list empty. */
function counted(requests: ServedRequest[], request: ServedRequest, keep: boolean): number {
  if (keep) return requests.push(request) - 1;
  requests.length += 1;
  return requests.length - 1;
}

interface Asked {
  readonly api: ServedApi;
  readonly body: unknown;
  readonly index: number;
  readonly answered: () => void;
}

async function send(answer: ServerResponse, reply: ServerReply, request: Asked): Promise<void> {
  if ('hang' in reply) return;
  if (reply.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, reply.delayMs));
  if ('status' in reply) {
    const json = typeof reply.body === 'object';
    answer.writeHead(reply.status, { 'content-type': json ? 'application/json' : 'text/plain', ...reply.headers });
    answer.end(json ? JSON.stringify(reply.body) : reply.body);
    return;
  }
  const events = 'events' in reply ? reply.events : eventsOf(reply, request);
  await stream(answer, events, reply, request.answered);
}

function eventsOf(reply: ItemsReply, { api, body, index }: Asked): readonly unknown[] {
  const { items, usage = estimate(body, items), end = { type: 'completed' } } = reply;
  const { model } = body as { model: string };
  return (reply.sparse ? api.sparse : api.events)({ model, index, items, usage, end });
}

function estimate(body: unknown, items: readonly ReplyItem[]): ReplyUsage {
  const tokens = (value: unknown) => Math.ceil(JSON.stringify(value).length / CHARACTERS_PER_TOKEN);
  return { input: tokens(body), cached: 0, output: tokens(items) };
}

async function stream(
  answer: ServerResponse,
  events: readonly unknown[],
  early: Pick<ItemsReply, 'paceMs' | 'cutAfter' | 'hangAfter'>,
  answered: () => void,
): Promise<void> {
  answer.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  answer.flushHeaders();
  for (const [at, event] of events.entries()) {
    if (at === early.hangAfter) return;
    if (at === early.cutAfter) return void answer.destroy();
    if (early.paceMs !== undefined) await new Promise((resolve) => setTimeout(resolve, early.paceMs));
    if (answer.destroyed) return;
    await write(answer, event, at === events.length - 1 ? answered : undefined);
  }
  if (events.length === early.hangAfter) return;
  if (events.length === early.cutAfter) return void answer.destroy();
  answer.end();
}

/** Sends an event in two halves cut at a byte, in the middle of a character where one is there: a network does the same. */
async function write(answer: ServerResponse, event: unknown, last: (() => void) | undefined): Promise<void> {
  const { type } = event as { type?: string };
  const data = typeof event === 'string' ? event : JSON.stringify(event);
  const bytes = Buffer.from(`${type === undefined ? '' : `event: ${type}\n`}data: ${data}\n\n`);
  const letter = bytes.findIndex((byte) => byte >= 0x80);
  const middle = letter === -1 ? bytes.length >> 1 : letter + 1;
  await flush(answer, bytes.subarray(0, middle));
  last?.();
  await flush(answer, bytes.subarray(middle));
}

function flush(answer: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => answer.write(bytes, () => resolve()));
}

function refuse(answer: ServerResponse, { status, message, param, code }: Refusal): void {
  answer.writeHead(status, { 'content-type': 'application/json' });
  answer.end(JSON.stringify({ error: { message, type: 'invalid_request_error', param, code } }));
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
