import { useMemo } from 'react';
import type { SavedScreen } from '../../../shared/views/terminalRow';
import { t } from '../../../shared/words/t';
import { ScreenView } from './TerminalView';
import { savedSource } from './terminalSource';

/** The last screen of a terminal that lives no more. `words` say how it ended. */
export function SavedScreenView({ screen, words }: { readonly screen: SavedScreen; readonly words: string }) {
  const open = useMemo(() => savedSource(screen, words), [screen, words]);
  return <ScreenView label={t`Last screen of ${screen.title}`} open={open} />;
}
