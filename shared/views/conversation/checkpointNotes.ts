import type { EventData } from '../../thread/events';
import { counted, t } from '../../words/t';
import { revertWords } from '../../workspace/revert';
import { mark, type NoteFacts } from './row';

export function revertedNote({ revert, what, paths, before, checkpoint }: EventData<'tree.reverted'>): NoteFacts {
  return {
    icon: 'user',
    text: t`Put back ${revertWords(what)}: ${counted(paths.length, 'file', 'files')}.`,
    aside: `${revert}, ${before} → ${checkpoint}`,
    link: 'diff',
    details: paths.join('\n'),
  };
}

export function revertRefusedNote({ message, paths }: EventData<'revert.refused'>): NoteFacts {
  return { mark: mark('failed', t`Not put back`), text: message, details: paths.join('\n') };
}

export function prunedNote({ checkpoints }: EventData<'checkpoints.pruned'>): NoteFacts {
  return {
    icon: 'user',
    text: t`Pruned ${counted(checkpoints.length, 'checkpoint', 'checkpoints')} that nothing cites.`,
    details: checkpoints.join(', '),
  };
}
