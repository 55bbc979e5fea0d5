// Makes a clone ready to start: npm packages, their native parts, and the system's programs. It installs only what is missing,
// says every word on stderr, and costs a few milliseconds when there is nothing to do. It does not bundle; bundle.mjs does.
import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { installWithApt } from './aptPackages.mjs';
import { runCommand, tailOf } from './command.mjs';
import { withLock } from './lock.mjs';
import { nativePartStands, npmEnvironment, npmProgram, packagesReady, stampPackages } from './npmPackages.mjs';
import { isStarted, ROOT } from './root.mjs';
import { say } from './say.mjs';
import { missingPrograms, repairCommand } from './systemPrograms.mjs';

const OLDEST_NODE = /** @type {const} */ ([20, 19]);

/** What does not work without a program or library. One of another use stops set-up. @type {{ [use in string]?: string }} */
const EFFECTS = {
  sandbox: 'without it no command can run in the sandbox',
  window: 'without it the window may not open',
  display: 'without it no window can be shown here',
};

/**
 * @param {{ window?: boolean, root?: string }} [options] `window`: also what Electron needs to open a window
 * @returns {Promise<boolean>} false when something without which nothing works is missing; it has been said what and how to repair it
 */
export async function setUp({ window = false, root = ROOT } = {}) {
  if (!nodeIsRecent(process.versions.node)) {
    say(
      `Goalpost needs Node ${OLDEST_NODE.join('.')} or later; this is ${process.versions.node}. Install a current Node and try again.`,
    );
    return false;
  }
  if (isReady(root, window)) return true;
  return withLock(join(root, 'out', '.setup.lock'), () => install(root, window));
}

/** @param {string} version */
export function nodeIsRecent(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** @param {string} root @param {boolean} window */
function isReady(root, window) {
  return packagesReady(root) && nativePartStands(root) && missingPrograms({ compile: false, window }).length === 0;
}

/** @param {string} root @param {boolean} window */
async function install(root, window) {
  return (await installPrograms(root, window)) && (await installPackages(root)) && (await compileNativePart(root));
}

/** @param {string} root @param {boolean} window */
async function installPrograms(root, window) {
  const options = { compile: !nativePartStands(root), window };
  const before = missingPrograms(options);
  if (before.length === 0) return true;
  await installWithApt(root, before);
  const missing = missingPrograms(options);
  if (missing.length > 0) say(missingSentence(missing));
  return missing.every((need) => need.use in EFFECTS);
}

/** @param {readonly import('./systemPrograms.mjs').Need[]} missing */
function missingSentence(missing) {
  const names = missing.map((need) => need.name).join(', ');
  const command = repairCommand(missing);
  const remedy = command === undefined ? 'Install them with your system’s package manager.' : `Install with: ${command}`;
  const [first, ...others] = new Set(missing.map((need) => EFFECTS[need.use]));
  const effect = first === undefined || others.length > 0 ? '' : ` (${first})`;
  return `Missing on this machine: ${names}${effect}. ${remedy}`;
}

/** @param {string} root */
async function installPackages(root) {
  if (packagesReady(root)) return true;
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return refuseLink(root);
  say('Installing npm packages …');
  const { exit, output } = await npm(root, ['ci']);
  if (exit !== 0 && !(await installUnlocked(root, output))) return false;
  stampPackages(root);
  return true;
}

/**
 * `npm ci` refuses a lock file that leaves out any platform's optional package, as happens where a registry did not have it yet.
 * `npm install` takes the versions of the same lock file, and is told not to change it.
 * @param {string} root @param {string} refusal what `npm ci` said
 */
async function installUnlocked(root, refusal) {
  if (existsSync(join(root, 'package-lock.json')) && !refusal.includes('EUSAGE')) return tellFailure('ci', refusal);
  const { exit, output } = await npm(root, ['install', '--no-save']);
  return exit === 0 || tellFailure('install', output);
}

/** npm would empty the folder that the link leads to, which is another clone's. @param {string} root */
function refuseLink(root) {
  say(
    `${join(root, 'node_modules')} is a link to another folder, and that one does not hold what package-lock.json asks for. Install there, or remove the link.`,
  );
  return false;
}

/** @param {string} root */
async function compileNativePart(root) {
  if (nativePartStands(root)) return true;
  say('Compiling node-pty …');
  const { exit, output } = await npm(root, ['rebuild', 'node-pty', '--ignore-scripts=false']);
  if (exit !== 0) return tellFailure('rebuild', output);
  if (nativePartStands(root)) return true;
  say('node-pty has no native part after its compilation. Look at what `npm rebuild node-pty --foreground-scripts` says.');
  return false;
}

/** The bundler is a development package, so those are asked for whatever NODE_ENV says. @param {string} root @param {readonly string[]} args */
function npm(root, args) {
  const { file, args: first } = npmProgram();
  return runCommand(file, [...first, ...args, '--include=dev', '--no-audit', '--no-fund'], { cwd: root, env: npmEnvironment() });
}

/** @param {string} verb @param {string} output */
function tellFailure(verb, output) {
  say(tailOf(output));
  say(`npm ${verb} failed. Check the network and the registry, then try again.`);
  return false;
}

if (isStarted(import.meta.url)) process.exitCode = (await setUp()) ? 0 : 1;
