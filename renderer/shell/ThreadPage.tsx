import { Suspense } from 'react';
import type { ThreadState } from '../../shared/thread/state';
import { wholeTitle } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';
import { QuestionStrip } from '../features/inbox/QuestionStrip';
import { go, type Place, type ThreadTab } from '../stores/navigation';
import { useThread } from '../stores/thread';
import { useThreadRow } from '../stores/threads';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Refused } from '../ui/Refused';
import { region } from '../ui/region';
import { Tabs } from '../ui/Tabs';
import { AfterSample } from './AfterSample';
import classes from './Centre.module.css';
import { DiffPlace, GoalPlace, LivePlace, TerminalPane, TimelinePlace } from './features';
import { dismissRefusal, useRefusal } from './orders';
import { SaidStatus } from './SaidStatus';
import { Spend } from './Spend';
import { statusMark } from './statusMark';
import { ThreadFault } from './ThreadFault';
import { ThreadTitle } from './ThreadTitle';
import { Waiting } from './Waiting';
import { WayBack } from './WayBack';

const TABS = [
  { id: 'live', name: t`Live` },
  { id: 'goal', name: t`Goal` },
  { id: 'diff', name: t`Diff` },
  { id: 'timeline', name: t`Timeline` },
] as const;

type ThreadPlace = Extract<Place, { name: 'thread' }>;

/** One thread: title with its status and actions, the four places, and what it has spent. */
export function ThreadPage({ place, showList }: { readonly place: ThreadPlace; readonly showList: (() => void) | undefined }) {
  const { thread, tab } = place;
  const opened = useThread(thread);
  const row = useThreadRow(thread);
  const refusal = useRefusal(thread);
  return (
    <>
      <SaidStatus key={thread} row={row} />
      <ThreadTitle
        row={row}
        name={opened.status === 'open' ? wholeTitle(opened.state.goal?.contract.outcome ?? opened.state.topic) : undefined}
        mark={opened.status === 'open' ? statusMark(opened.state) : undefined}
        showList={showList}
      />
      <Tabs
        label={t`Places of the thread`}
        tabs={TABS}
        current={tab}
        onSelect={(id) => go({ name: 'thread', thread, tab: id })}
        end={
          opened.status === 'open' && (
            <>
              <WayBack thread={thread} tab={tab} />
              <Spend state={opened.state} />
            </>
          )
        }
      />
      {opened.status === 'open' && isSampleDone(opened.state) && <AfterSample />}
      {refusal !== undefined && <Refused message={refusal} onDismiss={() => dismissRefusal(thread)} />}
      <main className={classes.place} {...region(TABS.find(({ id }) => id === tab)?.name ?? tab)}>
        <ErrorBoundary key={`${thread} ${tab}`} what={t`The place`}>
          {opened.status === 'failed' ? (
            <ThreadFault thread={thread} message={opened.message} />
          ) : (
            <Suspense fallback={<Waiting />}>
              <TabPlace thread={thread} tab={tab} />
            </Suspense>
          )}
        </ErrorBoundary>
      </main>
    </>
  );
}

/** The scripted agent plays the samples alone. */
function isSampleDone({ model, goal }: ThreadState): boolean {
  return model.api === 'scripted' && goal?.status === 'complete';
}

function TabPlace({ thread, tab }: { readonly thread: string; readonly tab: ThreadTab }) {
  switch (tab) {
    case 'live':
      return (
        <LivePlace thread={thread} terminal={<TerminalPane thread={thread} />} question={<QuestionStrip thread={thread} />} />
      );
    case 'goal':
      return <GoalPlace thread={thread} />;
    case 'diff':
      return <DiffPlace thread={thread} />;
    case 'timeline':
      return <TimelinePlace thread={thread} />;
  }
}
