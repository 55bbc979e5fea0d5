import type { RecordedEvent } from '../../thread/events';
import type { ThreadState } from '../../thread/state';
import { counted, t } from '../../words/t';
import { revertWords } from '../../workspace/revert';

/** What became of the last thing that was put back; null where nothing was. */
export type RevertStanding =
  | { readonly kind: 'running'; readonly id: string; readonly words: string }
  | { readonly kind: 'refused'; readonly id: string; readonly words: string }
  | { readonly kind: 'done'; readonly id: string; readonly words: string };

export function revertStanding(state: ThreadState, events: readonly RecordedEvent[]): RevertStanding | null {
  const { revert, lastRevert } = state;
  if (revert) return { kind: 'running', id: revert.id, words: t`Putting back ${revertWords(revert.what)}` };
  if (!lastRevert) return null;
  if (lastRevert.refused !== null) return { kind: 'refused', id: lastRevert.id, words: lastRevert.refused };
  return { kind: 'done', id: lastRevert.id, words: doneWords(lastRevert.id, events) };
}

function doneWords(id: string, events: readonly RecordedEvent[]): string {
  const done = events.findLast((event) => event.type === 'tree.reverted' && event.data.revert === id);
  if (done?.type !== 'tree.reverted') return t`Files were put back.`;
  const { what, paths, checkpoint } = done.data;
  return t`Put back ${revertWords(what)}: ${counted(paths.length, 'file', 'files')}, now ${checkpoint}.`;
}
