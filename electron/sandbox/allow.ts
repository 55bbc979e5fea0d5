/** What a permission adds to a policy, and what can never be added, whoever allows it. */
import { readdir } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve, sep } from 'node:path';
import { isHostPattern } from '../../shared/goal/host';
import { type Allowance, coversHost } from '../../shared/tools/permission/allowance';
import type { CommandPolicy } from './command';
import { isInside, realPathOf } from './paths';
import type { PolicyPlace } from './policy';
import { presentSecrets } from './secrets';

/** Written there, something would be run outside of the sandbox, by the system or by its services. */
const SYSTEM_FOLDERS = [
  ...['/bin', '/boot', '/dev', '/etc', '/lib', '/lib32', '/lib64', '/libx32', '/proc', '/run', '/sbin', '/snap', '/sys', '/usr'],
  ...['/var/lib', '/var/spool', '/var/run', '/private/etc', '/private/var/db', '/System', '/Library', '/Applications'],
];

/** The one part of a home folder's dot entries that holds no settings or programs. */
const HOME_CACHE = '.cache';

/** Deeper repositories in a folder that is asked for are not looked for: every level costs a walk. */
const REPOSITORY_DEPTH = 3;

/** What can be asked of a person, what can never be allowed (a sentence each), and what is allowed already. */
export interface JudgedAllowance {
  readonly allow: Allowance;
  readonly never: readonly string[];
}

export type AskedAllowance = {
  readonly [K in 'hosts' | 'write' | 'read']?: readonly string[] | undefined;
} & { readonly sockets?: boolean | undefined };

/** Looks at what is asked for as it is on the disk now. What the policy allows already is left out. */
export async function judgeAllowance(
  place: PolicyPlace,
  policy: CommandPolicy,
  protect: readonly string[],
  asked: AskedAllowance,
): Promise<JudgedAllowance> {
  const never: string[] = [];
  const real = async (path: string) => {
    const found = await realPathOf(wholePath(place, path));
    if (found === undefined) never.push(`${path} does not exist. Ask for the folder in which it is to be, or make it first.`);
    return found;
  };
  const keep = (path: string, refusal: string | undefined) => {
    if (refusal === undefined) return [path];
    never.push(`${path} ${refusal}`);
    return [];
  };
  const write: string[] = [];
  for (const path of asked.write ?? []) {
    const found = await real(path);
    if (found === undefined || isWritable(policy, found)) continue;
    write.push(...keep(found, await neverWritten(place, policy, protect, found)));
  }
  const read: string[] = [];
  for (const path of asked.read ?? []) {
    const found = await real(path);
    if (found === undefined || !policy.denyRead.some((hidden) => isInside(found, hidden))) continue;
    read.push(...keep(found, await neverRead(place, policy, found)));
  }
  const hosts = (asked.hosts ?? []).flatMap((host) => (isAllowed(policy, host) ? [] : keep(host, neverReached(host))));
  return { allow: { hosts, write, read, sockets: asked.sockets === true && !policy.sockets }, never };
}

function wholePath(place: PolicyPlace, path: string): string {
  if (path === '~' || path.startsWith('~/')) return join(place.home, path.slice(1));
  return resolve(place.workspace, path);
}

const isWritable = (policy: CommandPolicy, path: string) =>
  policy.write.some((entry) => isInside(path, entry)) && !policy.denyWrite.some((entry) => isInside(path, entry));

const isAllowed = (policy: CommandPolicy, host: string) => policy.hosts.some((entry) => coversHost(entry, host));

