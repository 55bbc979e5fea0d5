import { connect, type Socket } from 'node:net';
import { err, ok, type Result } from '../../shared/kernel/result';
import { AnswerLine, MAX_ANSWER_BYTES, MAX_ORDER_BYTES, parseLine, readLine } from './orderWire';

/** Longer than any order takes that is answered when it is stored; a process that is stopped or hung is told as unreachable. */
const ANSWER_TIMEOUT_MS = 30_000;

/** `refused`: the owner read the order and would not; otherwise it could not be talked to. `reason` is a sentence. */
export interface AskError {
  readonly refused: boolean;
  readonly reason: string;
}

export interface AskOptions {
  readonly token: string;
  readonly signal?: AbortSignal;
}

/** Sends one order to the owner that listens on `path` and answers what it answered. */
export async function askOwner(path: string, order: unknown, options: AskOptions): Promise<Result<unknown, AskError>> {
  const line = `${JSON.stringify({ token: options.token, order: order ?? null })}\n`;
  if (Buffer.byteLength(line) > MAX_ORDER_BYTES)
    return err({ refused: true, reason: `The order is larger than ${MAX_ORDER_BYTES} bytes.` });
  const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const socket = connect({ path });
  const failure = failureOf(socket, signal);
  socket.write(line);
  const answer = await readLine(socket, MAX_ANSWER_BYTES);
  socket.destroy();
  if (answer === 'closed') return err({ refused: false, reason: timeout.aborted ? 'it did not answer in time.' : failure() });
  if (answer === 'too_large') return err({ refused: false, reason: 'its answer is too large.' });
  return readAnswer(answer);
}

function failureOf(socket: Socket, signal: AbortSignal): () => string {
  let reason = 'it closed the connection.';
  const giveUp = () => {
    reason = 'the wait for its answer was given up.';
    socket.destroy();
  };
  socket.on('error', (error) => {
    reason = `${error.message}.`;
  });
  socket.on('close', () => signal.removeEventListener('abort', giveUp));
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp, { once: true });
  return () => reason;
}

function readAnswer(line: string): Result<unknown, AskError> {
  const parsed = AnswerLine.safeParse(parseLine(line));
  if (!parsed.success) return err({ refused: false, reason: 'its answer does not read.' });
  return parsed.data.ok ? ok(parsed.data.answer) : err({ refused: true, reason: parsed.data.message });
}
