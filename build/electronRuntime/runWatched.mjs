import { spawn } from 'node:child_process';
import { folderSize } from './folderSize.mjs';

// Often enough to end a blocked download in time, seldom enough that walking the folders costs nothing.
const LOOK_MS = 500;
const PROGRESS_MS = 5_000;
// Enough of what a program said to find its reason in.
const TAIL_CHARACTERS = 8_000;

/**
 * @typedef {object} Watch
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {readonly string[]} folders where the program writes what it fetches
 * @property {number} firstByteMs ended when nothing has been written after so long
 * @property {number} stallMs ended when, after the first byte, nothing more was written for so long
 * @property {(megabytes: number) => void} progress called every few seconds while bytes come
 */

/**
 * Runs a program that fetches something large, for as long as what it writes grows.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {Watch} watch
 * @returns {Promise<string | undefined>} why it failed, without a full stop
 */
export function runWatched(file, args, watch) {
  const child = spawn(file, args, { cwd: watch.cwd, env: watch.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output = (output + text).slice(-TAIL_CHARACTERS);
    });
  const guard = endWhenStuck(watch, () => child.kill('SIGKILL'));
  return new Promise((resolve) => {
    child.on('error', (cause) => resolve(cause.message));
    child.on('close', (exit) => resolve(exit === 0 ? undefined : (guard.reason() ?? reasonIn(output))));
  }).finally(() => guard.stop());
}

/** @param {Watch} watch @param {() => void} end */
function endWhenStuck(watch, end) {
  const start = folderSize(watch.folders);
  let size = start;
  let grew = Date.now();
  let told = Date.now();
  /** @type {string | undefined} */
  let reason;
  const timer = setInterval(() => {
    const now = folderSize(watch.folders);
    if (now !== size) grew = Date.now();
    size = now;
    const limit = size > start ? watch.stallMs : watch.firstByteMs;
    if (Date.now() - grew > limit) {
      reason = `no data for ${Math.round(limit / 1000)} seconds`;
      end();
    } else if (Date.now() - told > PROGRESS_MS && size > start) {
      told = Date.now();
      watch.progress(Math.round((size - start) / 1e6));
    }
  }, LOOK_MS);
  return { reason: () => reason, stop: () => clearInterval(timer) };
}

/** The line that says what went wrong, without the stack around it. @param {string} output */
function reasonIn(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /\b\w*Error\b|\berror\b|\bE[A-Z]{4,}\b/.test(line)) ?? lines.at(-1) ?? 'no word of why';
  return telling.trim().replace(/\.$/, '');
}
