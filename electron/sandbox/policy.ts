/** Compiles a contract's boundaries into what one command may touch. It looks at the disk and makes only the folders asked for. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Boundaries } from '../../shared/goal/contract';
import type { CommandPolicy } from './command';
import { limitsOf } from './limits';
import { entriesOf, isInside, isSymlink, realPathOf } from './paths';
import { environmentFiles, presentSecrets } from './secrets';

/** Real absolute paths. `temp` is the goal's own temporary folder, made when missing; `dataDir` is the app's data folder. */
export interface PolicyPlace {
  readonly workspace: string;
  readonly gitDir: string;
  readonly commonDir: string;
  readonly temp: string;
  /** Where the goal's tools keep what they can make anew; made when missing. */
  readonly cache?: string;
  readonly home: string;
  readonly dataDir: string;
}

/** What no command of a thread may write or read, whoever runs it; looked up once for all of its policies. */
interface Denials {
  readonly git: readonly string[];
  readonly hidden: readonly string[];
}

/** What an agent's command may touch: `boundaries.write` and its temporary folder, never git's own files. */
export async function agentPolicy(
  place: PolicyPlace,
  boundaries: Boundaries,
  denials: Promise<Denials> = denialsOf(place, boundaries),
): Promise<CommandPolicy> {
  return policyFor(place, boundaries, await denials, {
    write: await writableEntries(place.workspace, boundaries.write),
    guard: [],
  });
}

/**
 * What a check may touch: the whole workspace, so that builds and caches work (the verifier undoes what it should not have
 * changed), but not git's own files nor the protected ones, unless they are among `writes`.
 */
export async function checkPolicy(
  place: PolicyPlace,
  boundaries: Boundaries,
  writes: readonly string[],
  protect: readonly string[],
  denials: Promise<Denials> = denialsOf(place, boundaries),
): Promise<CommandPolicy> {
  const [whole, written, guarded] = await Promise.all(
    [['.'], writes, protect].map((entries) => writableEntries(place.workspace, entries)),
  );
  const guard = (guarded ?? []).filter((path) => !written?.includes(path));
  return policyFor(place, boundaries, await denials, { write: [...new Set([...(whole ?? []), ...(written ?? [])])], guard });
}

/** Both at once, for a thread whose checks have a temporary folder of their own. */
export async function threadPolicies(
  place: PolicyPlace,
  boundaries: Boundaries,
  checks: { readonly temp: string; readonly writes: readonly string[]; readonly protect: readonly string[] },
): Promise<{ readonly agent: CommandPolicy; readonly check: CommandPolicy }> {
  const denials = denialsOf(place, boundaries);
  const [agent, check] = await Promise.all([
    agentPolicy(place, boundaries, denials),
    checkPolicy(placeOfChecks(place, checks.temp), boundaries, checks.writes, checks.protect, denials),
  ]);
  return { agent, check };
}

/** The cache of checks lies in their temporary folder, and is emptied with it. */
function placeOfChecks({ cache: _agents, ...place }: PolicyPlace, temp: string): PolicyPlace {
  return { ...place, temp };
}

async function denialsOf(place: PolicyPlace, boundaries: Boundaries): Promise<Denials> {
  const [git, hidden] = await Promise.all([gitPaths(place), hiddenPaths(place, boundaries)]);
  return { git, hidden };
}

async function policyFor(
  place: PolicyPlace,
  boundaries: Boundaries,
  denials: Denials,
  { write, guard }: { readonly write: readonly string[]; readonly guard: readonly string[] },
): Promise<CommandPolicy> {
  await mkdir(place.temp, { recursive: true, mode: 0o700 });
  const [temp, cache] = await Promise.all([place.temp, place.cache].map(async (own) => own && ((await realPathOf(own)) ?? own)));
  return {
    workspace: place.workspace,
    write: [...write, ...[temp, cache].filter((own) => own !== undefined)],
    denyWrite: [...new Set([...denials.git, ...guard])],
    denyRead: denials.hidden,
    hosts: boundaries.hosts,
    sockets: boundaries.sockets,
    limits: limitsOf(boundaries.limits),
  };
}

/** Entries as real paths. What is missing, or leads out of the workspace through a link, is left out. */
async function writableEntries(workspace: string, entries: readonly string[]): Promise<readonly string[]> {
  const resolved = await Promise.all(entries.map((entry) => realPathOf(resolve(workspace, entry))));
  const inside = resolved.filter((path) => path !== undefined && isInside(path, workspace)) as string[];
  const opened = await Promise.all(inside.map((path) => (path === workspace ? wholeWorkspace(workspace) : [path])));
  return [...new Set(opened.flat())];
}

/**
 * A `.git` that is a symbolic link cannot be mounted over, so it could be replaced by a folder with hooks of the agent's. There
 * the entries beside it are opened one by one, and nothing new can be made at the top.
 */
async function wholeWorkspace(workspace: string): Promise<readonly string[]> {
  const git = join(workspace, '.git');
  if (!(await isSymlink(git))) return [workspace];
  const entries = (await entriesOf(workspace)).filter((path) => path !== git);
  const real = await Promise.all(entries.map(realPathOf));
  return real.filter((path, index) => path !== undefined && path === entries[index]) as string[];
}

/** `.git` of the workspace (a folder, or a worktree's file), and the folders it stands for. */
async function gitPaths(place: PolicyPlace): Promise<readonly string[]> {
  const paths = await Promise.all([join(place.workspace, '.git'), place.gitDir, place.commonDir].map(realPathOf));
  return paths.filter((path) => path !== undefined) as string[];
}

async function hiddenPaths(place: PolicyPlace, boundaries: Boundaries): Promise<readonly string[]> {
  const [writable, files, secrets] = await Promise.all([
    writableEntries(place.workspace, boundaries.write),
    environmentFiles(place.workspace),
    presentSecrets(place.home),
  ]);
  const environment = files.filter((path) => !writable.includes(path));
  const asked = boundaries.hide.map((entry) => hiddenEntry(entry, place));
  const real = await Promise.all([place.dataDir, ...secrets, ...environment, ...asked].map(realPathOf));
  return [...new Set(real.filter((path) => path !== undefined) as string[])];
}

/** `~/…` is under home, an absolute path is itself, anything else is in the workspace. */
function hiddenEntry(entry: string, place: PolicyPlace): string {
  if (entry === '~' || entry.startsWith('~/')) return join(place.home, entry.slice(1));
  return resolve(place.workspace, entry);
}
