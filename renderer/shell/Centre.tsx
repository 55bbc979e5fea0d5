import { type ReactNode, Suspense } from 'react';
import { counted, t } from '../../shared/words/t';
import { FirstRun } from '../features/first/FirstRun';
import { SavedNote } from '../features/settings/SavedNote';
import { useWaitingCount } from '../stores/inbox';
import type { Place } from '../stores/navigation';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { region } from '../ui/region';
import classes from './Centre.module.css';
import { InboxPlace, NewGoalPlace, SettingsPlace } from './features';
import { ThreadPage } from './ThreadPage';
import { TitleRow } from './TitleRow';
import { Waiting } from './Waiting';

/** The centre: the place's title row and the place. */
export function Centre({ place, showList }: { readonly place: Place; readonly showList: (() => void) | undefined }) {
  if (place.name === 'thread') return <ThreadPage place={place} showList={showList} />;
  return <PlainPlace place={place} showList={showList} />;
}

type Plain = Exclude<Place, { name: 'thread' }>;

function PlainPlace({ place, showList }: { readonly place: Plain; readonly showList: (() => void) | undefined }) {
  const waiting = useWaitingCount();
  const { title, aside } = titleOf(place.name, waiting);
  return (
    <>
      <TitleRow title={title} showList={showList}>
        {aside !== undefined && <span className={classes.aside}>{aside}</span>}
        {place.name === 'settings' && <SavedNote />}
      </TitleRow>
      <main className={classes.place} {...region(title)}>
        <ErrorBoundary key={place.name} what={title}>
          <Suspense fallback={<Waiting />}>{PLACES[place.name]}</Suspense>
        </ErrorBoundary>
      </main>
    </>
  );
}

const PLACES: Readonly<Record<Plain['name'], ReactNode>> = {
  first: <FirstRun />,
  new: <NewGoalPlace />,
  inbox: <InboxPlace />,
  settings: <SettingsPlace />,
};

function titleOf(name: Plain['name'], waiting: number): { readonly title: string; readonly aside?: string } {
  switch (name) {
    case 'first':
      return { title: t`Goalpost` };
    case 'new':
      return { title: t`New goal`, aside: t`Nothing is spent before you activate it.` };
    case 'inbox':
      return { title: t`Inbox`, aside: waiting === 0 ? t`Nothing waits for you.` : inboxAside(waiting) };
    case 'settings':
      return { title: t`Settings` };
  }
}

function inboxAside(waiting: number): string {
  return t`${counted(waiting, 'thread waits', 'threads wait')} for you. The other threads go on.`;
}
