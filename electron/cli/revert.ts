import type { ThreadState } from '../../shared/thread/state';
import { EXIT } from '../../shared/views/outcome';
import type { LineRange, RevertWhat } from '../../shared/workspace/revert';
import { revertWords } from '../../shared/workspace/revert';
import { patchBetween } from '../git/git';
import { spanNamed } from './diff';
import type { Output } from './io';
import { giveOrder } from './order';
import { readState, stateWhen } from './readState';
import { type CommonOptions, dataFolder } from './settings';

export interface RevertOptions extends CommonOptions {
  readonly file?: string;
  readonly hunk?: number;
  readonly turn?: string;
  readonly all?: boolean;
  readonly undo?: string;
  readonly from?: string;
  readonly to?: string;
}

/** `goalpost revert`: puts files back in the working tree, and says by which checkpoint that is undone. */
export async function revertCommand(thread: string, options: RevertOptions, output: Output): Promise<number> {
  const state = readState(thread, options, output, (found) => found);
  if (typeof state === 'number') return state;
  const what = await whatNamed(state, options);
  if (typeof what === 'string') return badUsage(what, output);
  const { from, to } = options;
  const span = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const command = { type: 'tree.revert', by: 'user', what, ...span } as const;
  const answered = await giveOrder({ thread, command }, dataFolder(options));
  if (!answered.ok) {
    output.fault(answered.message);
    return answered.code === 'unreachable' || answered.code === 'store' ? EXIT.failed : EXIT.badUsage;
  }
  const done = await stateWhen(thread, options, output, (now) => now.reverts > state.reverts && now.revert === null);
  return done ? tellRevert(done, what, options, output) : stillGoing(thread, output);
}

/** Exactly one thing is put back at a time. */
async function whatNamed(state: ThreadState, options: RevertOptions): Promise<RevertWhat | string> {
  const { file, hunk, turn, all, undo } = options;
  const named = [file, turn, all, undo].filter((option) => option !== undefined);
  if (named.length !== 1) return 'Name what is put back: one of --file, --turn, --all or --undo.';
  if (hunk !== undefined && file === undefined) return '--hunk counts the changes of one file: name it with --file.';
  if (turn !== undefined) return { kind: 'turn', turn };
  if (undo !== undefined) return { kind: 'revert', revert: undo };
  if (file === undefined) return { kind: 'all' };
  return hunk === undefined ? { kind: 'file', path: file } : hunkNamed(state, file, hunk, options);
}

/** The n-th hunk of a file as `goalpost diff` shows it between the same checkpoints. */
async function hunkNamed(state: ThreadState, path: string, n: number, options: RevertOptions): Promise<RevertWhat | string> {
  // A diff is read from the old to the new; a revert goes from what is seen back to what was.
  const turned = {
    ...(options.to === undefined ? {} : { from: options.to }),
    ...(options.from === undefined ? {} : { to: options.from }),
  };
  const span = spanNamed(state, turned);
  if (typeof span === 'string') return span;
  const patch = await patchBetween(state.workspace, span.from.tree, span.to.tree, [path], new AbortController().signal);
  if (!patch.ok) return patch.error.message;
  const hunks = [...patch.value.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)];
  const found = hunks[n - 1];
  if (!found)
    return `${path} has ${hunks.length} hunks between ${span.from.id} and ${span.to.id}, and no hunk ${n}. "goalpost diff" shows them.`;
  const [, wasAt, wasLines, isAt, isLines] = found;
  return { kind: 'hunk', path, was: rangeOf(wasAt, wasLines), is: rangeOf(isAt, isLines) };
}

/** `@@ -3,2 +3,0 @@`: an empty side names the line before its place. */
function rangeOf(at: string | undefined, lines: string | undefined): LineRange {
  const count = lines === undefined ? 1 : Number(lines);
  const start = count === 0 ? Number(at) + 1 : Number(at);
  return { start, end: start + count };
}

function tellRevert(state: ThreadState, what: RevertWhat, options: RevertOptions, output: Output): number {
  const { lastRevert, checkpoints, thread } = state;
  const [revert, refused] = [lastRevert?.id ?? '', lastRevert?.refused ?? null];
  const before = checkpoints.find((row) => row.revert === revert && row.reason === 'before_revert')?.id ?? null;
  const after = checkpoints.find((row) => row.revert === revert && row.reason === 'after_revert')?.id ?? null;
  if (options.json) output.out(JSON.stringify({ type: 'revert', thread, revert, refused, before, after }));
  if (refused !== null) {
    output.fault(refused);
    return EXIT.failed;
  }
  if (!options.json)
    output.out(
      `${thread}: put back ${revertWords(what)} (${revert}, from ${before} to ${after}). \`goalpost revert ${thread} --undo ${revert}\` undoes it.`,
    );
  return EXIT.complete;
}

function stillGoing(thread: string, output: Output): number {
  output.fault(
    `${thread}: files are still being put back by the process that owns the data folder. \`goalpost checkpoints ${thread}\` shows when it is done.`,
  );
  return EXIT.failed;
}

function badUsage(message: string, output: Output): number {
  output.fault(message);
  return EXIT.badUsage;
}
