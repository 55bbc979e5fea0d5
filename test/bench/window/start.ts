import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { electronRuntime } from '../../../build/electronRuntime/electronRuntime.mjs';
import { windowFlags } from '../../../build/electronRuntime/windowCommand.mjs';
import { ROOT } from '../../../build/root.mjs';
import { median } from '../../rigs/figure';
import { writeThreads } from '../../rigs/threadStore';
import { type BenchPlace, benchPlace } from '../loop/place';
import { atMost, told } from './print';

/** A start takes half a second; the median of so many is steady to some percent. */
const ROUNDS = 9;

const THREADS = 1_000;
const EVENTS_EACH = 1_000;

/** The issue's own bounds, over an empty window of the same Electron. */
const EMPTY_AIM = 2;
const FULL_AIM = 2.5;

const HANGS_MS = 120_000;

/**
 * From the start of the process until the window can be used, beside a window in which there is nothing. Usable is: what was asked of
 * main has been answered and drawn, that is the list of threads and the place; so orders are taken too. The empty window is one with
 * an empty page, drawn. All start from the same files in the system's cache, with the profile that a first start left, in turn, so
 * that they meet the same machine.
 */
export async function measureStart(): Promise<void> {
  const place = benchPlace();
  try {
    const full = join(place.root, 'full');
    mkdirSync(full);
    const began = performance.now();
    writeThreads(join(full, 'goalpost.db'), place.workspace, THREADS, EVENTS_EACH);
    told('store_of_a_million_events_written_in', (performance.now() - began) / 1_000, 's');
    const apps = {
      bare: plantApp(place, 'bare', BARE),
      empty: plantApp(place, 'empty', ours('document.body.innerText.includes("None yet.")')),
      full: plantApp(place, 'full', ours(`document.querySelectorAll('[data-thread]').length > 5`)),
    };
    const start = (name: keyof typeof apps, data: string) => timeOfStart(place, { app: apps[name], name, data });
    const times = { bare: [] as number[], empty: [] as number[], full: [] as number[] };
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const name of ['bare', 'empty', 'full'] as const) {
        const data = name === 'full' ? full : join(place.root, `data-${name}`);
        const ms = await start(name, data);
        if (round >= 0) times[name].push(ms);
      }
    }
    const ratio = (name: 'empty' | 'full') => median(times[name].map((ms, round) => ms / (times.bare[round] ?? Number.NaN)));
    told('empty_electron_window', median(times.bare), 'ms');
    told('start_with_empty_store', median(times.empty), 'ms');
    told('start_with_a_million_events', median(times.full), 'ms');
    atMost('start_with_empty_store_over_empty_window', ratio('empty'), 'ratio', EMPTY_AIM);
    atMost('start_with_a_million_events_over_empty_window', ratio('full'), 'ratio', FULL_AIM);
  } finally {
    place.dispose();
  }
}

/** Says so on stdout once `usable` holds in the first page and two frames more were drawn. */
const WATCH = (usable: string) =>
  `
  import { app } from 'electron';
  const look = \`new Promise((resolve) => {
    const drawn = () => requestAnimationFrame(() => requestAnimationFrame(resolve));
    const look = () => (${usable} ? drawn() : requestAnimationFrame(look));
    look();
  })\`;
  app.once('web-contents-created', (_event, contents) => {
    contents.once('dom-ready', async () => {
      await contents.executeJavaScript(look);
      process.stdout.write('USABLE\\\\n');
    });
  });
`.replaceAll('\\\\n', '\\n');

const BARE = `${WATCH('true')}
  import { BrowserWindow } from 'electron';
  import { fileURLToPath } from 'node:url';
  app.whenReady().then(() => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    window.once('ready-to-show', () => window.show());
    window.loadFile(fileURLToPath(new URL('./index.html', import.meta.url)));
  });
`;

function ours(usable: string): string {
  return `${WATCH(usable)}\nawait import(${JSON.stringify(pathToFileURL(join(ROOT, 'out/main.mjs')).href)});\n`;
}

/** An app folder whose main tells when the window can be used; ours is started by it as it stands. */
function plantApp(place: BenchPlace, name: string, main: string): string {
  const folder = join(place.root, `app-${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'main.mjs' }));
  writeFileSync(join(folder, 'main.mjs'), main);
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Empty</title>');
  return folder;
}

interface Started {
  readonly app: string;
  readonly name: string;
  readonly data: string;
}

async function timeOfStart(place: BenchPlace, { app, name, data }: Started): Promise<number> {
  const found = await electronRuntime();
  if (!found.ok) throw new Error(found.message);
  const home = join(place.root, `home-${name}`);
  mkdirSync(join(home, 'tmp'), { recursive: true });
  const began = performance.now();
  const child = spawn(found.electron.executable, [...windowFlags(), '--disable-dev-shm-usage', app], {
    env: { PATH: process.env.PATH, DISPLAY: process.env.DISPLAY, HOME: home, TMPDIR: join(home, 'tmp'), GOALPOST_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  try {
    await usable(child);
    return performance.now() - began;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

function usable(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`The window did not become usable.\n${said}`)), HANGS_MS);
    const end = (settle: () => void) => {
      clearTimeout(late);
      settle();
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        said += String(chunk);
        if (said.includes('USABLE')) end(resolve);
      });
    }
    child.once('exit', (code) => end(() => reject(new Error(`The app ended with ${code}.\n${said}`))));
  });
}
