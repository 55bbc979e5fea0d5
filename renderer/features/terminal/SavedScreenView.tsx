import type { SavedScreen } from '../../../shared/views/terminalRow';
import { Drawn } from './TerminalView';
import { savedSource } from './terminalSource';

/** Stand-in. */
export function SavedScreenView({ screen, words }: { readonly screen: SavedScreen; readonly words: string }) {
  return <Drawn label={`Last screen of ${screen.title}`} typing={false} open={() => savedSource(screen, words)} />;
}
