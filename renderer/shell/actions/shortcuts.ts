import { useEffect } from 'react';
import { actionOf } from '../../../shared/views/actions/keys';
import { runProvided } from '../../stores/actions';
import { MAC } from '../../ui/Keys';
import { takesText } from '../../ui/listKeys';
import { isOfDialog } from '../../ui/topDialog';
import { isAvailable, runAction } from './run';

/** The window's own keys, as the table of actions has them. What has the focus comes first: a key that it took is its own. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || isOfDialog(event)) return;
  if (event.key === '/' && !held(event) && !takesText(event.target) && runProvided('search.open')) return event.preventDefault();
  const id = actionOf(event, { mac: MAC, typing: takesText(event.target) });
  if (id === undefined || !isAvailable(id)) return;
  event.preventDefault();
  if (!event.repeat || id === 'thread.next' || id === 'thread.previous') runAction(id);
}

function held({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey;
}
