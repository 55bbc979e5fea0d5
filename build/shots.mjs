// `npm run shots`: pictures of the real window in every place, into shots/. It makes everything ready and calls
// test/e2e/shots.ts, which says what is pictured: `export async function takeShots(folder: string): Promise<void>`.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDisplayWhereNone } from './e2eSetup.mjs';
import { ROOT } from './root.mjs';
import { say } from './say.mjs';
import { prepareWindow } from './window.mjs';

const SCRIPT = join(ROOT, 'test', 'e2e', 'shots.ts');
const FOLDER = join(ROOT, 'shots');

process.exitCode = await shots();

/** @returns {Promise<number>} */
async function shots() {
  if (!existsSync(SCRIPT)) return fail('There is nothing to picture: test/e2e/shots.ts is missing.');
  if ((await prepareWindow({ bundle: true })) === undefined) return 1;
  const endDisplay = await openDisplayWhereNone();
  try {
    // Vite runs the script where it stands, so that it finds build/ and what it reads beside itself.
    const { runnerImport } = await import('vite');
    const { module } = await runnerImport(SCRIPT, { root: ROOT, configFile: false, envDir: false, logLevel: 'warn' });
    if (typeof module.takeShots !== 'function') return fail('test/e2e/shots.ts must export takeShots(folder).');
    mkdirSync(FOLDER, { recursive: true });
    await module.takeShots(FOLDER);
    say(`${readdirSync(FOLDER).length} pictures in ${FOLDER}`);
    return 0;
  } finally {
    await endDisplay();
  }
}

/** @param {string} message */
function fail(message) {
  say(message);
  return 1;
}
