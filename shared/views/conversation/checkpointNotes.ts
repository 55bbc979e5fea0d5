import type { EventData } from '../../thread/events';
import { revertWords } from '../../workspace/revert';
import { mark, type NoteFacts } from './row';

export function revertedNote({ revert, what, paths, before, checkpoint }: EventData<'tree.reverted'>): NoteFacts {
  return {
    icon: 'user',
    text: `Put back ${revertWords(what)}: ${paths.length} ${paths.length === 1 ? 'file' : 'files'}.`,
    aside: `${revert}, ${before} → ${checkpoint}`,
    link: 'diff',
    details: paths.join('\n'),
  };
}

export function revertRefusedNote({ message, paths }: EventData<'revert.refused'>): NoteFacts {
  return { mark: mark('failed', 'Not put back'), text: message, details: paths.join('\n') };
}

export function prunedNote({ checkpoints }: EventData<'checkpoints.pruned'>): NoteFacts {
  const count = checkpoints.length;
  return {
    icon: 'user',
    text: `Pruned ${count} ${count === 1 ? 'checkpoint' : 'checkpoints'} that nothing cites.`,
    details: checkpoints.join(', '),
  };
}
