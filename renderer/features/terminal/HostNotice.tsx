import { t } from '../../../shared/words/t';
import { type HostLoss, terminals, useHostLoss } from '../../stores/terminals';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './HostNotice.module.css';

/** That the process which holds the terminals has died: what was lost, and whether new ones work. It stays until it is put away. */
export function HostNotice() {
  const loss = useHostLoss();
  if (!loss) return null;
  return (
    <div className={classes.notice} role="alert">
      <StatusWord {...markOf(loss)} />
      <p className={classes.words}>
        {loss.lost !== null && loss.lost !== loss.words && `${loss.lost} `}
        {loss.words}
      </p>
      <TextAction onClick={terminals.dismiss}>{t`Dismiss`}</TextAction>
    </div>
  );
}

function markOf({ state }: HostLoss) {
  switch (state) {
    case 'lost':
      return { glyph: 'failed', word: t`Terminals lost` } as const;
    case 'back':
      return { glyph: 'finding', word: t`Terminals were lost` } as const;
    case 'given up':
      return { glyph: 'blocked', word: t`No terminals` } as const;
  }
}
