import { useMantineColorScheme } from '@mantine/core';
import type { Settings } from '../../../shared/ipc/methods';
import { useActions } from '../../stores/actions';
import { go, placeStore, stepPlace, type ThreadTab } from '../../stores/navigation';
import { saveSettings, settingsStore } from '../../stores/settings';
import { threadList } from '../../stores/threads';
import { cycleRegions } from '../../ui/region';
import { listedRows, listView } from '../listView';
import { orderThread } from '../orders';
import { setPinned } from '../shelf';
import { mainAction } from '../titleActions';

/** What the frame itself can do, wherever one is. */
export function useShellActions(frame: { readonly toggleList: () => void }): void {
  useActions({
    'go.new': () => go({ name: 'new' }),
    'go.sample': () => go({ name: 'first' }),
    'go.inbox': () => go({ name: 'inbox' }),
    'go.settings': () => go({ name: 'settings' }),
    'go.health': () => goSection('settings-machine'),
    'go.back': () => stepPlace('back'),
    'go.forward': () => stepPlace('forward'),
    'thread.live': () => goTab('live'),
    'thread.goal': () => goTab('goal'),
    'thread.diff': () => goTab('diff'),
    'thread.timeline': () => goTab('timeline'),
    'thread.next': () => stepThread(1),
    'thread.previous': () => stepThread(-1),
    'thread.pin': () => void onCurrent((row) => setPinned(row, !row.pinned)),
    'thread.archived': () => listView.setState({ archived: true }),
    'goal.pauseOrResume': pauseOrResume,
    'view.list': frame.toggleList,
    'view.nextRegion': () => cycleRegions(1),
    'view.previousRegion': () => cycleRegions(-1),
  });
  useThemeActions();
}

function useThemeActions(): void {
  const { setColorScheme } = useMantineColorScheme();
  const wear = (theme: Settings['theme']) => {
    const state = settingsStore.getState();
    if (state.status !== 'ready') return;
    setColorScheme(theme === 'system' ? 'auto' : theme);
    const { model, baseUrl, api, contextTokens, prices, concurrentTurns } = state.settings;
    void saveSettings({ model, baseUrl, api, contextTokens, theme, prices, concurrentTurns });
  };
  useActions({ 'view.light': () => wear('light'), 'view.dark': () => wear('dark'), 'view.system': () => wear('system') });
}

/** The thread that is open, as the list shows it. */
export function currentRow() {
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
  const from = place.name === 'thread' ? rows.findIndex(({ thread }) => thread === place.thread) : step === 1 ? -1 : 0;
  const next = rows.at((from + step) % Math.max(1, rows.length));
  if (next) go({ name: 'thread', thread: next.thread, tab: place.name === 'thread' ? place.tab : 'live' });
}

function pauseOrResume(): void {
  onCurrent((row) => {
    const action = mainAction(row.status, row.reason);
    if (action) void orderThread(row.thread, action.order);
  });
}

/** A part of the settings, once they stand. */
export function goSection(id: string): void {
  go({ name: 'settings' });
  requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: 'start' }));
}
