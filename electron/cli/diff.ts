import { checkpointRow, missingCheckpoint, rowOfTree } from '../../shared/thread/checkpoints/held';
import type { ThreadState } from '../../shared/thread/state';
import { lineCounts } from '../../shared/views/format';
import { EXIT } from '../../shared/views/outcome';
import { changesBetween, patchBetween } from '../git/git';
import type { Output } from './io';
import { readState } from './readState';
import type { CommonOptions } from './settings';
import { columns } from './summary';

export interface DiffOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly turn?: string;
  readonly file?: string;
  readonly stat?: boolean;
}

/** Two checkpoints by their ids and trees. */
export interface Span {
  readonly from: { readonly id: string; readonly tree: string };
  readonly to: { readonly id: string; readonly tree: string };
}

const NEVER = new AbortController().signal;

/** `goalpost diff`: what changed between two checkpoints, in a turn, or since the start. */
export async function diffCommand(thread: string, options: DiffOptions, output: Output): Promise<number> {
  const state = readState(thread, options, output, (found) => found);
  if (typeof state === 'number') return state;
  const span = spanNamed(state, options);
  if (typeof span === 'string') {
    output.fault(span);
    return EXIT.badUsage;
  }
  return options.json || options.stat ? tellFiles(state, span, options, output) : tellPatch(state, span, options, output);
}

/** What the options name, or the sentence that says why it cannot be had. */
export function spanNamed(state: ThreadState, { from, to, turn }: Pick<DiffOptions, 'from' | 'to' | 'turn'>): Span | string {
  if (turn !== undefined && (from !== undefined || to !== undefined)) return 'Name a turn, or checkpoints, not both.';
  const ids = turn === undefined ? { before: from ?? startOf(state), after: to ?? state.checkpoint?.id } : turnOf(state, turn);
  if (typeof ids === 'string') return ids;
  const { before, after } = ids;
  if (before === undefined || after === undefined) return 'There is no start to compare with: the goal was not activated yet.';
  const missing = missingCheckpoint(state, before) ?? missingCheckpoint(state, after);
  const [left, right] = [checkpointRow(state, before), checkpointRow(state, after)];
  return left && right ? { from: left, to: right } : (missing ?? 'The checkpoints are not held.');
}

function startOf(state: ThreadState): string | undefined {
  return rowOfTree(state, state.startTree)?.id;
}

function turnOf(state: ThreadState, turn: string): { readonly before: string; readonly after: string } | string {
  const iteration = state.goal?.iterations.find((entry) => entry.turn === turn);
  if (!iteration) return `There is no turn "${turn}" of this goal. "goalpost show" lists its turns.`;
  return iteration.span ?? `Turn ${turn} changed no file, or what it began with is not held any more.`;
}

async function tellFiles(state: ThreadState, span: Span, options: DiffOptions, output: Output): Promise<number> {
  const found = await changesBetween(state.workspace, span.from.tree, span.to.tree, NEVER);
  if (!found.ok) return failed(found.error.message, output);
  const files = found.value.filter(
    ({ path, from }) => options.file === undefined || path === options.file || from === options.file,
  );
  const [from, to] = [span.from.id, span.to.id];
  if (options.json) output.out(JSON.stringify({ type: 'diff', thread: state.thread, from, to, files }));
  else {
    const rows = files.map((file) => [
      file.status,
      lineCounts(file.added, file.removed),
      file.from ? `${file.from} → ${file.path}` : file.path,
    ]);
    for (const line of columns(rows)) output.out(line);
    output.out(`${files.length} ${files.length === 1 ? 'file' : 'files'} from ${from} to ${to}`);
  }
  return EXIT.complete;
}

async function tellPatch(state: ThreadState, span: Span, options: DiffOptions, output: Output): Promise<number> {
  const paths = options.file === undefined ? [] : [options.file];
  const patch = await patchBetween(state.workspace, span.from.tree, span.to.tree, paths, NEVER);
  if (!patch.ok) return failed(patch.error.message, output);
  if (patch.value !== '') output.out(patch.value.replace(/\n$/, ''));
  return EXIT.complete;
}

function failed(message: string, output: Output): number {
  output.fault(message);
  return EXIT.failed;
}
