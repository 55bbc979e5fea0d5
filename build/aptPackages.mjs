import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand, tailOf } from './command.mjs';
import { say } from './say.mjs';
import { debianPackage, hasProgram } from './systemPrograms.mjs';

// After a failed try of apt-get, starting the app must not pay for another one each time; a repaired network is found soon enough.
const RETRY_MS = 10 * 60_000;

/**
 * On Debian and its kin, as root: installs the packages of what is missing. Elsewhere it does nothing, nor when GOALPOST_NO_APT is 1.
 * What could not be installed is said; whether it matters is the caller's to judge.
 * @param {string} root
 * @param {readonly import('./systemPrograms.mjs').Need[]} missing
 */
export async function installWithApt(root, missing) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !hasProgram('apt-get')) return;
  const names = missing.map((need) => need.name).join(', ');
  if (process.env.GOALPOST_NO_APT === '1' || triedLately(root, names)) return;
  say(`Installing system packages for ${names} …`);
  const failure = await apt(missing);
  if (failure === undefined) return;
  say(failure);
  rememberTry(root, names);
}

/**
 * @param {readonly import('./systemPrograms.mjs').Need[]} missing
 * @returns {Promise<string | undefined>} what went wrong
 */
async function apt(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const patience = ['-o', 'DPkg::Lock::Timeout=300'];
  await runCommand('apt-get', [...patience, 'update'], { env });
  const packages = missing.map((need) => debianPackage(need.debian) ?? need.name);
  const args = [...patience, 'install', '-y', '--no-install-recommends', ...new Set(packages)];
  const { exit, output } = await runCommand('apt-get', args, { env });
  if (exit !== 0) return `${tailOf(output)}\napt-get install failed with exit code ${exit}.`;
  const left = missing.filter((need) => !need.library && !hasProgram(need.name)).map((need) => need.name);
  return left.length === 0 ? undefined : `apt-get has installed them, but PATH does not lead to ${left.join(', ')}.`;
}

/** @param {string} root @param {string} names */
function triedLately(root, names) {
  const file = tryFile(root);
  if (!existsSync(file)) return false;
  const [at = '0', tried = ''] = readFileSync(file, 'utf8').split('\n');
  return tried === names && Date.now() - Number(at) < RETRY_MS;
}

/** @param {string} root @param {string} names */
function rememberTry(root, names) {
  mkdirSync(dirname(tryFile(root)), { recursive: true });
  writeFileSync(tryFile(root), `${Date.now()}\n${names}`);
}

/** @param {string} root */
function tryFile(root) {
  return join(root, 'out', '.setup-tried');
}
