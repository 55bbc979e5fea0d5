import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// Waiting is rare (two first starts at once) and follows work of seconds, so a short pause costs nothing.
const POLL_MS = 50;
// A lock file is written in one call right after it is made: an empty one this old belongs to a process that died between the two.
const HALF_MADE_MS = 5_000;
// Longer than any install on a slow line; guards against a process id that was given to another program since.
const OLDEST_MS = 30 * 60_000;

/**
 * Does `work` while this process alone holds `file`. A second process waits; a lock whose holder died is taken over.
 * @template T
 * @param {string} file absolute path of the lock file; its folder is made when missing
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  while (!take(file)) await sleep(POLL_MS);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  if (create(file)) return true;
  if (isStale(file)) removeStale(file);
  return false;
}

/** @param {string} file @returns {boolean} */
function create(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw cause;
  }
}

/**
 * Only the holder of the second lock removes the first, and looks again before it does. Without that, two processes that saw
 * the same dead holder could each remove "it", the later one removing the lock that the earlier one had just taken.
 * @param {string} file
 */
function removeStale(file) {
  const guard = `${file}.takeover`;
  if (!create(guard)) {
    if (ageMs(guard) > HALF_MADE_MS) rmSync(guard, { force: true });
    return;
  }
  if (isStale(file)) rmSync(file, { force: true });
  rmSync(guard, { force: true });
}

/** @param {string} file */
function isStale(file) {
  const age = ageMs(file);
  if (age > OLDEST_MS) return true;
  const holder = Number(readOrEmpty(file));
  return holder > 0 ? !isAlive(holder) : age > HALF_MADE_MS;
}

/** @param {string} file @returns {number} 0 when it is gone: then there is nothing to take over */
function ageMs(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? 0 : Date.now() - stats.mtimeMs;
}

/** @param {string} file */
function readOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return '';
    throw cause;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return codeOf(cause) === 'EPERM';
  }
}

/** @param {unknown} cause */
function codeOf(cause) {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}
