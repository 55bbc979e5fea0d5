import type { ReactNode } from 'react';
import { t } from '../../shared/words/t';
import { IconButton } from '../ui/IconButton';
import classes from './TitleRow.module.css';

/** The centre's part of the title row, 40 high: the name, then what belongs beside it. The window is moved by it. */
export function TitleRow(props: {
  readonly title: string;
  readonly showList: (() => void) | undefined;
  readonly children?: ReactNode;
}) {
  return (
    <header className={classes.row} data-list-hidden={props.showList ? true : undefined}>
      {props.showList && <IconButton icon="list" label={t`Show list`} onClick={props.showList} />}
      <h1 className={classes.title}>{props.title}</h1>
      {props.children}
    </header>
  );
}
