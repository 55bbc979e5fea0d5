import { useEffect } from 'react';
import { t } from '../../shared/words/t';
import { followBack, useLedFrom } from '../stores/moment';
import type { ThreadTab } from '../stores/navigation';
import { Keys, MAC } from '../ui/Keys';
import { takesText } from '../ui/listKeys';
import { TextAction } from '../ui/TextAction';
import { isOfDialog } from '../ui/topDialog';
import classes from './WayBack.module.css';

/** Back to the mark of the timeline that led here, while its proof is looked at. */
export function WayBack({ thread, tab }: { readonly thread: string; readonly tab: ThreadTab }) {
  const led = useLedFrom() === thread && tab !== 'timeline';
  useEffect(() => {
    if (!led) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'ArrowLeft' || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // There the same keys go back by a word in a text.
      if (isOfDialog(event) || (MAC && takesText(event.target))) return;
      event.preventDefault();
      followBack(thread);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [led, thread]);
  if (!led) return null;
  return (
    <span className={classes.back}>
      <TextAction onClick={() => followBack(thread)}>{t`Back to timeline`}</TextAction>
      <Keys of="alt ←" />
    </span>
  );
}
