import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Boundaries } from '../../shared/goal/contract';
import { isInside, isSymlink, realPathOf } from './paths';

/**
 * Makes the missing folders that `boundaries.write` names with a trailing `/`, and says in a sentence each what else of the
 * boundaries has no effect. Nothing is made outside the workspace.
 */
export async function prepareBoundaries(
  workspace: string,
  boundaries: Boundaries,
): Promise<{ readonly notes: readonly string[] }> {
  const root = (await realPathOf(workspace)) ?? workspace;
  const notes = [];
  for (const entry of boundaries.write) notes.push(await prepareEntry(root, entry));
  for (const entry of boundaries.hide) notes.push(await noteHidden(root, entry));
  notes.push(await noteGitLink(root, boundaries));
  return { notes: notes.filter((note) => note !== undefined) };
}

async function prepareEntry(root: string, entry: string): Promise<string | undefined> {
  const path = resolve(root, entry);
  const real = await realPathOf(path);
  if (real !== undefined) {
    return isInside(real, root) ? undefined : `boundaries.write: "${entry}" leads out of the workspace and stays read-only.`;
  }
  const holder = await deepestReal(dirname(path));
  if (!isInside(holder, root) || (await isSymlink(path))) {
    return `boundaries.write: "${entry}" leads out of the workspace and stays read-only.`;
  }
  if (!entry.endsWith('/')) {
    return `boundaries.write: "${entry}" does not exist and stays read-only; make the file, or write "${entry}/" to have the folder made.`;
  }
  return makeFolder(path, entry);
}

async function makeFolder(path: string, entry: string): Promise<string | undefined> {
  try {
    await mkdir(path, { recursive: true });
    return undefined;
  } catch (cause) {
    return `boundaries.write: "${entry}" could not be made (${(cause as NodeJS.ErrnoException).code ?? String(cause)}).`;
  }
}

/** The real path of the deepest folder on the way that exists. */
async function deepestReal(path: string): Promise<string> {
  const real = await realPathOf(path);
  return real ?? (dirname(path) === path ? path : deepestReal(dirname(path)));
}

async function noteHidden(root: string, entry: string): Promise<string | undefined> {
  const path = entry.startsWith('~') ? join(homedir(), entry.slice(1)) : resolve(root, entry);
  return (await realPathOf(path)) === undefined
    ? `boundaries.hide: "${entry}" does not exist, so there is nothing to hide.`
    : undefined;
}

async function noteGitLink(root: string, boundaries: Boundaries): Promise<string | undefined> {
  const whole = boundaries.write.some((entry) => resolve(root, entry) === root);
  if (!whole || !(await isSymlink(join(root, '.git')))) return undefined;
  return 'boundaries.write: "." opens what is there now, but nothing new can be made at the top of the workspace, because .git is a link.';
}
