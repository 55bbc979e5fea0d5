// `npm run bench -- NAME`: bundles test/bench/NAME.ts and runs it in this process; further words are the benchmark's own. One that opens
// the real window is run where it stands instead, and exports `bench(words: readonly string[]): Promise<void>`.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfChanged, buildOne } from './bundle.mjs';
import { openDisplayWhereNone } from './e2eSetup.mjs';
import { ROOT } from './root.mjs';
import { say } from './say.mjs';
import { setUp } from './setup.mjs';
import { prepareWindow } from './window.mjs';

const BAD_USAGE = 64;
const FOLDER = 'test/bench';

/** Those that open the real window. */
const WINDOWED = new Set(['terminal', 'window']);

const [name, ...rest] = process.argv.slice(2);
process.exitCode = await bench();

/** @returns {Promise<number>} the exit code; a benchmark may set another one itself */
async function bench() {
  const names = benchmarks();
  if (name === undefined) return list(names);
  if (WINDOWED.has(name)) return runWindowed(name);
  if (names.includes(name)) return (await setUp()) ? run(name) : 1;
  say(`There is no benchmark ${name}. Known: ${names.join(', ') || 'none'}.`);
  return BAD_USAGE;
}

/** @param {readonly string[]} names */
function list(names) {
  say(names.length === 0 ? `No benchmark stands in ${FOLDER}.` : 'Benchmarks, each started with npm run bench -- NAME:');
  for (const each of names) process.stdout.write(`${each}\n`);
  return 0;
}

/** @param {string} chosen @returns {Promise<number>} */
async function run(chosen) {
  const to = `out/bench/${chosen}.mjs`;
  for (const build of [() => buildIfChanged(), () => buildOne({ from: `${FOLDER}/${chosen}.ts`, to })]) {
    const result = await build();
    if (!result.ok) say(result.message);
    if (!result.ok) return 1;
  }
  // A benchmark reads its own arguments as if it had been started itself.
  process.argv.splice(1, process.argv.length - 1, join(ROOT, to), ...rest);
  await import(pathToFileURL(join(ROOT, to)).href);
  return Number(process.exitCode ?? 0);
}

/** @param {string} chosen @returns {Promise<number>} */
async function runWindowed(chosen) {
  if ((await prepareWindow({ bundle: true })) === undefined) return 1;
  const endDisplay = await openDisplayWhereNone();
  try {
    // Vite runs it where it stands, so that it finds build/ and the tests' way to the window beside itself.
    const { runnerImport } = await import('vite');
    const script = join(ROOT, FOLDER, `${chosen}.ts`);
    const { module } = await runnerImport(script, { root: ROOT, configFile: false, envDir: false, logLevel: 'warn' });
    await module.bench(rest);
    return Number(process.exitCode ?? 0);
  } finally {
    await endDisplay();
  }
}

/** @returns {readonly string[]} */
function benchmarks() {
  if (statSync(join(ROOT, FOLDER), { throwIfNoEntry: false }) === undefined) return [];
  const files = readdirSync(join(ROOT, FOLDER)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return files.map((file) => file.slice(0, -'.ts'.length)).sort();
}
