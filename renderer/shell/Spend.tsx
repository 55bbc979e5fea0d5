import type { LimitName } from '../../shared/budget/limits';
import type { ThreadState } from '../../shared/thread/state';
import { type SpendFigure, spendFigures } from '../../shared/views/spend';
import { t } from '../../shared/words/t';
import { useNow } from '../stores/clock';
import classes from './Spend.module.css';

/** What the goal has spent, at the right of the tab row; only the digits move. */
export function Spend({ state }: { readonly state: ThreadState }) {
  const now = useNow(1_000);
  return (
    <>
      {spendFigures(state, now).map((figure) => (
        <Figure key={figure.limit} figure={figure} />
      ))}
    </>
  );
}

const AFTER: Readonly<Record<LimitName, string>> = { tokens: t`tokens`, usd: '', minutes: '', turns: '' };
const BEFORE: Readonly<Record<LimitName, string>> = { tokens: '', usd: '', minutes: '', turns: t`turn` };

function Figure({ figure: { limit, used, max } }: { readonly figure: SpendFigure }) {
  const second = limit === 'minutes' || limit === 'turns';
  return (
    <span className={second ? `${classes.figure} wide-only` : classes.figure}>
      {BEFORE[limit]} <b className={classes.used}>{used}</b> {max !== null && t`of ${max}`}{' '}
      {max === null ? noLimit(limit) : AFTER[limit]}
    </span>
  );
}

function noLimit(limit: LimitName): string {
  return limit === 'minutes' ? t`active` : AFTER[limit];
}
