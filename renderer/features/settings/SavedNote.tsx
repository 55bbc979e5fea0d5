import { useState } from 'react';
import { t } from '../../../shared/words/t';
import { undoChange, useLastChange } from '../../stores/settings';
import { clockTime } from '../../ui/clockTime';
import { TextAction } from '../../ui/TextAction';
import classes from './SettingsPlace.module.css';

/** That the last change is saved, and the way back from it. */
export function SavedNote() {
  const last = useLastChange();
  const [refusal, setRefusal] = useState<string>();
  if (!last) return <span className={classes.saved}>{t`Changes hold at once, in every window.`}</span>;
  return (
    <span className={classes.saved} role="status">
      {refusal ?? t`Saved ${clockTime(last.at)}`}{' '}
      {last.before && <TextAction onClick={() => void undoChange().then(setRefusal)}>{t`Undo`}</TextAction>}
    </span>
  );
}
