// `npm run dev`: the window with reload. The page is served by Vite and replaced in place; an edit of the preload reloads the page,
// one of the main process starts it anew. Needs a display.
import { join } from 'node:path';
import { buildIfChanged } from './bundle.mjs';
import { hasDisplay } from './display.mjs';
import { sandboxProblem, windowFlags } from './electronRuntime/windowCommand.mjs';
import { ROOT } from './root.mjs';
import { say } from './say.mjs';
import { prepareWindow } from './window.mjs';

process.exitCode = await dev();

/** @returns {Promise<number>} electron-vite ends our process with Electron's own code when the window is closed */
async function dev() {
  if (!hasDisplay()) return fail('There is no display here: npm run dev needs one.');
  const electron = await prepareWindow({ bundle: false });
  if (electron === undefined) return 1;
  // What the main process starts as programs of their own; an edit there shows after the next start.
  const built = await buildIfChanged();
  if (!built.ok) return fail(built.message);
  const problem = sandboxProblem(electron.executable);
  if (problem !== undefined) say(problem);
  process.chdir(ROOT);
  delete process.env.ELECTRON_RUN_AS_NODE;
  Object.assign(process.env, {
    ELECTRON_EXEC_PATH: electron.executable,
    ELECTRON_ENTRY: ROOT,
    ELECTRON_CLI_ARGS: JSON.stringify([...windowFlags(), ...process.argv.slice(2)]),
  });
  const { createServer } = await import('electron-vite');
  await createServer({ root: ROOT, configFile: join(ROOT, 'electron.vite.config.ts') }, { rendererOnly: false });
  return 0;
}

/** @param {string} message */
function fail(message) {
  say(message);
  return 1;
}
