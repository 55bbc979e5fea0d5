import { useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import type { RangeChoice } from '../../../shared/views/diff/range';
import { t } from '../../../shared/words/t';
import { recallRange, rememberRange } from '../../stores/diffRange';
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
      <Loading rows={8} words={t`Reading the thread`} />
    </div>
  );
}

function Compared({ state, events }: { readonly state: ThreadState; readonly events: readonly RecordedEvent[] }) {
  const [choice, setChoice] = useState<RangeChoice>(() => recallRange(state.thread));
  const compared = useCompared(state, choice);
  const choose = (next: RangeChoice) => {
    setChoice(next);
    rememberRange(state.thread, next);
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
