// Makes the window ready (set-up, bundles, Electron) and starts it. It does not decide whether there is a display; start.mjs does.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { buildIfChanged } from './bundle.mjs';
import { electronRuntime, noteOn } from './electronRuntime/electronRuntime.mjs';
import { sandboxProblem, windowEnvironment, windowFlags } from './electronRuntime/windowCommand.mjs';
import { ROOT } from './root.mjs';
import { say } from './say.mjs';
import { setUp } from './setup.mjs';

/** @typedef {import('./electronRuntime/electronRuntime.mjs').Electron} Electron */

const FAILED = 1;

/**
 * Everything that a window needs. What is missing has been said.
 * @param {{ bundle: boolean }} options `bundle`: also what Electron is to open
 * @returns {Promise<Electron | undefined>}
 */
export async function prepareWindow({ bundle }) {
  if (!(await setUp({ window: true }))) return undefined;
  if (bundle && !(await bundled())) return undefined;
  const found = await electronRuntime();
  if (!found.ok) say(found.message);
  return found.ok ? found.electron : undefined;
}

async function bundled() {
  const built = await buildIfChanged({ window: true });
  if (!built.ok) say(built.message);
  return built.ok;
}

/**
 * Opens the window and stays until it is closed.
 * @param {readonly string[]} args for the app
 * @returns {Promise<number>} Electron's exit code
 */
export async function launchWindow(args) {
  const electron = await prepareWindow({ bundle: true });
  if (electron === undefined) return FAILED;
  for (const line of [noteOn(electron), sandboxProblem(electron.executable)]) if (line !== undefined) say(line);
  return runElectron(electron, [...windowFlags(), ROOT, ...args]);
}

/**
 * @param {Electron} electron
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code; 128 and the signal's number when one ended it
 */
function runElectron({ executable }, args) {
  const child = spawn(executable, args, { stdio: 'inherit', env: windowEnvironment() });
  const stopForwarding = forwardSignals(child);
  return new Promise((resolve) => {
    child.on('error', (cause) => {
      say(`Electron could not be started: ${cause.message}`);
      resolve(FAILED);
    });
    child.on('close', (exit, signal) => resolve(exit ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  }).finally(stopForwarding);
}

/**
 * A terminal sends Ctrl-C to Electron as well as to us, and Electron takes a second one as the order to die at once: so those are
 * handed on only where no terminal does it.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  const fromTerminal = process.stdin.isTTY === true;
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGHUP', 'SIGTERM'];
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    if (!fromTerminal || signal === 'SIGTERM') child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}
