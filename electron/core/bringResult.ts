import { randomBytes } from 'node:crypto';
import { link, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/kernel/result';
import { resultStart } from '../../shared/thread/decide/place';
import type { BroughtResult } from '../../shared/thread/place';
import type { ThreadState } from '../../shared/thread/state';
import type { BroughtBack } from '../../shared/views/brought';
import type { Engine } from '../engine/engine';
import type * as Git from '../git/git';
import type { Fault } from './goalPlaces';

/** How a result is to come back. `over` lets a patch replace a file that is there. */
export const BringOrder = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('patch'), path: z.string().min(1).max(4096), over: z.boolean().optional() }),
  z.strictObject({ as: z.literal('apply') }),
  z.strictObject({
    as: z.literal('branch'),
    branch: z.string().min(1).max(200),
    message: z.string().max(100_000).optional(),
  }),
]);
export type BringOrder = z.infer<typeof BringOrder>;

export interface BringParts {
  readonly git: Pick<typeof Git, 'resultPatch' | 'changesBetween' | 'applyResult' | 'branchResult' | 'workspaceState'>;
  readonly engine: Pick<Engine, 'state' | 'submit'>;
}

const NEVER = new AbortController().signal;

interface Span {
  readonly thread: string;
  readonly from: string;
  readonly to: string;
  readonly checkpoint: string;
}

/** Brings back what the goal has changed since its start, as of its latest checkpoint, and records it. */
export async function bringResult(parts: BringParts, thread: string, order: BringOrder): Promise<Result<BroughtBack, Fault>> {
  const state = parts.engine.state(thread);
  if (!state) return err({ code: 'no_thread', message: `There is no thread "${thread}".` });
  const span = spanOf(state);
  if (!span.ok) return span;
  const made = await carriedOut(parts, state, span.value, order);
  if (!made.ok) return made;
  const told = parts.engine.submit(thread, { type: 'result.record', by: 'user', result: made.value.result });
  return told.ok ? made : err(told.error);
}

function spanOf(state: ThreadState): Result<Span, Fault> {
  const { thread, checkpoint } = state;
  const from = resultStart(state);
  if (from === null || !checkpoint) {
    return err({ code: 'no_result', message: 'No goal was activated on this thread, so there is no result to bring back.' });
  }
  if (checkpoint.tree === from) {
    return err({ code: 'no_result', message: 'Nothing has changed since the goal’s start, so there is nothing to bring back.' });
  }
  return ok({ thread, from, to: checkpoint.tree, checkpoint: checkpoint.id });
}

function carriedOut(parts: BringParts, state: ThreadState, span: Span, order: BringOrder): Promise<Result<BroughtBack, Fault>> {
  switch (order.as) {
    case 'patch':
      return asPatch(parts, state, span, order);
    case 'apply':
      return asFiles(parts, state, span);
    case 'branch':
      return asBranch(parts, state, span, order);
  }
}

const facts = ({ checkpoint, to }: Span, files: number) => ({ checkpoint, tree: to, files });

async function asPatch(
  { git }: BringParts,
  { source }: ThreadState,
  span: Span,
  { path, over }: Extract<BringOrder, { as: 'patch' }>,
): Promise<Result<BroughtBack, Fault>> {
  const patch = await git.resultPatch(source, span.from, span.to, NEVER);
  if (!patch.ok) return patch;
  const changed = await git.changesBetween(source, span.from, span.to, NEVER);
  if (!changed.ok) return changed;
  const written = await placed(path, patch.value, over ?? false);
  if (!written.ok) return written;
  const result: BroughtResult = { as: 'patch', path, ...facts(span, changed.value.length) };
  return ok({ result, notes: [] });
}

/** Whole or not at all: it is written beside, and gets its name in the last step, which replaces nothing unasked. */
async function placed(path: string, bytes: Buffer, over: boolean): Promise<Result<void, Fault>> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}`);
  try {
    await writeFile(beside, bytes, { flag: 'wx' });
    await (over ? rename(beside, path) : link(beside, path));
    return ok(undefined);
  } catch (thrown) {
    const { code = '', message } = thrown as NodeJS.ErrnoException;
    if (code === '') throw thrown;
    const there = `There is something at ${path} already. Name another file; nothing was changed.`;
    return err({ code: 'not_written', message: code === 'EEXIST' ? there : `The patch could not be written: ${message}.` });
  } finally {
    await rm(beside, { force: true });
  }
}

async function asFiles({ git }: BringParts, state: ThreadState, span: Span): Promise<Result<BroughtBack, Fault>> {
  const { root } = state.source;
  if (state.place?.kind !== 'worktree') {
    return err({ code: 'in_place', message: `The goal works in ${root} itself: its result is there already.` });
  }
  const applied = await git.applyResult(state.source, span, NEVER);
  if (!applied.ok) return applied;
  const { files, before } = applied.value;
  const result: BroughtResult = { as: 'apply', root, ...facts(span, files) };
  const kept = `Your files as they were before stand in ${before}: git restore --source=${before} -- PATH brings one back.`;
  return ok({ result, notes: files === 0 ? ['All of it was there already; nothing was changed.'] : [kept] });
}

async function asBranch(
  { git }: BringParts,
  state: ThreadState,
  span: Span,
  { branch, message }: Extract<BringOrder, { as: 'branch' }>,
): Promise<Result<BroughtBack, Fault>> {
  const base = await baseOf(git, state);
  if (!base.ok) return base;
  const order = { ...span, branch, base: base.value, message: message ?? messageOf(state) };
  const made = await git.branchResult(state.source, order, NEVER);
  if (!made.ok) return made;
  const { commit, files, withStart } = made.value;
  const result: BroughtResult = { as: 'branch', branch, commit, ...facts(span, files) };
  return ok({ result, notes: withStart ? [START_NOTE] : [] });
}

const START_NOTE =
  'The goal changed files that were not committed when it began, so the branch holds them as they were in a first commit of its own.';

/** The commit that the goal began from. Logs from before places were recorded do not tell: there it is what HEAD names now. */
async function baseOf(git: BringParts['git'], { place, source }: ThreadState): Promise<Result<string, Fault>> {
  if (place) return ok(place.base);
  const now = await git.workspaceState(source, NEVER);
  return now.ok ? ok(now.value.head) : now;
}

/** The first line says what the goal was; a person can name another. */
const SUBJECT_WIDTH = 72;

function messageOf({ goal, thread }: ThreadState): string {
  const line = (goal?.contract.outcome ?? '').trim().replaceAll(/\s+/g, ' ');
  const subject = line.length > SUBJECT_WIDTH ? `${line.slice(0, SUBJECT_WIDTH - 1).trimEnd()}…` : line;
  return `${subject || 'The result of a goal'}\n\nThe result of Goalpost’s thread ${thread}.\n`;
}
