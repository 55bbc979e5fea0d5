import type { SavedScreen } from '../../../shared/views/terminalRow';
import { savedSource } from './terminalSource';
import { Drawn } from './TerminalView';

/** Stand-in. */
export function SavedScreenView({ screen, words }: { readonly screen: SavedScreen; readonly words: string }) {
  return <Drawn label={`Last screen of ${screen.title}`} typing={false} open={() => savedSource(screen, words)} />;
}
