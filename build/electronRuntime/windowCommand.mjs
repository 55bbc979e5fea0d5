import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The flags that this machine makes necessary; none weakens what already holds elsewhere.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {readonly string[]}
 */
export function windowFlags(env = process.env) {
  if (process.platform !== 'linux') return [];
  return [
    // Chromium refuses to start its own sandbox as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    // Older Electrons ask for X unless told.
    ...(env.WAYLAND_DISPLAY && !env.DISPLAY ? ['--ozone-platform=wayland'] : []),
  ];
}

/**
 * The environment for Electron: the user's own, without what would make it something else than an app with a window.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function windowEnvironment(env = process.env) {
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, ...kept } = env;
  return kept;
}

/**
 * Where the kernel forbids what Chromium builds its sandbox from, as Ubuntu does since 24.04, Electron ends at once unless its
 * helper belongs to root. We do not switch the sandbox off instead: whoever runs the machine decides.
 * @param {string} executable
 * @returns {string | undefined} cause and remedy
 */
export function sandboxProblem(executable) {
  if (process.platform !== 'linux' || process.getuid?.() === 0 || !namespacesForbidden()) return undefined;
  const helper = join(dirname(executable), 'chrome-sandbox');
  const stats = statSync(helper, { throwIfNoEntry: false });
  if (stats !== undefined && stats.uid === 0 && (stats.mode & 0o4000) !== 0) return undefined;
  return `This system keeps Electron from making its sandbox. Allow it with: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
}

function namespacesForbidden() {
  return (
    kernelSays('apparmor_restrict_unprivileged_userns') === '1' ||
    kernelSays('unprivileged_userns_clone') === '0' ||
    userLimit() === '0'
  );
}

function userLimit() {
  return read('/proc/sys/user/max_user_namespaces');
}

/** @param {string} name */
function kernelSays(name) {
  return read(`/proc/sys/kernel/${name}`);
}

/** @param {string} file @returns {string | undefined} */
function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
