import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { Group, Panel } from 'react-resizable-panels';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { t } from '../../../shared/words/t';
import { useMoment } from '../../stores/moment';
import { usePassageWish } from '../../stores/passageWish';
import { useThread } from '../../stores/thread';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { Tabs } from '../../ui/Tabs';
import { ChangedFiles } from './ChangedFiles';
import { Composer } from './Composer';
import { ContractPanel } from './ContractPanel';
import { Conversation } from './Conversation';
import classes from './LivePlace.module.css';
import { LiveThread } from './liveThread';
import { PaneToggles } from './PaneToggles';
import { PlanToGoal } from './PlanToGoal';
import { RememberedPanel } from './RememberedPanel';
import { PANE_NAMES, type PaneName, type Panes, usePanes } from './usePanes';
import { WhyLine } from './WhyLine';

/** LOOK.md, Frame and Places: the panel's width, wide and under 1240; the terminal's height, likewise; of the files' some five rows. */
const PANEL = { wide: 360, narrow: 296, least: 240, most: 560 };
const TERMINAL = { wide: 256, narrow: 190, least: 90, most: 900 };
const FILES = { wide: 188, narrow: 148, least: 64, most: 900 };

interface OpenProps {
  readonly thread: string;
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  /** The terminal pane, which is a feature of its own: the shell hands it in. */
  readonly terminal: ReactNode;
  /** What a running turn asks, likewise. */
  readonly question: ReactNode;
}

/** A thread at work: the conversation, why it goes on or not, the composer and the terminal, with the contract beside them. */
export function LivePlace(props: { readonly thread: string; readonly terminal?: ReactNode; readonly question?: ReactNode }) {
  const { thread, terminal, question } = props;
  const opened = useThread(thread);
  switch (opened.status) {
    case 'loading':
      return (
        <div className={classes.waiting}>
          <Loading rows={8} words={t`Reading events`} />
        </div>
      );
    case 'failed':
      return (
        <div className={classes.waiting}>
          <Fault cause={t`The thread could not be read`} remedy={opened.message} />
        </div>
      );
    case 'open':
      return (
        <OpenPlace
          key={thread}
          thread={thread}
          state={opened.state}
          events={opened.events}
          terminal={terminal}
          question={question}
        />
      );
  }
}

interface PaneProps extends OpenProps {
  readonly panes: Panes;
  /** Which panes can be put away in this width. */
  readonly toggles: readonly PaneName[];
}

/** Under 960 the others are tabs. */
const NARROW_TOGGLES = ['terminal'] as const;

function OpenPlace(props: OpenProps) {
  const tabbed = useMediaQuery('(max-width: 960px)', false, { getInitialValueInEffect: false });
  const panes = usePanes(props.thread);
  const wished = useMoment(props.thread, 'output') !== undefined;
  const hidden = wished && !panes.isShown('terminal');
  const { toggle } = panes;
  // An output that was wished for stands in the terminal, which was put away.
  useEffect(() => {
    if (hidden) toggle('terminal');
  }, [hidden, toggle]);
  return (
    <LiveThread value={props.thread}>
      <div className={classes.live}>
        {tabbed ? (
          <Tabbed {...props} panes={panes} toggles={NARROW_TOGGLES} />
        ) : (
          <SideBySide {...props} panes={panes} toggles={PANE_NAMES} />
        )}
      </div>
    </LiveThread>
  );
}

function SideBySide(props: PaneProps) {
  const { panes } = props;
  const aside = panes.isShown('contract') || panes.isShown('files');
  return (
    <Group orientation="horizontal" className={classes.group}>
      <Panel id="centre" className={classes.cell}>
        <Centre {...props} />
      </Panel>
      {aside && (
        <RememberedPanel
          id="contract"
          name={`live.${props.thread}.panel`}
          sizes={PANEL}
          edge={t`Width of the contract panel`}
          upright
        >
          <Aside {...props} />
        </RememberedPanel>
      )}
    </Group>
  );
}

/** The contract over the changed files, or the one that is shown. */
function Aside(props: PaneProps) {
  const { thread, state, events, panes } = props;
  if (!panes.isShown('contract')) return <ChangedFiles thread={thread} state={state} />;
  if (!panes.isShown('files')) return <ContractPanel thread={thread} state={state} events={events} />;
  return (
    <Group orientation="vertical" className={classes.group}>
      <Panel id="contract-panel" className={classes.cell} minSize={120}>
        <ContractPanel thread={thread} state={state} events={events} />
      </Panel>
      <RememberedPanel id="files" name={`live.${thread}.files`} sizes={FILES} edge={t`Height of the changed files`}>
        <ChangedFiles thread={thread} state={state} />
      </RememberedPanel>
    </Group>
  );
}

const TABS = [
  { id: 'work', name: t`Conversation` },
  { id: 'contract', name: t`Contract` },
  { id: 'files', name: t`Changed files` },
] as const;

type TabName = (typeof TABS)[number]['id'];

/** Under 960 what stands beside the conversation is a tab; the conversation keeps the width. */
function Tabbed(props: PaneProps) {
  const { thread, state, events } = props;
  const [tab, setTab] = useState<TabName>('work');
  const wishes = [usePassageWish(thread), useMoment(thread, 'turn'), useMoment(thread, 'output')];
  const wished = wishes.some((wish) => wish !== undefined);
  // What was wished for elsewhere stands in the conversation or in the terminal below it.
  useEffect(() => {
    if (wished) setTab('work');
  }, [wished]);
  return (
    <div className={classes.cell}>
      <Tabs small label={t`Work, contract or files`} tabs={TABS} current={tab} onSelect={setTab} />
      {tab === 'work' && <Centre {...props} />}
      {tab === 'contract' && <ContractPanel thread={thread} state={state} events={events} />}
      {tab === 'files' && <ChangedFiles thread={thread} state={state} />}
    </div>
  );
}

function Centre(props: PaneProps) {
  const shown = props.terminal !== undefined && props.panes.isShown('terminal');
  // The conversation stays the same one whether the terminal is shown or not: it keeps its place and its folds.
  return (
    <Group orientation="vertical" className={classes.group}>
      <Panel id="work" className={classes.cell} minSize={200}>
        <Conversation thread={props.thread} events={props.events} />
        {props.question}
        <WhyLine
          state={props.state}
          events={props.events}
          action={<PlanToGoal thread={props.thread} state={props.state} events={props.events} />}
          panes={<PaneToggles panes={props.panes} names={props.toggles} />}
        />
        <Composer thread={props.thread} state={props.state} />
      </Panel>
      {shown && (
        <RememberedPanel id="terminal" name={`live.${props.thread}.terminal`} sizes={TERMINAL} edge={t`Height of the terminal`}>
          {props.terminal}
        </RememberedPanel>
      )}
    </Group>
  );
}
