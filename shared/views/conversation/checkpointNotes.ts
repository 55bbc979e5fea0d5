import type { EventData } from '../../thread/events';
import { t } from '../../words/t';
import { revertWords } from '../../workspace/revert';
import { mark, type NoteFacts } from './row';

export function revertedNote({ revert, what, paths, before, checkpoint }: EventData<'tree.reverted'>): NoteFacts {
  return {
    icon: 'user',
    text: t`Put back ${revertWords(what)}: ${paths.length} ${paths.length === 1 ? t`file` : t`files`}.`,
    aside: `${revert}, ${before} → ${checkpoint}`,
    link: 'diff',
    details: paths.join('\n'),
  };
}

export function revertRefusedNote({ message, paths }: EventData<'revert.refused'>): NoteFacts {
  return { mark: mark('failed', t`Not put back`), text: message, details: paths.join('\n') };
}

export function prunedNote({ checkpoints }: EventData<'checkpoints.pruned'>): NoteFacts {
  const count = checkpoints.length;
  return {
    icon: 'user',
    text: t`Pruned ${count} ${count === 1 ? t`checkpoint` : t`checkpoints`} that nothing cites.`,
    details: checkpoints.join(', '),
  };
}
