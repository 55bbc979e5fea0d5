import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { type AvailableAction, availableActions } from '../../../shared/views/actions/available';
import type { ThreadRow } from '../../../shared/views/threadRow';
import { call } from '../../bridge/bridge';
import { providedStore } from '../../stores/actions';
import { placeStore } from '../../stores/navigation';
import { threadList } from '../../stores/threads';
import { mainAction } from '../titleActions';
import { setAvailable } from './run';

/** What can be done now, for the keys, the palette and, told to main, the native menu. */
export function useAvailableActions(): readonly AvailableAction[] {
  const place = useStore(placeStore, (state) => state.place);
  const back = useStore(placeStore, (state) => state.past.length > 0);
  const forward = useStore(placeStore, (state) => state.future.length > 0);
  const thread = place.name === 'thread' ? place.thread : undefined;
  const shown = useStore(threadList, (state) => shownOf(state.rows.find((row) => row.thread === thread)));
  const any = useStore(threadList, (state) => state.rows.length > 0);
  const provided = useStore(providedStore, (state) => state.by);
  const actions = useMemo(() => {
    const { row, main } = rowOf(shown);
    const context = { place: place.name, row, main, back, forward, threads: any ? 1 : 0, provided: new Set(provided.keys()) };
    return availableActions(context);
  }, [place.name, shown, back, forward, any, provided]);
  const told = JSON.stringify(actions);
  useEffect(() => {
    setAvailable(JSON.parse(told) as readonly AvailableAction[]);
    void call('window/actions', { actions: JSON.parse(told) as AvailableAction[] });
  }, [told]);
  return actions;
}

type Shown = Pick<ThreadRow, 'status' | 'reason' | 'archived' | 'pinned' | 'apart'>;

/** As text: a row changes with every event, and what it says of actions hardly ever. */
function shownOf(row: ThreadRow | undefined): string {
  if (!row) return '';
  const { status, reason, archived, pinned, apart } = row;
  return JSON.stringify({ status, reason: mainAction(status, reason) ? reason : '', archived, pinned, apart } satisfies Shown);
}

function rowOf(shown: string): { readonly row: Shown | undefined; readonly main: string | undefined } {
  if (shown === '') return { row: undefined, main: undefined };
  const row = JSON.parse(shown) as Shown;
  return { row, main: row.reason === '' ? undefined : mainAction(row.status, row.reason)?.name };
}
