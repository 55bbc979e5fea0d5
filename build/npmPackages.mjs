import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * True when node_modules holds what package-lock.json asks for. Decided by a stamp; where somebody ran npm himself, by npm's own
 * record of what it installed, so that nothing is installed twice.
 * @param {string} root
 */
export function packagesReady(root) {
  const wanted = digest(root);
  if (readText(stampFile(root)) === wanted) return true;
  if (!installedAsLocked(root)) return false;
  writeFileSync(stampFile(root), wanted);
  return true;
}

/** Remembers that the present lock file is installed. @param {string} root */
export function stampPackages(root) {
  writeFileSync(stampFile(root), digest(root));
}

/** True when node-pty's native part stands: compiled on Linux, shipped elsewhere. @param {string} root */
export function nativePartStands(root) {
  const folder = join(root, 'node_modules', 'node-pty');
  return (
    existsSync(join(folder, 'build', 'Release', 'pty.node')) || existsSync(join(folder, 'prebuilds', platformName(), 'pty.node'))
  );
}

/**
 * npm as a program of the node that runs us, so that no shell and no second node in PATH decides.
 * @returns {{ file: string, args: readonly string[] }}
 */
export function npmProgram() {
  const prefix = dirname(process.execPath);
  const inherited = process.env.npm_execpath ?? '';
  const places = [
    /npm-cli\.c?js$/.test(inherited) ? inherited : '',
    join(prefix, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(prefix, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = places.find((place) => place !== '' && existsSync(place));
  return script === undefined ? { file: 'npm', args: [] } : { file: process.execPath, args: [script] };
}

/**
 * The environment for npm. Where node came with its headers, node-gyp is told so: it would fetch them from nodejs.org, which
 * not every network that reaches a package registry can reach.
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
  const prefix = dirname(dirname(process.execPath));
  const hasHeaders = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
  return { ...(hasHeaders ? { npm_config_nodedir: prefix } : {}), ...process.env };
}

/** @param {string} root */
function installedAsLocked(root) {
  const locked = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (locked === undefined || installed === undefined) return false;
  const complete = Object.entries(locked).every(([path, entry]) => path === '' || isInstalled(entry, installed[path]));
  return complete && Object.keys(installed).every((path) => path in locked && existsSync(join(root, path)));
}

/** @param {LockedPackage} locked @param {LockedPackage | undefined} installed */
function isInstalled(locked, installed) {
  if (installed === undefined) return locked.optional === true || locked.devOptional === true;
  return installed.version === locked.version && installed.integrity === locked.integrity;
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function packagesOf(file) {
  const text = readText(file);
  if (text === '') return undefined;
  try {
    return JSON.parse(text).packages;
  } catch {
    return undefined; // a half-written record is no record: npm makes it anew
  }
}

/** The lock file and the machine: a folder carried to another platform must be installed again. @param {string} root */
function digest(root) {
  return createHash('sha256')
    .update(`${platformName()}\n`)
    .update(readText(join(root, 'package-lock.json')))
    .digest('hex');
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.goalpost-setup');
}

function platformName() {
  return `${process.platform}-${process.arch}`;
}

/** @param {string} file @returns {string} empty when there is no such file */
function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
