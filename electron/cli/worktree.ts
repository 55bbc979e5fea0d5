import { EXIT } from '../../shared/views/outcome';
import { givePlaceOrder } from './bring';
import type { Output } from './io';
import { placeJson, placeLines } from './placeLines';
import { readState } from './readState';
import type { CommonOptions } from './settings';

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
  return readState(thread, options, output, (state) => {
    if (options.json) output.out(JSON.stringify({ type: 'place', thread, ...placeJson(state) }));
    else for (const line of placeLines(state)) output.out(line);
    return EXIT.complete;
  });
}
