import { useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { type RangeChoice, readChoice } from '../../../shared/views/diff/range';
import { recall, remember } from '../../stores/remembered';
import { useThread } from '../../stores/thread';
import { Empty } from '../../ui/Empty';
import { Loading } from '../../ui/Loading';
import { Changes } from './Changes';
import classes from './DiffPlace.module.css';
import { useCompared } from './useDiff';

/** What the goal has changed: since its start, in one turn, or between any two checkpoints. */
export function DiffPlace({ thread }: { readonly thread: string }) {
  const opened = useThread(thread);
  if (opened.status === 'open') return <Compared key={thread} state={opened.state} events={opened.events} />;
  return (
    <div className={classes.message}>
      <Loading rows={8} words="Reading the thread" />
    </div>
  );
}

function Compared({ state, events }: { readonly state: ThreadState; readonly events: readonly RecordedEvent[] }) {
  const key = `diff.range.${state.thread}`;
  const [choice, setChoice] = useState<RangeChoice>(() => readChoice(recall(key)));
  const compared = useCompared(state, choice);
  const choose = (next: RangeChoice) => {
    setChoice(next);
    remember(key, next);
  };
  // Before the first checkpoint there is nothing to choose from either.
  if (compared.range.kind === 'missing' && state.goal?.baseline == null) {
    return (
      <div className={classes.message}>
        <Empty>{compared.range.why}</Empty>
      </div>
    );
  }
  return <Changes state={state} events={events} choice={choice} compared={compared} onChoose={choose} />;
}
