// The checks that need no test: types, lint and format, layers, sizes, generated files. Each says its name, its verdict and its
// time; all are looked at even when one fails.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildOne } from './bundle.mjs';
import { runCommand } from './command.mjs';
import { isStarted, ROOT } from './root.mjs';
import { say } from './say.mjs';
import { setUp } from './setup.mjs';

/** @typedef {{ ok: boolean, report: string }} Verdict */
/** @typedef {{ name: string, look: () => Promise<Verdict> }} Step */

const TSC = 'node_modules/typescript/bin/tsc';
const BIOME = 'node_modules/@biomejs/biome/bin/biome';

/** @type {readonly Step[]} */
const STEPS = [
  { name: 'types', look: () => program(TSC, ['-p', 'tsconfig.json']) },
  { name: 'types of shared/ without Node and DOM', look: () => program(TSC, ['-p', 'shared/tsconfig.json']) },
  { name: 'types of renderer/ with the DOM', look: () => typesOfRenderer() },
  { name: 'lint and format', look: () => program(BIOME, ['ci', '--error-on-warnings', '--colors=off']) },
  { name: 'layers and sizes', look: () => built('build/checks/checks.ts') },
  { name: 'words', look: () => built('build/words/words.ts') },
  { name: 'docs/contract.schema.json', look: () => built('build/contractSchema.ts') },
];

/** @returns {Promise<readonly string[]>} the names of the steps that failed */
export async function check() {
  const failed = [];
  for (const step of STEPS) {
    const began = performance.now();
    const { ok, report } = await step.look();
    say(`${ok ? 'ok    ' : 'FAILED'} ${step.name} (${Math.round(performance.now() - began)} ms)`);
    if (report.trim() !== '') say(report.trimEnd());
    if (!ok) failed.push(step.name);
  }
  return failed;
}

/** @returns {Promise<Verdict>} */
async function typesOfRenderer() {
  const stands = existsSync(join(ROOT, 'renderer', 'tsconfig.json'));
  return stands ? program(TSC, ['-p', 'renderer/tsconfig.json']) : { ok: true, report: '' };
}

/** @param {string} script @param {readonly string[]} args @returns {Promise<Verdict>} */
async function program(script, args) {
  const { exit, output } = await runCommand(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT });
  return { ok: exit === 0, report: exit === 0 ? '' : output };
}

/**
 * A check written in TypeScript: bundled, then asked for its verdict.
 * @param {string} from a module that exports `check(root: string): Promise<Verdict>`
 * @returns {Promise<Verdict>}
 */
async function built(from) {
  if (!existsSync(join(ROOT, from))) return { ok: false, report: `${from} is missing.` };
  const to = from.replace(/^build\//, 'out/build/').replace(/\.ts$/, '.mjs');
  const result = await buildOne({ from, to });
  if (!result.ok) return { ok: false, report: result.message };
  const module = await import(pathToFileURL(join(ROOT, to)).href);
  if (typeof module.check !== 'function')
    return { ok: false, report: `${from} must export check(root): Promise<{ ok, report }>.` };
  return module.check(ROOT);
}

if (isStarted(import.meta.url)) {
  const failed = (await setUp()) ? await check() : ['set-up'];
  if (failed.length > 0) say(`Failed: ${failed.join(', ')}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
