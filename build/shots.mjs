// `npm run shots`: pictures of the real window in every place, into shots/. It makes everything ready and calls
// test/e2e/shots.ts, which says what is pictured: `export async function takeShots(options: ShotsOptions): Promise<Shots>`.
// `npm run shots -- inbox diff` takes those of the views and scenes whose names begin so, `npm run shots -- --readme` those that
// README.md shows, into docs/.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDisplayWhereNone } from './e2eSetup.mjs';
import { ROOT } from './root.mjs';
import { say } from './say.mjs';
import { prepareWindow } from './window.mjs';

const SCRIPT = join(ROOT, 'test', 'e2e', 'shots.ts');
const README = '--readme';

process.exitCode = await shots(process.argv.slice(2));

/** @param {readonly string[]} words @returns {Promise<number>} */
async function shots(words) {
  if (!existsSync(SCRIPT)) return fail('There is nothing to picture: test/e2e/shots.ts is missing.');
  if ((await prepareWindow({ bundle: true })) === undefined) return 1;
  const endDisplay = await openDisplayWhereNone();
  try {
    // Vite runs the script where it stands, so that it finds build/ and what it reads beside itself.
    const { runnerImport } = await import('vite');
    const { module } = await runnerImport(SCRIPT, { root: ROOT, configFile: false, envDir: false, logLevel: 'warn' });
    if (typeof module.takeShots !== 'function') return fail('test/e2e/shots.ts must export takeShots(options).');
    const readme = words.includes(README);
    const folder = join(ROOT, readme ? 'docs' : 'shots');
    mkdirSync(folder, { recursive: true });
    return told(folder, await module.takeShots({ folder, readme, only: words.filter((word) => word !== README), say }));
  } finally {
    await endDisplay();
  }
}

/** @param {string} folder @param {import('../test/e2e/shots').Shots} shots */
function told(folder, { taken, failed }) {
  say(`${taken.length} pictures in ${folder}`);
  for (const name of taken) say(`  ${name}`);
  if (failed.length === 0) return taken.length > 0 ? 0 : fail('No view has such a name.');
  say(`${failed.length} failed`);
  for (const line of failed) say(`  ${line}`);
  return 1;
}

/** @param {string} message */
function fail(message) {
  say(message);
  return 1;
}
