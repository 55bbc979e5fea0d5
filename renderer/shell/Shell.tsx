import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { STANDARD } from '../../shared/ipc/preferences';
import { t } from '../../shared/words/t';
import { loadAppInfo, useAppInfo } from '../stores/appInfo';
import { type Place, usePlace } from '../stores/navigation';
import { queue } from '../stores/queue';
import { followSettings, loadSettings, useSettings } from '../stores/settings';
import { threadList } from '../stores/threads';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { useLostFocus } from '../ui/lostFocus';
import { ArchiveDialog } from './ArchiveDialog';
import { useShortcuts } from './actions/shortcuts';
import { useAvailableActions } from './actions/useAvailableActions';
import { useShellActions } from './actions/useShellActions';
import { Centre } from './Centre';
import { Notices } from './Notices';
import { Overlays } from './palette/Overlays';
import classes from './Shell.module.css';
import { SidePanel } from './SidePanel';
import { useSideWidth } from './sideWidth';
import { Toasts } from './Toasts';
import { useLooked, useMenuWishes } from './wishes';

/** The frame: the list of threads (or of settings' sections) left, the place in the centre, each with its part of the title row. */
export function Shell() {
  const place = usePlace();
  const side = useSideWidth();
  useStart();
  useTheme();
  useShellActions({ listHidden: side.hidden, toggleList: side.toggle });
  useLooks();
  useShortcuts();
  useLostFocus();
  useMenuWishes();
  useLooked(place);
  return (
    <>
      <Notices />
      <Frame place={place} side={side} />
      <Reachable />
      <ArchiveDialog />
      <Toasts />
    </>
  );
}

function Frame({ place, side }: { readonly place: Place; readonly side: ReturnType<typeof useSideWidth> }) {
  return (
    <Group orientation="horizontal" className={classes.frame}>
      <Panel
        id="side"
        panelRef={side.panel}
        className={classes.side}
        defaultSize={side.width}
        minSize={side.least}
        maxSize={side.most}
        collapsible
        groupResizeBehavior="preserve-pixel-size"
        onResize={side.onResize}
      >
        <ErrorBoundary what={t`The list`}>
          <SidePanel place={place} onHide={side.toggle} />
        </ErrorBoundary>
      </Panel>
      <Separator className={classes.edge} aria-label={t`Width of the list`} />
      <Panel id="centre" className={classes.centre}>
        <Centre place={place} showList={side.hidden ? side.toggle : undefined} />
      </Panel>
    </Group>
  );
}

/** What can be done from here, by keys, palette and menu; apart, so that what changes it draws nothing else anew. */
function Reachable() {
  return <Overlays actions={useAvailableActions()} />;
}

function useStart(): void {
  useEffect(() => {
    void threadList.load();
    void queue.load();
    void loadSettings();
    void loadAppInfo();
    return followSettings();
  }, []);
}

/** Density and motion are tokens, which `tokens.css` has; bars are drawn as the platform has them. */
function useLooks(): void {
  const settings = useSettings();
  const { density, motion } = settings.status === 'ready' ? settings.settings.appearance : STANDARD.appearance;
  const platform = useAppInfo()?.platform ?? '';
  useEffect(() => {
    Object.assign(document.documentElement.dataset, { density, motion, platform });
  }, [density, motion, platform]);
}

/**
 * Light, dark, or as the system says. Mantine remembers the choice, so that the next start does not flash. It is told a new one only:
 * its setter is another one at each render, and styles the whole document anew, twice.
 */
function useTheme(): void {
  const settings = useSettings();
  const theme = settings.status === 'ready' ? settings.settings.theme : undefined;
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const wished = theme === 'system' ? 'auto' : theme;
  useEffect(() => {
    if (wished && wished !== colorScheme) setColorScheme(wished);
  }, [wished, colorScheme, setColorScheme]);
}
