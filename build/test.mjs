// `npm test`: set-up, bundles, the checks, then every test, those of the real window last, whatever failed before. Its last line alone is "N passed, N failed".
// Words after `--` are Vitest's file filters; with them the checks are left out.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfChanged, windowStands } from './bundle.mjs';
import { check } from './check.mjs';
import { ROOT } from './root.mjs';
import { say } from './say.mjs';
import { setUp } from './setup.mjs';
import { countTests } from './testReport.mjs';

/** @typedef {import('./testReport.mjs').TestReport} TestReport */

const filters = process.argv.slice(2);
const window = opensWindow();
const ready = await setUp({ window });
const failedSteps = ready ? await prepare() : ['set-up'];
const report = ready ? await runVitest() : nothing();
const { passed, failed, skipped } = countTests(report, { failedSteps, red: Boolean(process.exitCode) });
if (failedSteps.length > 0) say(`Failed before the tests: ${failedSteps.join(', ')}.`);
if (skipped > 0) say(`${skipped} skipped.`);
process.exitCode = failed > 0 ? 1 : 0;
process.stdout.write(`${passed} passed, ${failed} failed\n`);

/** @returns {Promise<readonly string[]>} the steps that failed */
async function prepare() {
  const built = await buildIfChanged({ window: window && windowStands() });
  if (!built.ok) say(built.message);
  const failedChecks = filters.length === 0 ? await check() : [];
  return [...(built.ok ? [] : ['bundle']), ...failedChecks];
}

/** Whether tests of the real window are among those asked for; only they need Electron, which is large. */
function opensWindow() {
  const folder = join(ROOT, 'test', 'e2e');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.e2e.ts')) : [];
  return files.some((file) => filters.length === 0 || filters.some((filter) => join(folder, file).includes(filter)));
}

/** @returns {Promise<TestReport>} */
async function runVitest() {
  const file = join(ROOT, 'out', 'test', `report-${process.pid}.json`);
  mkdirSync(join(ROOT, 'out', 'test'), { recursive: true });
  const { startVitest } = await import('vitest/node');
  const vitest = await startVitest('test', filters, {
    root: ROOT,
    watch: false,
    reporters: ['default', 'json'],
    outputFile: { json: file },
  });
  await vitest.close();
  return takeReport(file);
}

/** @param {string} file @returns {TestReport} */
function takeReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    say(`Vitest left no report: ${cause instanceof Error ? cause.message : String(cause)}`);
    return nothing();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @returns {TestReport} */
function nothing() {
  return { success: false, numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
}
