import type { CheckpointRow } from '../../shared/thread/checkpoints/row';
import type { ThreadState } from '../../shared/thread/state';
import { EXIT } from '../../shared/views/outcome';
import type { Output } from './io';
import { localTime } from './localTime';
import { painter } from './paint';
import { readState } from './readState';
import type { CommonOptions } from './settings';
import { columns } from './summary';

/** `goalpost checkpoints`: those that are held, oldest first, and how many were pruned. */
export function checkpointsCommand(thread: string, options: CommonOptions, output: Output): number {
  return readState(thread, options, output, (state) => {
    if (options.json) for (const row of state.checkpoints) output.out(JSON.stringify({ type: 'checkpoint', ...row }));
    else for (const line of checkpointLines(state, painter(output.color))) output.out(line);
    return EXIT.complete;
  });
}

function checkpointLines(state: ThreadState, paint: ReturnType<typeof painter>): readonly string[] {
  const { checkpoints, checkpointCount } = state;
  const pruned = checkpointCount - checkpoints.length;
  const rows = checkpoints.map((row) => [row.id, localTime(row.at), wordsOf(row), notesOf(state, row)]);
  if (rows.length === 0) return ['No checkpoints. The first is taken when a goal is activated.'];
  return [...columns(rows), ...(pruned > 0 ? [paint('quiet', `${pruned} more were pruned: nothing cites them.`)] : [])];
}

/** When it was taken, in words. */
function wordsOf({ reason, turn, revert }: CheckpointRow): string {
  switch (reason) {
    case 'baseline':
      return 'baseline';
    case 'turn':
      return `after ${turn}`;
    case 'start':
      return `before ${turn}`;
    case 'gate':
      return turn === null ? 'gate' : `gate in ${turn}`;
    case 'agent':
      return turn === null ? 'check' : `check in ${turn}`;
    case 'before_revert':
      return `before ${revert}`;
    case 'after_revert':
      return `after ${revert}`;
  }
}

function notesOf({ startTree, checkpoint }: ThreadState, row: CheckpointRow): string {
  const notes = [
    ...(row.tree === startTree ? ['as at the start'] : []),
    ...(row.cited ? ['cited'] : []),
    ...(row.id === checkpoint?.id ? ['latest'] : []),
  ];
  return notes.join(', ');
}
