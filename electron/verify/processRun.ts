import type { CheckRun, Verdict } from '../../shared/evidence/record';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { PipedExit } from '../pty/pipes';
import type { WrappedCommand } from '../sandbox/sandbox';
import { captureOutput, type OutputCapture } from './outputCapture';
import type { CheckPlace, VerifierParts } from './parts';

type Broken = Extract<Verdict, { verdict: 'broken' }>;

/** Shown of stdout: the head says what ran, the tail what came of it. A model reads it in every refusal, so it stays near a screenful. */
const STDOUT_SHOWN = { headBytes: 2048, tailBytes: 4096 };

/** Shown of stderr: the last lines of a failure matter most. */
const STDERR_SHOWN = { headBytes: 1024, tailBytes: 3072 };

export interface ProcessOrder {
  /** Names the process to the sandbox. */
  readonly id: string;
  readonly command: string;
  /** Absolute real path. */
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly onStdout?: (chunk: Uint8Array) => void;
}

export interface ProcessEnd {
  readonly run: CheckRun;
  /** Bounded and without escape sequences. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command in the sandbox on pipes and stores its output whole. When `signal` aborts it ends early, all its processes gone. */
export async function runProcess(
  parts: VerifierParts,
  place: CheckPlace,
  order: ProcessOrder,
  signal: AbortSignal,
): Promise<Result<ProcessEnd, Broken>> {
  const { id, command, cwd } = order;
  const { policy, env, session } = place;
  const within = session === undefined ? {} : { session };
  const wrapped = await parts.sandbox.wrap({ id, command, cwd, policy, env, terminal: false, ...within }, signal);
  if (!wrapped.ok) return err(sandboxBroken(wrapped.error.message));
  return capturedRun(parts, wrapped.value, order, signal);
}

async function capturedRun(parts: VerifierParts, command: WrappedCommand, order: ProcessOrder, signal: AbortSignal) {
  const stdout = captureOutput(parts.blobs.writer(), STDOUT_SHOWN);
  const stderr = captureOutput(parts.blobs.writer(), STDERR_SHOWN);
  const onStdout = (chunk: Uint8Array) => {
    order.onStdout?.(chunk);
    return stdout.write(chunk);
  };
  try {
    const ended = await parts.runOnPipes(command, { timeoutMs: order.timeoutMs, signal, onStdout, onStderr: stderr.write });
    if (!ended.ok) return err(sandboxBroken(ended.error.message));
    const unstarted = parts.sandboxStartFailure(stderr.text(), ended.value.exit);
    return unstarted === undefined ? ok(await processEnd(ended.value, stdout, stderr)) : err(sandboxBroken(unstarted));
  } finally {
    await stdout.discard();
    await stderr.discard();
  }
}

async function processEnd(ended: PipedExit, stdout: OutputCapture, stderr: OutputCapture): Promise<ProcessEnd> {
  const { exit, signal, durationMs, timedOut, limit } = ended;
  const [storedOut, storedErr] = [await stdout.finish(), await stderr.finish()];
  const run: CheckRun = {
    exit,
    ...(signal === undefined ? {} : { signal }),
    durationMs,
    timedOut,
    ...(limit === undefined ? {} : { limit }),
    ...(storedOut ? { stdout: storedOut } : {}),
    ...(storedErr ? { stderr: storedErr } : {}),
  };
  return { run, stdout: stdout.text(), stderr: stderr.text() };
}

/** Both streams for people and the model: stdout, then stderr under its name when there is any. */
export function shownOutput(end: ProcessEnd): string {
  if (end.stderr === '') return end.stdout;
  const gap = end.stdout === '' || end.stdout.endsWith('\n') ? '' : '\n';
  return `${end.stdout}${gap}[stderr]\n${end.stderr}`;
}

const sandboxBroken = (message: string): Broken => ({ verdict: 'broken', reason: 'sandbox', message });
