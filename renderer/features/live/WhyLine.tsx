import type { ReactNode } from 'react';
import { policy } from '../../../shared/continuation/policy';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { checkTimes } from '../../../shared/views/checkRows';
import { whyLine } from '../../../shared/views/whyLine';
import { useNow } from '../../stores/clock';
import { useQueuePlace } from '../../stores/queue';
import { clockTime } from '../../ui/clockTime';
import { MendAction } from '../../ui/MendAction';
import { Mono } from '../../ui/Mono';
import { StatusGlyph } from '../../ui/StatusWord';
import classes from './WhyLine.module.css';

/** Why the goal goes on or not, in one line, with the policy's own name for it at the right. */
export function WhyLine(props: {
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  /** What can be done about it here, where something can. */
  readonly action?: ReactNode;
  /** What shows and puts away the panes around it. */
  readonly panes?: ReactNode;
}) {
  const { state, events } = props;
  const now = useNow(1_000);
  const queued = useQueuePlace(state.thread);
  const times = { now: Math.max(now, state.lastAt), checkSince: checkTimes(events).runningSince, clockTime, queued };
  const line = whyLine(state, times);
  const words = `${line.lead} ${line.rest} ${line.after}`;
  return (
    <div className={classes.why} title={words}>
      <StatusGlyph glyph={line.shape} />
      <span className={classes.words}>
        <b>{line.lead}</b> {line.rest} <span className={classes.after}>{line.after}</span>
      </span>
      <span className={classes.action}>
        {props.action}
        <MendAction reason={policy(state).reason} />
      </span>
      <span className={classes.reason}>
        <Mono>{line.reason}</Mono>
      </span>
      {props.panes}
    </div>
  );
}
