import { useState } from 'react';
import { t } from '../../../shared/words/t';
import { type LastChange, undoChange, useLastChange } from '../../stores/settings';
import { clockTime } from '../../ui/clockTime';
import { TextAction } from '../../ui/TextAction';
import classes from './SettingsPlace.module.css';

/** That the last change is saved, and the way back from it. */
export function SavedNote() {
  const last = useLastChange();
  const [refused, refuse] = useState<{ readonly of: LastChange; readonly words: string | undefined }>();
  if (!last) return <span className={classes.saved}>{t`Changes hold at once, in every window.`}</span>;
  const undo = async () => refuse({ of: last, words: await undoChange() });
  return (
    <span className={classes.saved} role="status">
      {(refused?.of === last ? refused.words : undefined) ?? t`Saved ${clockTime(last.at)}`}{' '}
      {last.before && <TextAction onClick={() => void undo()}>{t`Undo`}</TextAction>}
    </span>
  );
}
