// Starts the command line in this very process, after set-up and, when a source changed, after bundling. No npm, no shell and no
// child stands between the caller and the program: signals reach it, and the exit code is its own.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfChanged } from './bundle.mjs';
import { ROOT } from './root.mjs';
import { say } from './say.mjs';
import { setUp } from './setup.mjs';

// The command line's own code for "failed": a clone that cannot be started must not look like a goal that needs its user.
const FAILED = 5;

/**
 * Sets `process.exitCode` to what the command line answers.
 * @param {readonly string[]} argv the arguments after the program's name
 */
export async function launch(argv) {
  process.exitCode = (await isReady()) ? await runMain(argv) : FAILED;
}

async function isReady() {
  if (!(await setUp())) return false;
  const built = await buildIfChanged();
  if (!built.ok) say(built.message);
  return built.ok;
}

/** @param {readonly string[]} argv @returns {Promise<number>} */
async function runMain(argv) {
  process.setSourceMapsEnabled(true);
  const { main } = await import(pathToFileURL(join(ROOT, 'out', 'cli.mjs')).href);
  try {
    return await main(argv);
  } catch (cause) {
    // Expected failures are answered with a code: what is thrown is a bug, and its place is what helps.
    say(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
    return FAILED;
  }
}
