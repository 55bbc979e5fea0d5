import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { useThread } from '../../stores/thread';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { Tabs } from '../../ui/Tabs';
import { Composer } from './Composer';
import { ContractPanel } from './ContractPanel';
import { Conversation } from './Conversation';
import classes from './LivePlace.module.css';
import { LiveThread } from './liveThread';
import { PlanToGoal } from './PlanToGoal';
import { useRememberedSize } from './useRememberedSize';
import { WhyLine } from './WhyLine';

/** LOOK.md, Frame and Places: the panel's width, wide and under 1240; the terminal's height, likewise. */
const PANEL = { wide: 360, narrow: 296, least: 240, most: 560 };
const TERMINAL = { wide: 256, narrow: 190, least: 90, most: 900 };

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
          <Loading rows={8} words="Reading events" />
        </div>
      );
    case 'failed':
      return (
        <div className={classes.waiting}>
          <Fault cause="The thread could not be read" remedy={opened.message} />
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

function OpenPlace(props: OpenProps) {
  const tabbed = useMediaQuery('(max-width: 960px)', false, { getInitialValueInEffect: false });
  return (
    <LiveThread value={props.thread}>
      <div className={classes.live}>{tabbed ? <Tabbed {...props} /> : <SideBySide {...props} />}</div>
    </LiveThread>
  );
}

function SideBySide(props: OpenProps) {
  const narrow = useNarrow();
  const size = useRememberedSize(`live.${props.thread}.panel`, narrow ? PANEL.narrow : PANEL.wide, PANEL.least, PANEL.most);
  return (
    <Group orientation="horizontal" className={classes.group}>
      <Panel id="centre" className={classes.cell}>
        <Centre {...props} />
      </Panel>
      <Separator className={classes.upright} aria-label="Width of the contract panel" />
      <Panel id="contract" className={classes.cell} groupResizeBehavior="preserve-pixel-size" {...size}>
        <ContractPanel thread={props.thread} state={props.state} events={props.events} />
      </Panel>
    </Group>
  );
}

const TABS = [
  { id: 'work', name: 'Conversation' },
  { id: 'contract', name: 'Contract' },
] as const;

/** Under 960 the panel is a tab; the conversation keeps the width. */
function Tabbed(props: OpenProps) {
  const [tab, setTab] = useState<'work' | 'contract'>('work');
  return (
    <div className={classes.cell}>
      <Tabs small label="Work or contract" tabs={TABS} current={tab} onSelect={setTab} />
      {tab === 'work' ? <Centre {...props} /> : <ContractPanel thread={props.thread} state={props.state} events={props.events} />}
    </div>
  );
}

function Centre(props: OpenProps) {
  const narrow = useNarrow();
  const standard = narrow ? TERMINAL.narrow : TERMINAL.wide;
  const size = useRememberedSize(`live.${props.thread}.terminal`, standard, TERMINAL.least, TERMINAL.most);
  const work = (
    <>
      <Conversation thread={props.thread} events={props.events} />
      {props.question}
      <WhyLine
        state={props.state}
        events={props.events}
        action={<PlanToGoal thread={props.thread} state={props.state} events={props.events} />}
      />
      <Composer thread={props.thread} state={props.state} />
    </>
  );
  if (props.terminal === undefined) return <div className={classes.cell}>{work}</div>;
  return (
    <Group orientation="vertical" className={classes.group}>
      <Panel id="work" className={classes.cell} minSize={200}>
        {work}
      </Panel>
      <Separator className={classes.level} aria-label="Height of the terminal" />
      <Panel id="terminal" className={classes.cell} groupResizeBehavior="preserve-pixel-size" {...size}>
        {props.terminal}
      </Panel>
    </Group>
  );
}

function useNarrow(): boolean {
  return useMediaQuery('(max-width: 1240px)', false, { getInitialValueInEffect: false });
}
