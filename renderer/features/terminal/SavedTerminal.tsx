import { useEffect, useState } from 'react';
import type { SavedScreen } from '../../../shared/views/terminalRow';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { SavedScreenView } from './SavedScreenView';
import classes from './SavedTerminal.module.css';

type Found = { readonly screen: SavedScreen } | { readonly fault: string | undefined };

/**
 * The last screen of a terminal that lives no more, marked so. Names come again: one of another `title` is somebody else's. Where none
 * was kept, `missing` says so or nothing does.
 */
export function SavedTerminal(props: {
  readonly thread: string;
  readonly terminal: string;
  readonly title: string;
  readonly words: string;
  readonly missing?: string;
}) {
  const { thread, terminal, title } = props;
  const [found, find] = useState<Found>();
  useEffect(() => {
    let gone = false;
    void call('terminal/screen', { thread, terminal }).then((answer) => {
      if (gone) return;
      if (!answer.ok) return find({ fault: answer.error.message });
      const { screen, fault } = answer.value;
      find(screen?.title === title ? { screen } : { fault: fault ?? undefined });
    });
    return () => {
      gone = true;
    };
  }, [thread, terminal, title]);
  if (!found) return null;
  if ('screen' in found) return <SavedScreenView screen={found.screen} words={props.words} />;
  if (found.fault !== undefined) {
    return (
      <div className={classes.words}>
        <Fault cause={t`The last screen could not be read`} remedy={found.fault} />
      </div>
    );
  }
  if (props.missing === undefined) return null;
  return (
    <div className={classes.words}>
      <Empty>{props.missing}</Empty>
    </div>
  );
}
