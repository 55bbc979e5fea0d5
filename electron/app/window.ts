import { writeFile } from 'node:fs/promises';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { type Bounds, FIRST_SIZE, readBounds, SMALLEST_SIZE, type WindowBounds } from './windowBounds';

export interface WindowPlace {
  /** The built preload, a CommonJS file. */
  readonly preload: string;
  readonly url: string;
  /** Where the window's bounds are remembered. */
  readonly boundsFile: string;
  /** How many windows stand already: another one does not cover them. */
  readonly others: number;
  readonly report: (message: string) => void;
}

/** The centre's colours of the look, shown until the page paints, so that no white flashes in the dark. */
const BACKGROUND = { light: '#ffffff', dark: '#17181b' } as const;

/** A page that dies so often within the span would die for ever: then the window stays as it is and says so on stderr. */
const MAX_RELOADS = 3;
const RELOAD_SPAN_MS = 60_000;

/** A window that is being dragged tells its place many times a second. */
const REMEMBER_AFTER_MS = 500;

/** Opens the window as it stood last. Its page sees no Node, no other page, and of us only the preload's bridge. */
export async function openWindow(place: WindowPlace): Promise<BrowserWindow> {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const bounds = await readBounds(place.boundsFile, screens);
  const window = new BrowserWindow({
    ...(bounds ? besides(bounds, place.others) : firstSize()),
    minWidth: SMALLEST_SIZE.width,
    minHeight: SMALLEST_SIZE.height,
    title: 'Goalpost',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: place.preload,
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
  if (bounds?.maximized && place.others === 0) window.maximize();
  rememberBounds(window, place);
  reloadWhenGone(window, place);
  returnWhenLed(window, place);
  load(window, place);
  return window;
}

/** A title bar's height below and beside the last. */
const STEP = 28;

function besides(bounds: WindowBounds, others: number): Bounds {
  const { x, y, width, height } = bounds;
  return { x: x + others * STEP, y: y + others * STEP, width, height };
}

function firstSize(): { readonly width: number; readonly height: number } {
  const { width, height } = screen.getPrimaryDisplay().workArea;
  return { width: Math.min(FIRST_SIZE.width, width), height: Math.min(FIRST_SIZE.height, height) };
}

/** What fails to load has been answered with a page of its own; only a development server that is not there remains. */
function load(window: BrowserWindow, { url, report }: WindowPlace): void {
  window.loadURL(url).catch((thrown: unknown) => report(`${url} did not load: ${thrown instanceof Error ? thrown.message : ''}`));
}

function rememberBounds(window: BrowserWindow, { boundsFile, report }: WindowPlace): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const bounds = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    writeFile(boundsFile, `${JSON.stringify(bounds)}\n`, { mode: 0o600 }).catch((thrown: Error) => report(thrown.message));
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => window.isDestroyed() || write(), REMEMBER_AFTER_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', () => {
    clearTimeout(timer);
    write();
  });
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
    report(`The window's page has died (${details.reason}).`);
    if (deaths.length <= MAX_RELOADS) window.webContents.reload();
  });
}
