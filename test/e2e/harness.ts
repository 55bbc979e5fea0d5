// Opens the real window for a test and sees to it that nothing is left of it: no process, no folder. It knows nothing of what the
// window shows; a test does.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { hasDisplay } from '../../build/display.mjs';
import { electronRuntime } from '../../build/electronRuntime/electronRuntime.mjs';
import { windowFlags } from '../../build/electronRuntime/windowCommand.mjs';
import { ROOT } from '../../build/root.mjs';
import { watchTroubles } from './troubles';

// Half a second on an idle machine; the first start after an unpacking, on a loaded one, reads 250 MB from the disk.
const START_MS = 60_000;
// Once Playwright has the app, its page is there within a second; one that it has not come to by then it has lost sight of.
const PAGE_MS = 40_000;
// An app that was asked to quit ends its processes and closes its store; one that has not by then never will.
const QUIT_MS = 60_000;

export interface WindowOptions {
  /** The app folder to open; ours unless a test plants one. */
  readonly app?: string;
  /** A data folder of the test's own, kept when the window closes: for closing and opening again. */
  readonly dataDir?: string;
  /** Added to the few variables that the app gets. */
  readonly env?: Readonly<Record<string, string>>;
  /** Further words on the command line. */
  readonly args?: readonly string[];
}

export interface OpenWindow {
  readonly app: ElectronApplication;
  /** The first window's page, loaded. */
  readonly page: Page;
  readonly dataDir: string;
  /** What any window said in anger so far: console errors, thrown errors, breaches of the page's policy, a renderer that died. */
  troubles(): Promise<readonly string[]>;
  /** What the main process wrote on stdout and stderr since it was ready to be looked into; a failed start tells all of it. */
  output(): string;
  /** Quits as a user does and waits for the end. Throws when the app does not end. A data folder that is ours is removed. */
  close(): Promise<void>;
  /** Ends the app as kill −9 does, and waits for the end. The data folder stays until `close`. */
  kill(): Promise<void>;
}

/**
 * Where a page is being loaded in the moment in which Playwright comes to it, Playwright may lose sight of it, and its questions are never
 * answered (seen once in some hundred openings): then the app is killed and opened once more, and stderr says so. A page that does not
 * load a second time is the app's own fault.
 */
export async function openWindow(options: WindowOptions = {}): Promise<OpenWindow> {
  try {
    return await openOnce(options);
  } catch (thrown) {
    if (!(thrown instanceof NoPage)) throw thrown;
    process.stderr.write(`${thrown.message}\nIt is opened once more.\n`);
    return openOnce(options);
  }
}

class NoPage extends Error {}

async function openOnce(options: WindowOptions): Promise<OpenWindow> {
  const home = mkdtempSync(join(tmpdir(), 'goalpost window-'));
  const dataDir = options.dataDir ?? join(home, 'data');
  const app = await launch(home, dataDir, options).catch((cause: unknown) => {
    remove(home);
    throw cause;
  });
  const output = collectOutput(app);
  const troubles = watchTroubles(app);
  // The process itself is asked: once Playwright has let go of the app, neither its events nor its process can be had from it.
  const child = app.process();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await helpersGone(child.pid);
  };
  const close = async (): Promise<void> => {
    const inTime = await quit(app, ended);
    if (inTime) await helpersGone(child.pid);
    else await kill();
    remove(home);
    if (!inTime) throw new Error(`The app did not end within ${QUIT_MS / 1000} s of being asked to quit.\n${output()}`);
  };
  try {
    const page = await inTime(loadedPage(app), PAGE_MS);
    return { app, page, dataDir, troubles, output, close, kill };
  } catch (cause) {
    await kill();
    remove(home);
    const message = `The window did not open.\n${output()}`;
    throw cause === LATE ? new NoPage(message) : new Error(message, { cause });
  }
}

const LATE = Symbol('late');

/** Rejects with `LATE` after so long. */
function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(LATE), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Whether it is loaded is asked of the page itself: where Playwright comes to a page that is being loaded, it may not hear of the event. */
async function loadedPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow({ timeout: 0 });
  while (!(await isComplete(page))) await new Promise((resolve) => setTimeout(resolve, 20));
  return page;
}

/** False also while another page takes its place: then there is none to ask. */
function isComplete(page: Page): Promise<boolean> {
  return page.evaluate('document.readyState').then(
    (state) => state === 'complete',
    (thrown: unknown) => {
      if (!String(thrown).includes('Execution context was destroyed')) throw thrown;
      return false;
    },
  );
}

async function launch(
  home: string,
  dataDir: string,
  { app = ROOT, env = {}, args = [] }: WindowOptions,
): Promise<ElectronApplication> {
  const found = await electronRuntime();
  if (!found.ok) throw new Error(found.message);
  if (!hasDisplay()) throw new Error('There is no display, and a virtual one could not be started.');
  for (const folder of [dataDir, join(home, 'tmp')]) mkdirSync(folder, { recursive: true });
  return _electron.launch({
    executablePath: found.electron.executable,
    args: [...windowFlags(), ...FLAGS, app, ...args],
    env: { ...ownEnvironment(home), GOALPOST_DATA: dataDir, ...env },
    cwd: home,
    timeout: START_MS,
  });
}

// The same picture on every machine; and /dev/shm is small in containers, where Chromium otherwise dies when it is full.
const FLAGS = ['--force-device-scale-factor=1', '--force-color-profile=srgb', '--disable-dev-shm-usage'];

/** Nothing of ours but the way to programs and the screen: no key, no token, no settings of whoever runs the tests. */
function ownEnvironment(home: string): Record<string, string> {
  const taken = ['PATH', 'DISPLAY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR', 'XAUTHORITY', 'SystemRoot'];
  const kept = taken.flatMap((name): [string, string][] => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  // The cookie for the user's display stands in his home folder unless XAUTHORITY says where.
  const cookie = process.env.HOME === undefined ? {} : { XAUTHORITY: join(process.env.HOME, '.Xauthority') };
  return { ...cookie, ...Object.fromEntries(kept), HOME: home, TMPDIR: join(home, 'tmp'), LANG: 'C.UTF-8', TZ: 'UTC' };
}

function collectOutput(app: ElectronApplication): () => string {
  let text = '';
  const { stdout, stderr } = app.process();
  for (const stream of [stdout, stderr])
    stream?.on('data', (chunk) => {
      text += String(chunk);
    });
  return () => text;
}

/** @returns false when the app does not end in time */
async function quit(app: ElectronApplication, ended: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), QUIT_MS);
  });
  // The process's own end is what counts: Playwright refuses to close what is on its way out already, and may never hear of the end.
  app.close().catch(() => undefined);
  const inTime = await Promise.race([ended.then(() => true as const), late]);
  clearTimeout(timer);
  return inTime;
}

// Chromium's helpers end with the app within milliseconds, and the pty host when it has ended its terminals.
const HELPERS_MS = 20_000;

/**
 * An app's helpers are in the process group that Playwright began it in. A GPU process that hangs outlives the app and takes a core for
 * itself for ever (seen with Electron 33 where there is no GPU).
 */
async function helpersGone(app: number | undefined): Promise<void> {
  if (app === undefined) return;
  const end = Date.now() + HELPERS_MS;
  while (signalled(app, 0)) {
    if (Date.now() > end) {
      process.stderr.write('Helpers of the app outlived it, and are killed.\n');
      signalled(app, 'SIGKILL');
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** False where nothing is left in the group. */
function signalled(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
    return false;
  }
}

function remove(home: string): void {
  // Chromium's helpers may still write for a moment after the main process has ended.
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
