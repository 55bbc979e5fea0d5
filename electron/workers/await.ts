import { realpath } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import type { Work } from '../../shared/continuation/owed';
import type { WorkContext } from '../engine/engine';
import { deliver, type WorkerParts } from './parts';
import { sleepUntil } from './sleep';

type AwaitWork = Extract<Work, { kind: 'await' }>;

/** How often a file that is waited for is looked at: soon enough for a person, too seldom to cost anything. */
const FILE_POLL_MS = 250;

/** Waits for a process, a file or a time without asking the model; the wake-up itself is in the log. */
export async function awaitCondition(parts: WorkerParts, work: AwaitWork, context: WorkContext): Promise<void> {
  const reason = await wakeReason(parts, work, context);
  if (!context.signal.aborted) deliver(context.submit({ type: 'wait.end', call: work.call, reason }));
}

async function wakeReason(parts: WorkerParts, work: AwaitWork, context: WorkContext): Promise<string> {
  const { until } = work;
  switch (until.for) {
    case 'time':
      await sleepUntil(until.deadline, parts.now, context.signal);
      return 'The time is over.';
    case 'process':
      return awaitProcess(parts, until, context);
    case 'file':
      return awaitFile(parts, until, context);
  }
}

async function awaitProcess(
  parts: WorkerParts,
  until: { readonly session: string; readonly deadline?: number | undefined },
  context: WorkContext,
): Promise<string> {
  const over = new AbortController();
  const signal = AbortSignal.any([context.signal, over.signal]);
  const exit = parts.tools.waitFor(context.thread, until.session, signal).then((ended) => {
    over.abort();
    if (ended === 'lost') return `Session ${until.session} is not running.`;
    if (ended.hostDied) return `Session ${until.session} was ended: the process that holds the terminals died. Start it again.`;
    return `Session ${until.session} ended: ${ended.signal ? `signal ${ended.signal}` : `exit ${ended.exit}`}.`;
  });
  const timeout = sleepUntil(until.deadline ?? Number.POSITIVE_INFINITY, parts.now, signal).then(
    () => `Session ${until.session} is still running; the wait's time is over.`,
  );
  const reason = await Promise.race([exit, timeout]);
  over.abort();
  return reason;
}

async function awaitFile(
  parts: WorkerParts,
  until: { readonly path: string; readonly deadline?: number | undefined },
  context: WorkContext,
): Promise<string> {
  const path = isAbsolute(until.path) ? until.path : join(context.state().workspace.root, until.path);
  const { agentPolicy } = await parts.place(context.state());
  while (!context.signal.aborted) {
    if (await isVisible(path, agentPolicy.denyRead)) return `The file ${until.path} is there.`;
    if (parts.now() >= (until.deadline ?? Number.POSITIVE_INFINITY))
      return `The file ${until.path} did not appear; the wait's time is over.`;
    await sleepUntil(parts.now() + FILE_POLL_MS, parts.now, context.signal);
  }
  return 'Interrupted.';
}

/** A hidden path is never there for the agent: a wait must not tell what a command could not see. */
async function isVisible(path: string, hidden: readonly string[]): Promise<boolean> {
  try {
    const real = await realpath(path);
    return !hidden.some((folder) => real === folder || real.startsWith(`${folder}${sep}`));
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' || code === 'ELOOP') return false;
    throw thrown;
  }
}
