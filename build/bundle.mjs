// Bundles our TypeScript into out/, and only when something changed. It decides what is built from what; it does not install
// (setup.mjs) and does not start anything.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { entrySettings, rendererSettings } from './bundleSettings.mjs';
import { withLock } from './lock.mjs';
import { writeParts } from './parts.mjs';
import { publishFile, publishFolder } from './publish.mjs';
import { isStarted, ROOT } from './root.mjs';
import { say } from './say.mjs';
import { sourceStamp } from './sourceStamp.mjs';

/** @typedef {import('./bundleSettings.mjs').Entry} Entry */
/** @typedef {{ ok: true, built: boolean } | { ok: false, message: string }} BuildResult */
/**
 * What is built together and remembered together.
 * @typedef {object} Part
 * @property {string} stamp a file in out/
 * @property {readonly Entry[]} entries
 * @property {boolean} page renderer/ → out/renderer/ as well
 */

/** What the core needs at run time; a new entry is one more line here. @type {readonly Entry[]} */
export const ENTRIES = [
  { from: 'electron/cli.ts', to: 'out/cli.mjs' },
  { from: 'electron/sandbox/wrapHost.ts', to: 'out/wrapHost.mjs' },
  { from: 'electron/ptyHost.ts', to: 'out/ptyHost.mjs' },
];

/** What Electron runs beside the page; never built for the command line. @type {readonly Entry[]} */
export const WINDOW_ENTRIES = [
  { from: 'electron/main.ts', to: 'out/main.mjs' },
  { from: 'electron/preload.ts', to: 'out/preload.cjs' },
];

// Apart, so that an edit in electron/ does not build the page again: with Monaco in it that takes seconds.
/** @type {readonly Part[]} */
const WINDOW = [
  { stamp: '.stamp-window', entries: WINDOW_ENTRIES, page: false },
  { stamp: '.stamp-page', entries: [], page: true },
];
const PAGE = { from: 'renderer/index.html', to: 'out/renderer/index.html' };

/**
 * Builds the entries when the sources differ from what was built last. Two processes at once build once: the second waits and
 * finds everything done. Deciding that nothing is to be done costs milliseconds.
 * @param {{ root?: string, entries?: readonly Entry[], window?: boolean }} [options] `window`: also what the window needs
 * @returns {Promise<BuildResult>}
 */
export async function buildIfChanged({ root = ROOT, entries = ENTRIES, window = false } = {}) {
  let built = false;
  for (const part of [{ stamp: '.stamp', entries, page: false }, ...(window ? WINDOW : [])]) {
    const result = await buildPart(root, part);
    if (!result.ok) return result;
    built ||= result.built;
  }
  return { ok: true, built };
}

/** True when there is a window to build: tests plant apps of their own where there is none. @param {string} [root] */
export function windowStands(root = ROOT) {
  return WINDOW.flatMap(filesOf).every((entry) => existsSync(join(root, entry.from)));
}

/**
 * Bundles one entry whatever stands already, for programs of the build itself.
 * @param {Entry} entry
 * @param {string} [root]
 * @returns {Promise<BuildResult>}
 */
export function buildOne(entry, root = ROOT) {
  return withLock(join(root, 'out', '.bundle.lock'), () => bundle(root, { stamp: '', entries: [entry], page: false }));
}

/** @param {string} root @param {Part} part @returns {Promise<BuildResult>} */
async function buildPart(root, part) {
  if (isBuilt(root, part)) return { ok: true, built: false };
  return withLock(join(root, 'out', '.bundle.lock'), async () => {
    if (isBuilt(root, part)) return { ok: true, built: false };
    const missing = filesOf(part).filter((entry) => !existsSync(join(root, entry.from)));
    if (missing.length > 0)
      return { ok: false, message: `Cannot build: ${missing.map((entry) => entry.from).join(', ')} is missing.` };
    return buildAll(root, part);
  });
}

/** @param {string} root @param {Part} part @returns {Promise<BuildResult>} */
async function buildAll(root, part) {
  // Taken before the sources are read: a file saved while we build makes the next start build again.
  const stamp = stampOf(root, part);
  rmSync(join(root, 'out', part.stamp), { force: true });
  const result = await bundle(root, part);
  if (result.ok) writeFileSync(join(root, 'out', part.stamp), stamp);
  return result;
}

/** @param {string} root @param {Part} part @returns {Promise<BuildResult>} */
async function bundle(root, { entries, page }) {
  mkdirSync(join(root, 'out'), { recursive: true });
  removeLeftovers(root);
  const folder = mkdtempSync(join(root, 'out', '.building-'));
  try {
    for (const entry of entries) await runVite(entrySettings(root, entry, folder));
    if (page) await runVite(await rendererSettings(root, join(folder, 'renderer')));
    for (const entry of entries) publishFile(join(folder, basename(entry.to)), join(root, entry.to));
    if (entries === WINDOW_ENTRIES) writeParts(root);
    if (page) publishFolder(join(folder, 'renderer'), join(root, 'out', 'renderer'));
    return { ok: true, built: true };
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    return { ok: false, message: `The bundle could not be built. ${stripVTControlCharacters(words)}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a killed build left: the lock is ours, so nobody is building in there. @param {string} root */
function removeLeftovers(root) {
  for (const name of readdirSync(join(root, 'out')).filter((entry) => entry.startsWith('.building-'))) {
    rmSync(join(root, 'out', name), { recursive: true, force: true });
  }
}

/** @param {import('vite').InlineConfig} settings */
async function runVite(settings) {
  // Vite builds what NODE_ENV says, and sets it for our whole process: a page built by a test is the page that users get.
  const nodeEnv = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    // Vite takes a quarter of a second to load: only a start that builds pays for it.
    const { build } = await import('vite');
    await build(settings);
  } finally {
    if (nodeEnv === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = nodeEnv;
  }
}

/** @param {Part} part @returns {readonly Entry[]} */
function filesOf({ entries, page }) {
  return page ? [...entries, PAGE] : entries;
}

/** @param {string} root @param {Part} part */
function isBuilt(root, part) {
  const file = join(root, 'out', part.stamp);
  if (!existsSync(file) || filesOf(part).some((entry) => !existsSync(join(root, entry.to)))) return false;
  return readFileSync(file, 'utf8') === stampOf(root, part);
}

/** @param {string} root @param {Part} part */
function stampOf(root, part) {
  return sourceStamp(
    root,
    filesOf(part).map((entry) => `${entry.from} ${entry.to}`),
    ['shared', 'build', part.page ? 'renderer' : 'electron'],
  );
}

if (isStarted(import.meta.url)) {
  const result = await buildIfChanged({ window: process.argv.includes('--window') });
  if (!result.ok) say(result.message);
  process.exitCode = result.ok ? 0 : 1;
}
