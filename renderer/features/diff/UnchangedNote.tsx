import type { RangeChoice } from '../../../shared/views/diff/range';
import { t } from '../../../shared/words/t';
import type { FileWish } from '../../stores/fileWish';
import { CopyWord } from '../../ui/CopyWord';
import { Mono } from '../../ui/Mono';
import { TextAction } from '../../ui/TextAction';
import classes from './DiffPlace.module.css';

/** Says of a file that somebody wished to see why it is not among these. */
export function UnchangedNote(props: {
  readonly wish: FileWish | undefined;
  readonly choice: RangeChoice;
  readonly onDismiss: () => void;
}) {
  const { wish } = props;
  if (!wish) return null;
  return (
    <div className={classes.strip} role="status">
      <span>
        <Mono>{wish.path}</Mono>{' '}
        {props.choice.kind === 'start' ? t`does not differ from the start of the goal.` : t`does not differ in what is compared.`}
      </span>
      <CopyWord text={`${wish.path}:${wish.line}`} label={t`Copy the path`} />
      <TextAction onClick={props.onDismiss}>{t`Dismiss`}</TextAction>
    </div>
  );
}
