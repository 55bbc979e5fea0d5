import { t } from '../../../shared/words/t';
import { clockTime } from '../../ui/clockTime';
import { Icon } from '../../ui/Icon';
import { Prose } from './Prose';
import classes from './Row.module.css';

/** Somebody's words. The user's stand as typed; the model's are simple Markdown. */
export function SayLine({ at, from, text }: { readonly at: number; readonly from: 'user' | 'agent'; readonly text: string }) {
  return (
    <div className={classes.say}>
      <span className={classes.time}>{clockTime(at)}</span>
      <span className={classes.icon}>
        <Icon name={from} />
      </span>
      <div className={classes.words}>
        <span className={classes.who}>{from === 'user' ? t`You:` : t`Agent:`} </span>
        {from === 'user' ? <p className={classes.typed}>{text}</p> : <Prose text={text} />}
      </div>
    </div>
  );
}

/** What the model thought, folded until one wants it. */
export function ReasoningLine(props: {
  readonly at: number;
  readonly text: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  return (
    <>
      <div className={classes.line}>
        <span className={classes.time}>{clockTime(props.at)}</span>
        <span className={classes.icon}>
          <Icon name={props.open ? 'down' : 'right'} />
        </span>
        <button type="button" data-row className={classes.opener} aria-expanded={props.open} onClick={props.onToggle}>
          <span className={classes.quiet}>{t`Reasoning`}</span>
        </button>
      </div>
      {props.open && (
        <div className={classes.thought}>
          <Prose text={props.text} />
        </div>
      )}
    </>
  );
}
