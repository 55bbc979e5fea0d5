// Bundles TypeScript entries into out/, one self-contained file each, and only when something changed. It decides what is built
// from what; it does not install (setup.mjs) and does not start anything.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { isStarted, ROOT } from './root.mjs';
import { say } from './say.mjs';
import { sourceStamp } from './sourceStamp.mjs';

/** @typedef {{ from: string, to: string }} Entry paths below the root */
/** @typedef {{ ok: true, built: boolean } | { ok: false, message: string }} BuildResult */

/** What the core needs at run time; a new entry is one more line here. @type {readonly Entry[]} */
export const ENTRIES = [
  { from: 'electron/cli.ts', to: 'out/cli.mjs' },
  { from: 'electron/sandbox/wrapHost.ts', to: 'out/wrapHost.mjs' },
];

// Node 20.18 is what Electron 33 has; Vite would take a target from its own defaults.
const TARGET = 'node20.18';

/**
 * Builds the entries when the sources differ from what was built last. Two processes at once build once: the second waits and
 * finds everything done. Deciding that nothing is to be done costs milliseconds.
 * @param {{ root?: string, entries?: readonly Entry[] }} [options]
 * @returns {Promise<BuildResult>}
 */
export async function buildIfChanged({ root = ROOT, entries = ENTRIES } = {}) {
  if (isBuilt(root, entries)) return { ok: true, built: false };
  return withLock(join(root, 'out', '.bundle.lock'), async () => {
    if (isBuilt(root, entries)) return { ok: true, built: false };
    const missing = entries.filter((entry) => !existsSync(join(root, entry.from)));
    if (missing.length > 0)
      return { ok: false, message: `Cannot build: ${missing.map((entry) => entry.from).join(', ')} is missing.` };
    return buildAll(root, entries);
  });
}

/**
 * Bundles one entry whatever stands already, for programs of the build itself.
 * @param {Entry} entry
 * @param {string} [root]
 * @returns {Promise<BuildResult>}
 */
export function buildOne(entry, root = ROOT) {
  return withLock(join(root, 'out', '.bundle.lock'), () => bundle(root, [entry]));
}

/** @param {string} root @param {readonly Entry[]} entries @returns {Promise<BuildResult>} */
async function buildAll(root, entries) {
  // Taken before the sources are read: a file saved while we build makes the next start build again.
  const stamp = stampOf(root, entries);
  rmSync(stampFile(root), { force: true });
  const result = await bundle(root, entries);
  if (result.ok) writeFileSync(stampFile(root), stamp);
  return result;
}

/** @param {string} root @param {readonly Entry[]} entries @returns {Promise<BuildResult>} */
async function bundle(root, entries) {
  mkdirSync(join(root, 'out'), { recursive: true });
  removeLeftovers(root);
  const folder = mkdtempSync(join(root, 'out', '.building-'));
  try {
    for (const entry of entries) await bundleInto(folder, root, entry);
    for (const entry of entries) publish(folder, root, entry);
    return { ok: true, built: true };
  } catch (cause) {
    return { ok: false, message: `The bundle could not be built. ${cause instanceof Error ? cause.message : String(cause)}` };
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

/** @param {string} folder @param {string} root @param {Entry} entry */
async function bundleInto(folder, root, entry) {
  // Vite takes a quarter of a second to load: only a start that builds pays for it. It also sets NODE_ENV for our whole process.
  const nodeEnv = process.env.NODE_ENV;
  const { build } = await import('vite');
  try {
    await build(settings(folder, root, entry));
  } finally {
    if (nodeEnv === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = nodeEnv;
  }
}

/** @param {string} folder @param {string} root @param {Entry} entry @returns {import('vite').InlineConfig} */
function settings(folder, root, entry) {
  return {
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: join(root, entry.from),
      target: TARGET,
      outDir: folder,
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        // Packages and Node's own modules stay imports; only our files are taken in.
        external: (id) => !/^(\.|\/|[a-z]:[\\/]|\0)/i.test(id),
        // One file for an entry: it can be replaced by one rename, and `import.meta.url` is in out/ for all of its modules.
        output: { format: 'es', entryFileNames: basename(entry.to), codeSplitting: false },
      },
    },
  };
}

/** A rename replaces the file in one step, for a process that reads it meanwhile. @param {string} folder @param {string} root @param {Entry} entry */
function publish(folder, root, entry) {
  mkdirSync(dirname(join(root, entry.to)), { recursive: true });
  const built = join(folder, basename(entry.to));
  if (existsSync(`${built}.map`)) renameSync(`${built}.map`, join(root, `${entry.to}.map`));
  renameSync(built, join(root, entry.to));
}

/** @param {string} root @param {readonly Entry[]} entries */
function isBuilt(root, entries) {
  if (!existsSync(stampFile(root)) || entries.some((entry) => !existsSync(join(root, entry.to)))) return false;
  return readFileSync(stampFile(root), 'utf8') === stampOf(root, entries);
}

/** @param {string} root @param {readonly Entry[]} entries */
function stampOf(root, entries) {
  return sourceStamp(
    root,
    entries.map((entry) => `${entry.from} ${entry.to}`),
  );
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'out', '.stamp');
}

if (isStarted(import.meta.url)) {
  const result = await buildIfChanged();
  if (!result.ok) say(result.message);
  process.exitCode = result.ok ? 0 : 1;
}
