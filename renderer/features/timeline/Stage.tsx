import { type ReactNode, useEffect, useRef } from 'react';
import type { MetricPlot } from '../../../shared/views/metricPlot';
import type { Timeline } from '../../../shared/views/timeline';
import { readingAt } from '../../../shared/views/timelineReading';
import type { Step } from '../../../shared/views/usageSteps';
import { t } from '../../../shared/words/t';
import { clockTime } from '../../ui/clockTime';
import type { Axis } from './axis';
import { useCursor } from './cursor';
import { LANES_HEIGHT } from './laneMeasures';
import classes from './Stage.module.css';
import { type StageParts, useStage } from './useStage';

/** The lanes and the plots, on one axis that is zoomed and moved, with a cursor through all of them. */
export function Stage(props: StageParts & { readonly focused: boolean; readonly children: ReactNode }) {
  const stage = useRef<HTMLDivElement>(null);
  const handlers = useStage(stage, props);
  const { focused, axis } = props;
  // Whoever comes back from where a mark led goes on from that mark.
  useEffect(() => {
    if (focused) stage.current?.focus({ preventScroll: true });
  }, [focused]);
  return (
    <div
      ref={stage}
      className={classes.stage}
      role="application"
      aria-roledescription={t`time axis`}
      aria-label={t`Turns, tools, checks and decisions: arrow keys go from mark to mark, enter opens`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the axis takes keys of its own, as its role says.
      tabIndex={0}
      {...handlers}
    >
      {props.children}
      <CursorLine axis={axis} />
    </div>
  );
}

function CursorLine({ axis }: { readonly axis: Axis }) {
  const at = useCursor();
  if (at === null) return null;
  return <span className={classes.cursor} style={{ left: axis.x(at), minHeight: LANES_HEIGHT }} aria-hidden="true" />;
}

/** What stood at the cursor, or else what is said of the whole. */
export function Reading(props: {
  readonly shown: Timeline;
  readonly plots: readonly MetricPlot[];
  readonly steps: readonly Step[];
  readonly otherwise: string;
}) {
  const at = useCursor();
  if (at === null) return <>{props.otherwise}</>;
  return (
    <>
      <b className={classes.at}>{clockTime(at)}</b> {readingAt(at, props).join(' · ')}
    </>
  );
}
