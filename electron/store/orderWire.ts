import type { Socket } from 'node:net';
import { z } from 'zod';

/** What a sender writes, as one line of JSON; the owner answers one line and closes. */
export const OrderLine = z.object({ token: z.string(), order: z.unknown() });

export const AnswerLine = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), answer: z.unknown() }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);
export type AnswerLine = z.infer<typeof AnswerLine>;

/** An order is a command with at most a contract's text in it; what is larger is a mistake. */
export const MAX_ORDER_BYTES = 1024 * 1024;

/** An answer may hold a whole thread's events for `show --json`. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

const NEWLINE = 10;

/**
 * The first line that comes over the socket, or why none did: `too_large` before its end, `closed` before it was whole. What
 * follows is thrown away but read, because closing on unread bytes would tear our answer from the peer's hands.
 */
export function readLine(socket: Socket, maxBytes: number): Promise<string | 'too_large' | 'closed'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve) => {
    socket.on('close', () => resolve('closed'));
    socket.on('data', function collect(chunk: Buffer) {
      const end = chunk.indexOf(NEWLINE);
      chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
      bytes += chunks.at(-1)?.byteLength ?? 0;
      if (bytes <= maxBytes && end < 0) return;
      socket.off('data', collect);
      socket.resume();
      resolve(bytes > maxBytes ? 'too_large' : Buffer.concat(chunks).toString('utf8'));
    });
  });
}

/** The JSON value of a line, or undefined: JSON has no undefined, so it can only mean that the line does not read. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}
