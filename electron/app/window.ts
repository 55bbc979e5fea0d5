import { BrowserWindow, nativeTheme, screen } from 'electron';
import { WINDOW_SWITCH } from '../../shared/ipc/push';
import { t } from '../../shared/words/t';
import { type Bounds, FIRST_SIZE, isWithinReach, SMALLEST_SIZE, type WindowBounds } from './windowBounds';

export interface WindowPlace {
  /** The built preload, a CommonJS file. */
  readonly preload: string;
  readonly url: string;
  /** Under which its page remembers where it was. */
  readonly name: string;
  /** Where it stood last, where that is known. */
  readonly bounds: WindowBounds | undefined;
  /** The window that it is opened beside: it does not cover that one. */
  readonly beside: BrowserWindow | undefined;
  readonly onBounds: (bounds: WindowBounds) => void;
  readonly report: (message: string) => void;
}

/** The centre's colours of the look, shown until the page paints, so that no white flashes in the dark. */
const BACKGROUND = { light: '#ffffff', dark: '#17181b' } as const;

/** A page that dies so often within the span would die for ever: then the window stays as it is and says so on stderr. */
const MAX_RELOADS = 3;
const RELOAD_SPAN_MS = 60_000;

/** Opens the window as it stood last. Its page sees no Node, no other page, and of us only the preload's bridge. */
export function openWindow(place: WindowPlace): BrowserWindow {
  const bounds = place.bounds && isOnScreen(place.bounds) ? place.bounds : undefined;
  const window = new BrowserWindow({
    ...(bounds ? plain(bounds) : place.beside ? besides(place.beside) : firstSize()),
    minWidth: SMALLEST_SIZE.width,
    minHeight: SMALLEST_SIZE.height,
    title: t`Goalpost`,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: place.preload,
      additionalArguments: [`${WINDOW_SWITCH}=${place.name}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would be fetched from a server.
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  if (bounds?.maximized) window.maximize();
  tellBounds(window, place);
  reloadWhenGone(window, place);
  returnWhenLed(window, place);
  load(window, place);
  return window;
}

/** A title bar's height below and beside the last. */
const STEP = 28;

function besides(window: BrowserWindow): Bounds {
  const { x, y, width, height } = window.getNormalBounds();
  return { x: x + STEP, y: y + STEP, width, height };
}

function plain({ x, y, width, height }: WindowBounds): Bounds {
  return { x, y, width, height };
}

/** A screen may be gone since. */
function isOnScreen(bounds: WindowBounds): boolean {
  return screen.getAllDisplays().some((display) => isWithinReach(bounds, display.workArea));
}

function firstSize(): { readonly width: number; readonly height: number } {
  const { width, height } = screen.getPrimaryDisplay().workArea;
  return { width: Math.min(FIRST_SIZE.width, width), height: Math.min(FIRST_SIZE.height, height) };
}

/** What fails to load has been answered with a page of its own; only a development server that is not there remains. */
function load(window: BrowserWindow, { url, report }: WindowPlace): void {
  window
    .loadURL(url)
    .catch((thrown: unknown) => report(t`${url} did not load: ${thrown instanceof Error ? thrown.message : ''}`));
}

function tellBounds(window: BrowserWindow, { onBounds }: WindowPlace): void {
  const tell = () => onBounds({ ...window.getNormalBounds(), maximized: window.isMaximized() });
  window.on('resize', tell);
  window.on('move', tell);
  window.on('close', tell);
  tell();
}

/** Chromium lets a page go to about:blank unasked. It gets no answer there, and is brought back. */
function returnWhenLed(window: BrowserWindow, place: WindowPlace): void {
  window.webContents.on('did-navigate', (_event, url) => {
    if (url === 'about:blank') load(window, place);
  });
}

/** The core lives in our process and loses nothing: a page that died is loaded again and asks for what it missed. */
function reloadWhenGone(window: BrowserWindow, { report }: WindowPlace): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < RELOAD_SPAN_MS), now];
    report(t`The window's page has died (${details.reason}).`);
    if (deaths.length <= MAX_RELOADS) window.webContents.reload();
  });
}
