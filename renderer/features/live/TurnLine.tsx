import { turnCounts, turnTokens } from '../../../shared/views/conversation';
import type { TurnRow } from '../../../shared/views/conversation/row';
import { clock } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { clockTime } from '../../ui/clockTime';
import { Icon } from '../../ui/Icon';
import { Elapsed } from './Elapsed';
import classes from './Row.module.css';

const KINDS = {
  user: t`your input`,
  continuation: t`continuation`,
  wrap_up: t`wrap-up`,
  plan: t`plan`,
  draft: t`draft`,
} as const;

/** A turn's head: folded, it says what the turn came to; open, its rows follow. */
export function TurnLine({
  row,
  open,
  onToggle,
}: {
  readonly row: TurnRow;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const counts = turnCounts(row);
  return (
    <div className={classes.turn}>
      <span className={classes.time}>{clockTime(row.at)}</span>
      <span className={classes.icon}>
        <Icon name={open ? 'down' : 'right'} />
      </span>
      <button type="button" data-row className={classes.opener} aria-expanded={open} onClick={onToggle}>
        <b className={classes.strong}>{t`Turn ${row.n}`}</b>{' '}
        <span className={classes.quiet}>
          {KINDS[row.turnKind]}
          {counts === '' ? '' : ` · ${counts}`}
        </span>
      </button>
      <span className={classes.aside}>{turnTokens(row)}</span>
      <span className={classes.took}>
        {row.endedAt === null ? <Elapsed since={row.at} /> : clock(Math.max(0, row.endedAt - row.at))}
      </span>
    </div>
  );
}
