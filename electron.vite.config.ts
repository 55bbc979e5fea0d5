import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import { WINDOW_ENTRIES } from './build/bundle.mjs';
import { type Entry, entrySettings, rendererSettings } from './build/bundleSettings.mjs';

// For `npm run dev` alone, which is electron-vite's reload; what is started otherwise is bundled by build/bundle.mjs from the same settings.
const ROOT = fileURLToPath(new URL('.', import.meta.url));

const watched = (entry: Entry) => {
  const { build } = entrySettings(ROOT, entry, join(ROOT, 'out'));
  return { publicDir: false as const, build: { ...build, externalizeDeps: false, watch: {} } };
};

export default defineConfig(async () => {
  const [main, preload] = WINDOW_ENTRIES.map(watched);
  const { configFile: _file, ...renderer } = await rendererSettings(ROOT, join(ROOT, 'out', 'renderer'));
  return { ...(main && { main }), ...(preload && { preload }), renderer };
});
