import { connect } from 'node:net';
import { err, ok, type Result } from '../../shared/kernel/result';

/**
 * Longest wait for a connection before a server's first answer. Node's fetch alone gives up after 10 s and cannot be told
 * otherwise; three tries of this one, with pauses between, stay within the 10 s in which an unreachable server must be reported.
 */
export const CONNECT_LIMIT_MS = 2500;

/** Opens and closes one connection. The error is what the socket threw, or a timeout with the code `ETIMEDOUT`. */
export function reach(
  hostname: string,
  port: number,
  signal: AbortSignal,
  limitMs = CONNECT_LIMIT_MS,
): Promise<Result<void, Error>> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port });
    const end = (result: Result<void, Error>) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(result);
    };
    const stop = () => end(err(new Error('aborted')));
    const timer = setTimeout(() => end(err(Object.assign(new Error('no connection'), { code: 'ETIMEDOUT' }))), limitMs);
    signal.addEventListener('abort', stop, { once: true });
    socket.once('connect', () => end(ok(undefined)));
    socket.on('error', (error) => end(err(error)));
    if (signal.aborted) stop();
  });
}