async function neverWritten(
  place: PolicyPlace,
  policy: CommandPolicy,
  protect: readonly string[],
  path: string,
): Promise<string | undefined> {
  if (path.split(sep).includes('.git') || policy.denyWrite.some((entry) => isInside(path, entry)))
    return 'is never writable: git’s own files are the app’s, which brings results back.';
  const own = [place.workspace, place.home, ...policy.denyWrite];
  if (!isInside(path, place.workspace) && own.some((entry) => isInside(entry, path)))
    return 'is never writable whole: the workspace, its git folder or the home folder lies in it. Ask for a folder in it.';
  for (const entry of protect) {
    const held = (await realPathOf(resolve(place.workspace, entry))) ?? resolve(place.workspace, entry);
    if (isInside(path, held) || isInside(held, path))
      return `is never writable: ${entry} is protected, because the checks rest on it. Only an edit of the contract changes that.`;
  }
  if (await touchesSecret(place, path)) return 'is never writable: secrets or the app’s own data lie there.';
  const outside =
    SYSTEM_FOLDERS.some((folder) => isInside(path, folder)) || isHomeSetting(place, path) || isProgramFolder(place, path);
  if (outside) return 'is never writable: what stands there is run or read outside of the sandbox.';
  const nested = await repositoryIn(path, REPOSITORY_DEPTH);
  if (nested !== undefined) return `is never writable whole: ${nested} is another repository. Ask for a folder beside it.`;
  return undefined;
}

async function neverRead(place: PolicyPlace, policy: CommandPolicy, path: string): Promise<string | undefined> {
  if (await touchesSecret(place, path))
    return 'can never be read: it is among the secrets of the machine, or the app’s own data.';
  if (policy.denyRead.includes(path)) return undefined;
  return `is hidden as a part of ${policy.denyRead.find((hidden) => isInside(path, hidden))}. Ask for that.`;
}

/** A machine in a cloud hands out its keys there. */
const METADATA = /^(?:169\.254\.\d+\.\d+|metadata\.google\.internal|\[fd00:ec2::254\])(?::|$)/i;

function neverReached(host: string): string | undefined {
  if (!isHostPattern(host)) return 'is no host. Write example.com, *.example.com or example.com:443.';
  return METADATA.test(host) ? 'can never be reached: it hands out the keys of the machine.' : undefined;
}

async function touchesSecret(place: PolicyPlace, path: string): Promise<boolean> {
  const known = await Promise.all(
    [place.dataDir, ...(await presentSecrets(place.home))].map(async (entry) => (await realPathOf(entry)) ?? entry),
  );
  return known.some((secret) => isInside(path, secret) || isInside(secret, path));
}

function isHomeSetting(place: PolicyPlace, path: string): boolean {
  if (!isInside(path, place.home) || isInside(path, place.workspace)) return false;
  const [first = ''] = path.slice(place.home.length + 1).split(sep);
  return (first.startsWith('.') && first !== HOME_CACHE) || first === 'Library';
}

function isProgramFolder(place: PolicyPlace, path: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder) && folder !== '/');
  return folders.some((folder) => !isInside(folder, place.workspace) && (isInside(path, folder) || isInside(folder, path)));
}

/** The first folder below that is a repository of its own. */
async function repositoryIn(folder: string, depth: number): Promise<string | undefined> {
  if (depth === 0) return undefined;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name === '.git') continue;
    const path = join(folder, entry.name);
    if ((await realPathOf(join(path, '.git'))) !== undefined) return path;
    const deeper = await repositoryIn(path, depth - 1);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/**
 * The policy with what was allowed. A path must still be the real one that was asked about, and git's own files in it stay as they are:
 * whatever has come there since, a permission allows no more than what it said.
 */
export async function widen(place: PolicyPlace, policy: CommandPolicy, allow: Allowance): Promise<CommandPolicy> {
  const same = await Promise.all(allow.write.map(async (path) => ((await realPathOf(path)) === path ? [path] : [])));
  const write = (await Promise.all(same.flat().map(async (path) => ((await touchesSecret(place, path)) ? [] : [path])))).flat();
  const git = (await Promise.all(write.map((path) => realPathOf(join(path, '.git'))))).filter((path) => path !== undefined);
  return {
    ...policy,
    write: [...new Set([...policy.write, ...write])],
    denyWrite: [...new Set([...policy.denyWrite, ...git])],
    denyRead: policy.denyRead.filter((path) => !allow.read.includes(path)),
    hosts: [...new Set([...policy.hosts, ...allow.hosts])],
    sockets: policy.sockets || allow.sockets,
  };
}
