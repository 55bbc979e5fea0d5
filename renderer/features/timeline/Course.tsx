import { useCallback, useMemo, useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import type { MetricPlot } from '../../../shared/views/metricPlot';
import { type Lead, type Timeline, timelineFacts } from '../../../shared/views/timeline';
import { drawnLanes } from '../../../shared/views/timelineDrawn';
import { type TimelineStep, timelineSteps } from '../../../shared/views/timelineSteps';
import type { TimeKind } from '../../../shared/views/timeScale';
import { zoomed } from '../../../shared/views/timeWindow';
import { usageNow } from '../../../shared/views/usageNow';
import { usageSteps } from '../../../shared/views/usageSteps';
import { counted, t } from '../../../shared/words/t';
import { follow } from '../../stores/moment';
import { useChosenTime, useTimelineView } from '../../stores/timelineView';
import { clockTime } from '../../ui/clockTime';
import { SectionHead } from '../../ui/SectionHead';
import { axisOf } from './axis';
import { Cursor, newCursor } from './cursor';
import { Lanes } from './Lanes';
import { MetricChart } from './MetricChart';
import { Reading, Stage } from './Stage';
import { StepLine, ZoomActions } from './StepLine';
import { TimeChoice } from './TimeChoice';
import classes from './TimelinePlace.module.css';
import { enter, heldPlace, move } from './useStage';
import { useTimeScale } from './useTimeScale';
import { useWidth } from './useWidth';

/** The lanes and each metric's plot on one axis that is zoomed, moved and walked through. */
export function Course(props: {
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  readonly shown: Timeline;
  readonly plots: readonly MetricPlot[];
  readonly now: number;
  readonly onEvidence: (lead: Extract<Lead, { to: 'evidence' }>) => void;
}) {
  const { state, events, shown, plots, onEvidence } = props;
  const { thread } = state;
  const { ref, width } = useWidth();
  const { view, step } = useTimelineView(thread);
  const [focused] = useState(step !== null);
  const [cursor] = useState(newCursor);
  const kind = useChosenTime();
  const scale = useTimeScale(kind, events, { from: shown.from, to: shown.running ? shown.to : state.lastAt });
  const axis = useMemo(() => axisOf(scale, shown, view, width), [scale, shown, view, width]);
  const drawn = useMemo(() => drawnLanes(shown, scale, axis, axis.msPerPixel), [shown, scale, axis]);
  const steps = useMemo(() => timelineSteps(drawn, scale, clockTime), [drawn, scale]);
  const spent = useMemo(() => usageSteps(events), [events]);
  const current = steps.find(({ key }) => key === step);
  const lead = useCallback(
    (to: Lead | undefined) => {
      if (to?.to === 'evidence') onEvidence(to);
      else if (to) follow(thread, to);
    },
    [thread, onEvidence],
  );
  const onLead = useCallback(({ leads }: TimelineStep) => lead(leads[0]), [lead]);
  const onCursor = useCallback((at: number | null) => cursor.setState({ at }), [cursor]);
  const zoom = (factor: number) =>
    move({ thread, axis }, (seen, { whole }) => zoomed(seen, whole, heldPlace(axis, current), factor));
  return (
    <Cursor value={cursor}>
      <SectionHead
        title={t`Turns`}
        aside={<Reading shown={shown} plots={plots} steps={spent} otherwise={spanWords(state, shown, view, props.now)} />}
        action={
          <span className={classes.actions}>
            <ZoomActions whole={view === null} onZoom={zoom} onWhole={() => move({ thread, axis }, () => null)} />
            <TimeChoice value={kind} />
          </span>
        }
      />
      <div ref={ref} className={classes.measure}>
        {width > 0 && (
          <Stage
            thread={thread}
            axis={axis}
            steps={steps}
            current={current}
            focused={focused}
            onLead={onLead}
            onCursor={onCursor}
          >
            <Lanes drawn={drawn} axis={axis} current={current} sentence={lanesSentence(shown, kind)} />
            <StepLine step={current} onLead={lead} onCloser={() => current && enter({ thread, axis, onLead }, current)} />
            {plots.map((plot) => (
              <section key={plot.check} className={classes.section} aria-label={plot.check}>
                <SectionHead
                  title={plot.check}
                  aside={t`${plot.facts === '' ? '' : `${plot.facts}. `}Filled marks: baseline and gate. Rings: the agent’s own.`}
                />
                <MetricChart plot={plot} shown={shown} cuts={drawn.cuts} axis={axis} />
              </section>
            ))}
          </Stage>
        )}
      </div>
    </Cursor>
  );
}

/** `11:20:00 to 11:42:14, 20:04 active, 2:10 stood still`, and of that what is seen. */
function spanWords(state: ThreadState, shown: Timeline, view: { from: number; to: number } | null, now: number): string {
  const facts = timelineFacts(shown, usageNow(state, now).activeMs);
  const whole = t`${clockTime(shown.from)} to ${shown.running ? 'now' : clockTime(state.lastAt)}, ${facts}`;
  return view === null ? whole : t`${clockTime(view.from)} to ${clockTime(view.to)} of ${whole}`;
}

/** What the lanes show, for who cannot see them; the ledger and the reasons hold the rest. */
function lanesSentence(shown: Timeline, kind: TimeKind): string {
  const refused = shown.gates.filter((gate) => gate.line === 'failed').length;
  const complete = shown.gates.some((gate) => gate.line === 'complete');
  const [turns, tools] = [counted(shown.turns.length, 'turn', 'turns'), counted(shown.tools.length, 'tool', 'tools')];
  const counts = t`${turns}, ${tools}, ${counted(shown.checks.length, 'check', 'checks')}`;
  const times = counted(refused, 'time', 'times');
  const sentence = complete
    ? t`${counts}; the gate refused ${times} and the goal is complete.`
    : t`${counts}; the gate refused ${times}.`;
  return kind === 'active' ? t`${sentence} Pauses and waits are taken out of the axis.` : sentence;
}
