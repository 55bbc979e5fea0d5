import { isUnbrought } from '../../shared/thread/decide/place';
import { hasWorktree } from '../../shared/thread/place';
import type { ThreadState } from '../../shared/thread/state';
import { broughtWords } from '../../shared/views/brought';
import { EXIT } from '../../shared/views/outcome';
import { placeFact } from '../../shared/views/placeLook';
import { loadThread } from '../engine/load';
import { givePlaceOrder } from './bring';
import type { Output } from './io';
import { mayHaveThread, openForReading } from './open';
import { unknownThread } from './resume';
import { type CommonOptions, dataFolder } from './settings';

export interface WorktreeOptions extends CommonOptions {
  readonly remove?: boolean;
  readonly discard?: boolean;
}

/** `goalpost worktree`: where the goal works and what was brought back; with `--remove` its worktree goes, where it is surely ours. */
export async function worktreeCommand(thread: string, options: WorktreeOptions, output: Output): Promise<number> {
  if (!options.remove) return options.discard ? refused(output) : show(thread, options, output);
  const answered = await givePlaceOrder({ thread, removeWorktree: { discard: options.discard ?? false } }, options, output);
  if (typeof answered === 'number') return answered;
  if (!('removed' in answered)) throw new Error('another answer than was asked for');
  output.out(
    options.json ? JSON.stringify({ type: 'removed', thread, root: answered.removed }) : `${thread}: removed ${answered.removed}`,
  );
  return EXIT.complete;
}

function refused(output: Output): number {
  output.fault('--discard goes with --remove: it lets go what was not brought back.');
  return EXIT.badUsage;
}

function show(thread: string, options: WorktreeOptions, output: Output): number {
  const dataDir = dataFolder(options);
  if (!mayHaveThread(dataDir, thread)) return unknownThread(thread, output);
  const store = openForReading(dataDir);
  if (!store.ok) {
    output.fault(store.error);
    return EXIT.failed;
  }
  try {
    const { state } = loadThread(store.value, thread);
    if (!state) return unknownThread(thread, output);
    if (options.json) output.out(JSON.stringify({ type: 'place', thread, ...placeJson(state) }));
    else for (const line of placeLines(state)) output.out(line);
    return EXIT.complete;
  } finally {
    store.value.dispose();
  }
}

/** What programs are told of a goal's place. */
export function placeJson(state: ThreadState) {
  const { place, workspace, source, brought } = state;
  return {
    kind: place?.kind ?? 'in_place',
    root: place?.root ?? workspace.root,
    source: source.root,
    why: place?.why ?? null,
    base: place?.base ?? null,
    removed: place?.removed ?? false,
    unbrought: isUnbrought(state),
    brought,
  };
}

/** Where the goal works and what came back of it, for people. */
export function placeLines(state: ThreadState): readonly string[] {
  const { name, root, why } = placeFact(state);
  const { place, source, brought } = state;
  const left =
    hasWorktree(place) && isUnbrought(state) ? [`not brought back yet: goalpost bring ${state.thread} --branch NAME`] : [];
  return [
    `${name.toLowerCase()}, ${root}`,
    ...(why === '' ? [] : [why]),
    ...(place?.kind === 'worktree' ? [`of ${source.root}, from commit ${place.base.slice(0, 8)}`, ...place.notes] : []),
    ...brought.map((result) => `brought back ${broughtWords(result)}`),
    ...left,
  ];
}
