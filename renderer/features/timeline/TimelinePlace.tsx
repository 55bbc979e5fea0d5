import { useMemo, useRef } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { claimGroups } from '../../../shared/views/claims';
import { ledger } from '../../../shared/views/ledger';
import { metricPlots } from '../../../shared/views/metricPlot';
import { reasonRows } from '../../../shared/views/reasons';
import { spendLines } from '../../../shared/views/spendLines';
import { type Timeline, timeline, timelineFacts } from '../../../shared/views/timeline';
import { usageNow } from '../../../shared/views/usageNow';
import { bundles } from '../../stores/bundles';
import { useNow } from '../../stores/clock';
import { useShownPart } from '../../stores/partWish';
import { useThread } from '../../stores/thread';
import { isWhole } from '../../stores/threadFold';
import { clockTime } from '../../ui/clockTime';
import { Empty } from '../../ui/Empty';
import { Loading } from '../../ui/Loading';
import { SectionHead } from '../../ui/SectionHead';
import { TextAction } from '../../ui/TextAction';
import { axisOf } from './axis';
import { ClaimTable } from './ClaimTable';
import { Lanes } from './Lanes';
import { LedgerTable } from './LedgerTable';
import { MetricChart } from './MetricChart';
import { Reasons } from './Reasons';
import { SpendChart } from './SpendChart';
import classes from './TimelinePlace.module.css';
import { useWidth } from './useWidth';

/** The whole course of a goal: what ran when, what was measured, what it cost, and why it went on or stopped. */
export function TimelinePlace({ thread }: { readonly thread: string }) {
  const opened = useThread(thread);
  // A course that lacks its beginning would sum up wrongly: it waits until the thread is read whole.
  if (opened.status !== 'open' || !isWhole(opened.events)) {
    return (
      <div className={classes.empty}>
        <Loading rows={8} words="Reading events" />
      </div>
    );
  }
  return <Course key={thread} state={opened.state} events={opened.events} />;
}

/** A goal that runs moves its axis this often: a pixel stands for at least as much after a quarter of an hour. */
const PACE_MS = 1_000;

function Course({ state, events }: { readonly state: ThreadState; readonly events: readonly RecordedEvent[] }) {
  const now = useNow(PACE_MS);
  const shown = useMemo(() => timeline(state, events, now), [state, events, now]);
  if (!shown) {
    return (
      <div className={classes.empty}>
        <Empty>Turns, checks and gate decisions show here from the baseline on, which activation takes.</Empty>
      </div>
    );
  }
  return <Pages state={state} events={events} shown={shown} now={now} />;
}

function Pages(props: {
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  readonly shown: Timeline;
  readonly now: number;
}) {
  const { state, events, shown, now } = props;
  const { ref, width } = useWidth();
  const axis = useMemo(() => axisOf(shown, width), [shown, width]);
  const plots = useMemo(() => metricPlots(state, events), [state, events]);
  const reasons = useMemo(() => reasonRows(events), [events]);
  const claims = useMemo(() => claimGroups(state), [state]);
  const facts = timelineFacts(shown, usageNow(state, now).activeMs);
  const page = useRef<HTMLDivElement>(null);
  useShownPart('reasons', page);
  useShownPart('ledger', page);
  return (
    <div className={classes.place} ref={page}>
      <SectionHead
        title="Turns"
        aside={`${clockTime(shown.from)} to ${shown.running ? 'now' : clockTime(state.lastAt)}, ${facts}`}
      />
      <div ref={ref} className={classes.measure}>
        {width > 0 && <Lanes shown={shown} axis={axis} sentence={lanesSentence(shown)} />}
      </div>
      {width > 0 &&
        plots.map((plot) => (
          <section key={plot.check} className={classes.section} aria-label={plot.check}>
            <SectionHead
              title={plot.check}
              aside={`${plot.facts === '' ? '' : `${plot.facts}. `}Filled marks: baseline and gate. Rings: the agent’s own.`}
            />
            <MetricChart plot={plot} shown={shown} axis={axis} />
          </section>
        ))}
      <section className={classes.section} aria-label="Ledger" data-part="ledger" tabIndex={-1}>
        <SectionHead
          title="Ledger"
          aside="facts from evidence; words are the agent’s"
          action={<TextAction onClick={() => void bundles.export(state.thread)}>Export evidence…</TextAction>}
        />
        <LedgerTable ledger={ledger(state, events, now)} />
      </section>
      {claims.length > 0 && (
        <section className={classes.section} aria-label="Claims">
          <SectionHead title="Claims" aside="words are the agent’s; a claim is confirmed only by evidence that passed" />
          <ClaimTable groups={claims} />
        </section>
      )}
      <div className={classes.two}>
        <section aria-label="Why it went on or stopped" data-part="reasons" tabIndex={-1}>
          <SectionHead title="Why it went on or stopped" />
          {reasons.length === 0 ? (
            <p className={classes.note}>Decisions show here once the goal is active.</p>
          ) : (
            <Reasons rows={reasons} />
          )}
        </section>
        <Spend state={state} events={events} shown={shown} now={now} />
      </div>
    </div>
  );
}

function Spend(props: {
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  readonly shown: Timeline;
  readonly now: number;
}) {
  const lines = spendLines(props.state, props.events, props.now);
  const ahead = lines.some((line) => line.reachedAt !== null);
  return (
    <section aria-label="Spend">
      <SectionHead title="Spend" aside={`share of each limit${ahead ? ', dashed at this pace' : ''}`} />
      {lines.length === 0 ? (
        <p className={classes.note}>The contract sets no limit. What is spent stands at the right of the tabs.</p>
      ) : (
        <SpendChart lines={lines} span={props.shown} />
      )}
    </section>
  );
}

/** What the lanes show, for who cannot see them; the ledger and the reasons hold the rest. */
function lanesSentence(shown: Timeline): string {
  const refused = shown.gates.filter((gate) => gate.line === 'failed').length;
  const complete = shown.gates.some((gate) => gate.line === 'complete');
  const counts = `${shown.turns.length} turns, ${shown.tools.length} tools, ${shown.checks.length} checks`;
  return `${counts}; the gate refused ${refused} times${complete ? ' and the goal is complete' : ''}.`;
}
