import { basename, join } from 'node:path';

/** @typedef {{ from: string, to: string }} Entry paths below the root */

// Electron 33 has Node 20.18 and Chromium 130, and is the oldest that opens our window; Vite would take targets from its own defaults,
// electron-vite from the installed electron package.
export const NODE_TARGET = 'node20.18';
export const CHROME_TARGET = 'chrome130';

// Ids of packages and of Node's own modules: neither relative, nor absolute, nor made by a plugin. Zod alone is taken in: it is a hundred
// files, half of them languages that nobody asks for, and reading them is a tenth of what the app takes to start.
const PACKAGE = /^(?![./\0]|[a-z]:[\\/]|zod(?:\/|$))/i;

/**
 * Vite's settings for one file that Node or Electron runs. A `.cjs` is a preload: CommonJS, and whole but for electron itself, as a
 * sandboxed preload can load nothing else. Every other one is an ES module that leaves packages outside.
 * @param {string} root
 * @param {Entry} entry
 * @param {string} folder where the file is written
 * @returns {import('vite').InlineConfig & { build: import('vite').BuildEnvironmentOptions }}
 */
export function entrySettings(root, entry, folder) {
  const preload = entry.to.endsWith('.cjs');
  return {
    ...QUIET,
    root,
    ssr: { noExternal: preload ? true : ['zod'] },
    build: {
      ssr: true,
      target: NODE_TARGET,
      outDir: folder,
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: join(root, entry.from),
        external: preload ? ['electron'] : [PACKAGE],
        // One file for an entry: it can be replaced by one rename, and `import.meta.url` is in out/ for all of its modules.
        output: { format: preload ? 'cjs' : 'es', entryFileNames: basename(entry.to), codeSplitting: false },
      },
    },
  };
}

/**
 * Vite's settings for the window's page.
 * @param {string} root
 * @param {string} folder where index.html and assets/ are written
 * @returns {Promise<import('vite').InlineConfig & { build: import('vite').BuildEnvironmentOptions }>}
 */
export async function rendererSettings(root, folder) {
  const { default: react } = await import('@vitejs/plugin-react');
  return {
    ...QUIET,
    root: join(root, 'renderer'),
    // The page is served under a protocol of our own, from whatever folder the app stands in.
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: CHROME_TARGET,
      rolldownOptions: { input: join(root, 'renderer', 'index.html') },
      outDir: folder,
      emptyOutDir: false,
      modulePreload: { polyfill: false },
      // The page's policy lists no data: addresses, so nothing becomes one.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      // Everything is read from the disk; Monaco alone is above any limit that makes sense for the web.
      chunkSizeWarningLimit: 10_000,
    },
  };
}

/** @type {import('vite').InlineConfig} */
const QUIET = { configFile: false, envDir: false, publicDir: false, logLevel: 'warn' };
