import { useEffect, useState } from 'react';
import type { SavedScreen } from '../../../shared/views/terminalRow';
import { call } from '../../bridge/bridge';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { SavedScreenView } from './SavedScreenView';
import classes from './SavedTerminal.module.css';

type Found = { readonly screen: SavedScreen | undefined } | { readonly fault: string };

/** The last screen of a terminal that lives no more, marked so. */
export function SavedTerminal(props: { readonly thread: string; readonly terminal: string; readonly words: string }) {
  const { thread, terminal } = props;
  const [found, find] = useState<Found>();
  useEffect(() => {
    let gone = false;
    void call('terminal/screens', { thread }).then((answer) => {
      if (gone) return;
      if (!answer.ok) return find({ fault: answer.error.message });
      find({ screen: answer.value.screens.find((screen) => screen.terminal === terminal) });
    });
    return () => {
      gone = true;
    };
  }, [thread, terminal]);
  if (!found) return null;
  if ('fault' in found) {
    return (
      <div className={classes.words}>
        <Fault cause="The last screen could not be read" remedy={found.fault} />
      </div>
    );
  }
  if (found.screen) return <SavedScreenView screen={found.screen} words={props.words} />;
  return (
    <div className={classes.words}>
      <Empty>Its last screen was not kept.</Empty>
    </div>
  );
}
