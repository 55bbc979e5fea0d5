import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { hasDisplay } from './display.mjs';

/**
 * A program or library that must stand on the machine, and the package that brings it.
 * @typedef {object} Need
 * @property {string} name what is looked for: a program in PATH, or a library file
 * @property {'sandbox' | 'base' | 'compile' | 'window' | 'display'} use `sandbox`: without it the app starts but refuses to run commands;
 *   `display`: shows a window where there is no screen
 * @property {boolean} [library]
 * @property {readonly string[]} debian package names, the first known one is taken (Debian 13 and Ubuntu 24.04 renamed some)
 * @property {string} [fedora]
 * @property {string} [arch]
 * @property {string} [brew]
 */

/** @type {readonly Need[]} */
const LINUX = [
  { name: 'git', use: 'base', debian: ['git'], fedora: 'git', arch: 'git' },
  { name: 'bwrap', use: 'sandbox', debian: ['bubblewrap'], fedora: 'bubblewrap', arch: 'bubblewrap' },
  { name: 'socat', use: 'sandbox', debian: ['socat'], fedora: 'socat', arch: 'socat' },
  { name: 'rg', use: 'sandbox', debian: ['ripgrep'], fedora: 'ripgrep', arch: 'ripgrep' },
  { name: 'setsid', use: 'sandbox', debian: ['util-linux'], fedora: 'util-linux', arch: 'util-linux' },
  { name: 'g++', use: 'compile', debian: ['g++'], fedora: 'gcc-c++', arch: 'gcc' },
  { name: 'make', use: 'compile', debian: ['make'], fedora: 'make', arch: 'make' },
  { name: 'python3', use: 'compile', debian: ['python3'], fedora: 'python3', arch: 'python' },
  { name: 'Xvfb', use: 'display', debian: ['xvfb'], fedora: 'xorg-x11-server-Xvfb', arch: 'xorg-server-xvfb' },
  // These five bring everything that Electron is linked with; fontconfig, which GTK brings, brings a font.
  { name: 'libgtk-3.so.0', library: true, use: 'window', debian: ['libgtk-3-0t64', 'libgtk-3-0'], fedora: 'gtk3', arch: 'gtk3' },
  { name: 'libnss3.so', library: true, use: 'window', debian: ['libnss3'], fedora: 'nss', arch: 'nss' },
  { name: 'libgbm.so.1', library: true, use: 'window', debian: ['libgbm1'], fedora: 'mesa-libgbm', arch: 'mesa' },
  {
    name: 'libasound.so.2',
    library: true,
    use: 'window',
    debian: ['libasound2t64', 'libasound2'],
    fedora: 'alsa-lib',
    arch: 'alsa-lib',
  },
];

/** @type {readonly Need[]} */
const MACOS = [
  { name: 'git', use: 'base', debian: [], brew: 'git' },
  { name: 'rg', use: 'sandbox', debian: [], brew: 'ripgrep' },
];

/**
 * What this machine lacks. `compile`: a native package is still to be compiled. `window`: the app's window will be opened.
 * @param {{ compile: boolean, window: boolean }} options
 * @returns {readonly Need[]}
 */
export function missingPrograms({ compile, window }) {
  const asked = { base: true, sandbox: true, compile, window, display: window && !hasDisplay() };
  return needsOf(process.platform).filter(
    (need) => asked[need.use] && !(need.library ? hasLibrary(need.name) : hasProgram(need.name)),
  );
}

/** @param {NodeJS.Platform} platform @returns {readonly Need[]} */
function needsOf(platform) {
  if (platform === 'linux') return LINUX;
  return platform === 'darwin' ? MACOS : [];
}

/**
 * The one command that repairs the machine, or undefined where we know none.
 * @param {readonly Need[]} missing
 * @returns {string | undefined}
 */
export function repairCommand(missing) {
  const as = process.getuid?.() === 0 ? '' : 'sudo ';
  if (process.platform === 'darwin')
    return line(
      'brew install',
      missing.map((need) => need.brew),
    );
  if (hasProgram('apt-get'))
    return line(
      `${as}apt-get install -y`,
      missing.map((need) => debianPackage(need.debian)),
    );
  if (hasProgram('dnf'))
    return line(
      `${as}dnf install -y`,
      missing.map((need) => need.fedora),
    );
  if (hasProgram('pacman'))
    return line(
      `${as}pacman -S --needed`,
      missing.map((need) => need.arch),
    );
  return undefined;
}

/**
 * The first of these names that this release has. A name without a package of its own answers too, but not with a package.
 * @param {readonly string[]} alternatives
 * @returns {string | undefined}
 */
export function debianPackage(alternatives) {
  if (alternatives.length < 2) return alternatives[0];
  const shown = (/** @type {string} */ name) => spawnSync('apt-cache', ['show', name], { encoding: 'utf8' }).stdout ?? '';
  return alternatives.find((name) => shown(name).includes(`Package: ${name}\n`)) ?? alternatives.at(-1);
}

/** @param {string} command @param {readonly (string | undefined)[]} packages */
function line(command, packages) {
  const names = [...new Set(packages.filter((name) => name !== undefined))];
  return names.length === 0 ? undefined : [command, ...names].join(' ');
}

/** @param {string} name */
export function hasProgram(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .some((folder) => isExecutable(join(folder, name)));
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
function hasLibrary(name) {
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  return [`/usr/lib/${triplet}`, `/lib/${triplet}`, '/usr/lib64', '/usr/lib'].some((folder) => existsSync(join(folder, name)));
}
