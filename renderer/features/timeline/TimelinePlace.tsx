import { useCallback, useMemo, useRef, useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { claimGroups } from '../../../shared/views/claims';
import { ledger } from '../../../shared/views/ledger';
import { metricPlots } from '../../../shared/views/metricPlot';
import { reasonRows } from '../../../shared/views/reasons';
import { foldTimeline, type Lead, type Timeline, timelineAt } from '../../../shared/views/timeline';
import { t } from '../../../shared/words/t';
import { bundles } from '../../stores/bundles';
import { useNow } from '../../stores/clock';
import { useShownPart } from '../../stores/partWish';
import { useThread } from '../../stores/thread';
import { isWhole } from '../../stores/threadFold';
import { Empty } from '../../ui/Empty';
import { Loading } from '../../ui/Loading';
import { SectionHead } from '../../ui/SectionHead';
import { TextAction } from '../../ui/TextAction';
import { ClaimTable } from './ClaimTable';
import { Course } from './Course';
import { FromHere } from './FromHere';
import { LedgerTable } from './LedgerTable';
import { Reasons } from './Reasons';
import { SpendSection } from './SpendSection';
import classes from './TimelinePlace.module.css';

/** The whole course of a goal: what ran when, what was measured, what it cost, and why it went on or stopped. */
export function TimelinePlace({ thread }: { readonly thread: string }) {
  const opened = useThread(thread);
  // A course that lacks its beginning would sum up wrongly: it waits until the thread is read whole.
  if (opened.status !== 'open' || !isWhole(opened.events)) {
    return (
      <div className={classes.empty}>
        <Loading rows={8} words={t`Reading events`} />
      </div>
    );
  }
  return <Whole key={thread} state={opened.state} events={opened.events} />;
}

/** A goal that runs moves its axis this often: a pixel stands for at least as much after a quarter of an hour. */
const PACE_MS = 1_000;

/** Sums over every event of a long goal are made anew this often while only the clock goes on. */
const SUM_PACE_MS = 10_000;

interface Told {
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
}

function Whole(told: Told) {
  const tick = useNow(PACE_MS);
  const { state, events } = usePaced(told, tick);
  const now = Math.max(tick, state.lastAt);
  const folded = useMemo(() => foldTimeline(state, events), [state, events]);
  const shown = useMemo(() => timelineAt(folded, state, now), [folded, state, now]);
  if (!shown) {
    return (
      <div className={classes.empty}>
        <Empty>{t`Turns, checks and gate decisions show here from the baseline on, which activation takes.`}</Empty>
      </div>
    );
  }
  return <Pages state={state} events={events} shown={shown} now={now} />;
}

/** What was told last, renewed with the clock and with every change of the goal's status: an agent at full speed costs one drawing a second. */
function usePaced(told: Told, tick: number): Told {
  const latest = useRef(told);
  latest.current = told;
  const { goal, turn } = told.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are when it is renewed, not what it is made of.
  return useMemo(() => latest.current, [tick, goal?.status, goal?.wrapUp, goal?.revision, turn === null]);
}

function Pages(props: {
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  readonly shown: Timeline;
  readonly now: number;
}) {
  const { state, events, shown, now } = props;
  const plots = useMemo(() => metricPlots(state, events), [state, events]);
  const reasons = useMemo(() => reasonRows(events), [events]);
  const claims = useMemo(() => claimGroups(state), [state]);
  const summed = Math.max(state.lastAt, now - (now % SUM_PACE_MS));
  const sheet = useMemo(() => ledger(state, events, summed), [state, events, summed]);
  const [wanted, setWanted] = useState<string | null>(null);
  const onEvidence = useCallback((lead: Extract<Lead, { to: 'evidence' }>) => setWanted(lead.row), []);
  const onTaken = useCallback(() => setWanted(null), []);
  const page = useRef<HTMLDivElement>(null);
  useShownPart(state.thread, 'reasons', page);
  useShownPart(state.thread, 'ledger', page);
  return (
    <div className={classes.place} ref={page}>
      <Course state={state} events={events} shown={shown} plots={plots} now={now} onEvidence={onEvidence} />
      <section className={classes.section} aria-label={t`Ledger`} data-part="ledger" tabIndex={-1}>
        <SectionHead
          title={t`Ledger`}
          aside={t`facts from evidence; words are the agent’s`}
          action={<TextAction onClick={() => void bundles.export(state.thread)}>{t`Export evidence…`}</TextAction>}
        />
        <LedgerTable ledger={sheet} wanted={wanted} onTaken={onTaken} />
      </section>
      {claims.length > 0 && (
        <section className={classes.section} aria-label={t`Claims`}>
          <SectionHead title={t`Claims`} aside={t`words are the agent’s; a claim is confirmed only by evidence that passed`} />
          <ClaimTable groups={claims} />
        </section>
      )}
      <div className={classes.two}>
        <section aria-label={t`Why it went on or stopped`} data-part="reasons" tabIndex={-1}>
          <SectionHead title={t`Why it went on or stopped`} />
          <FromHere state={state} />
          {reasons.length === 0 ? (
            <p className={classes.note}>{t`Decisions show here once the goal is active.`}</p>
          ) : (
            <Reasons rows={reasons} />
          )}
        </section>
        <SpendSection state={state} events={events} shown={shown} now={summed} />
      </div>
    </div>
  );
}
