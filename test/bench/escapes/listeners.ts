import { createSocket, type Socket } from 'node:dgram';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname } from 'node:path';

/** Servers of this machine that nothing in a sandbox may reach; they keep what they hear. */
export interface Listeners {
  readonly tcp: number;
  /** Null where the machine has no IPv6. */
  readonly tcp6: number | null;
  readonly udp: number;
  readonly abstract: string;
  /** This machine's own address on a network, where it has one. */
  readonly address: string;
  /** Listens on a Unix socket until the listeners are closed. */
  unix(path: string): Promise<void>;
  heard(): string;
  close(): Promise<void>;
}

export async function openListeners(): Promise<Listeners> {
  let heard = '';
  const closing: (() => Promise<void>)[] = [];
  const take = (bytes: Buffer) => {
    heard += bytes.toString('latin1');
  };
  const serve = async (where: { host?: string; port?: number; path?: string }): Promise<Server> => {
    const server = createServer((socket) => {
      socket.on('data', take).on('error', () => undefined);
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(where, resolve));
    server.unref();
    closing.push(() => new Promise((resolve) => server.close(() => resolve())));
    return server;
  };
  const port = (server: Server) => (server.address() as { port: number }).port;
  const abstract = `goalpost-escape-${process.pid}`;
  const [tcp, tcp6] = [
    port(await serve({ host: '0.0.0.0', port: 0 })),
    await serve({ host: '::1', port: 0 }).then(port, () => null),
  ];
  await serve({ path: `\0${abstract}` });
  const udp = await udpListener(take);
  closing.push(() => new Promise((resolve) => udp.close(() => resolve())));
  return {
    ...{ tcp, tcp6, abstract, udp: udp.address().port, address: ownAddress() },
    async unix(path) {
      mkdirSync(dirname(path), { recursive: true });
      await serve({ path });
      closing.push(async () => rmSync(path, { force: true }));
    },
    heard: () => heard,
    close: async () => {
      for (const close of closing.splice(0)) await close();
    },
  };
}

function udpListener(take: (bytes: Buffer) => void): Promise<Socket> {
  const socket = createSocket('udp4', take);
  return new Promise((resolve, reject) => socket.once('error', reject).bind(0, '127.0.0.1', () => resolve(socket)));
}

function ownAddress(): string {
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return own.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
