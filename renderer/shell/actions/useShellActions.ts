import { useActions } from '../../stores/actions';
import { go, goBack, placeStore, stepPlace, type ThreadTab } from '../../stores/navigation';
import { saveChanges, settingsStore } from '../../stores/settings';
import { threadList } from '../../stores/threads';
import { cycleRegions } from '../../ui/region';
import { listedRows, listView } from '../listView';
import { orderThread } from '../orders';
import { setPinned } from '../shelf';
import { mainAction } from '../titleActions';

/** What the frame itself can do, wherever one is. */
export function useShellActions(frame: { readonly listHidden: boolean; readonly toggleList: () => void }): void {
  const showList = () => {
    if (placeStore.getState().place.name === 'settings') goBack();
    if (frame.listHidden) frame.toggleList();
  };
  useActions({
    'go.new': () => go({ name: 'new' }),
    'go.sample': () => go({ name: 'first' }),
    'go.inbox': () => go({ name: 'inbox' }),
    'go.settings': () => go({ name: 'settings' }),
    'go.health': () => go({ name: 'settings', section: 'settings-machine' }),
    'search.open': () => {
      showList();
      listView.setState({ searchWanted: true });
    },
    'go.back': () => stepPlace('back'),
    'go.forward': () => stepPlace('forward'),
    'thread.live': () => goTab('live'),
    'thread.goal': () => goTab('goal'),
    'thread.diff': () => goTab('diff'),
    'thread.timeline': () => goTab('timeline'),
    'thread.next': () => stepThread(1),
    'thread.previous': () => stepThread(-1),
    'thread.pin': () => void onCurrent((row) => setPinned(row, !row.pinned)),
    'thread.archived': () => {
      showList();
      listView.setState({ archived: true });
    },
    'goal.pauseOrResume': pauseOrResume,
    'view.list': frame.toggleList,
    'view.nextRegion': () => cycleRegions(1),
    'view.previousRegion': () => cycleRegions(-1),
  });
  useLookActions();
}

/** How large pages are drawn, in percent, step by step; what the settings allow. */
const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const;

function useLookActions(): void {
  useActions({
    'view.light': () => void saveChanges({ theme: 'light' }),
    'view.dark': () => void saveChanges({ theme: 'dark' }),
    'view.system': () => void saveChanges({ theme: 'system' }),
    'view.larger': () => zoom((now) => ZOOMS.find((step) => step > now)),
    'view.smaller': () => zoom((now) => ZOOMS.findLast((step) => step < now)),
    'view.actualSize': () => zoom(() => 100),
  });
}

function zoom(next: (now: number) => number | undefined): void {
  const state = settingsStore.getState();
  if (state.status !== 'ready') return;
  const { appearance } = state.settings;
  const zoomed = next(appearance.zoom);
  if (zoomed !== undefined) void saveChanges({ appearance: { ...appearance, zoom: zoomed } });
}

/** The thread that is open, as the list shows it. */
function currentRow() {
  const { place } = placeStore.getState();
  return place.name === 'thread' ? threadList.getState().rows.find(({ thread }) => thread === place.thread) : undefined;
}

function onCurrent(act: (row: NonNullable<ReturnType<typeof currentRow>>) => void): void {
  const row = currentRow();
  if (row) act(row);
}

function goTab(tab: ThreadTab): void {
  const { place } = placeStore.getState();
  if (place.name === 'thread') go({ ...place, tab });
}

/** The next thread of the list as it stands, round its ends; from elsewhere its first or last. */
function stepThread(step: 1 | -1): void {
  const { place } = placeStore.getState();
  const rows = listedRows();
  const from = place.name === 'thread' ? rows.findIndex(({ thread }) => thread === place.thread) : -1;
  const to = from < 0 && step < 0 ? -1 : from + step;
  const next = rows.at(to % Math.max(1, rows.length));
  if (next) go({ name: 'thread', thread: next.thread, tab: place.name === 'thread' ? place.tab : 'live' });
}

function pauseOrResume(): void {
  onCurrent((row) => {
    const action = mainAction(row.status, row.reason);
    if (action) void orderThread(row.thread, action.order);
  });
}
