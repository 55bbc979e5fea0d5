import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { CommandPolicy } from '../sandbox/sandbox';

/** What a tool wants with a path. Only `create` may name one that is not there. */
export type Access = 'read' | 'edit' | 'create' | 'delete';

/** Answers why the real path may not be accessed, or nothing when it may. */
export type Reach = (real: string) => string | undefined;

/** Kernel folders whose files are this process's own secrets or devices; a command has its own private copies. */
const KERNEL_FOLDERS = ['/proc', '/sys', '/dev'];

/**
 * The rules of the sandbox for a tool that works outside of it: a denial wins over a permission, except that a hidden folder round
 * the workspace or the temp folder does not hide these. Real paths only. Hard links cannot be told from their other names: a command cannot make one
 * across a boundary (each is a mount of its own), one that stood before counts as the name it is reached by.
 */
export function reachOf(policy: CommandPolicy, access: Access): Reach {
  return (real) => {
    const hidden = readRefusal(policy, real);
    return hidden ?? (access === 'read' ? undefined : writeRefusal(policy, real, access));
  };
}

function readRefusal(policy: CommandPolicy, real: string): string | undefined {
  if (KERNEL_FOLDERS.some((folder) => isInside(real, folder))) return 'is not a file of the project: use shell to look at it';
  const hidden = innermost(policy.denyRead, real);
  if (hidden === undefined) return undefined;
  const open = innermost([policy.workspace, ...policy.write.filter((entry) => !isInside(entry, policy.workspace))], real);
  if (open !== undefined && open.length > hidden.length) return undefined;
  return 'is hidden: the boundaries of the goal keep it from being read';
}

function writeRefusal(policy: CommandPolicy, real: string, access: Access): string | undefined {
  const entry = innermost(policy.write, real);
  const denied = innermost(policy.denyWrite, real);
  if (denied !== undefined) return 'is read-only whatever boundaries.write says';
  if (entry === undefined) return 'is outside boundaries.write: the contract would have to list it';
  if (entry === real && access === 'delete')
    return 'is an entry of boundaries.write by itself: it can be edited, but not deleted or moved';
  return undefined;
}

function innermost(entries: readonly string[], real: string): string | undefined {
  return entries
    .filter((entry) => isInside(real, entry))
    .reduce<string | undefined>((best, entry) => (entry.length > (best?.length ?? -1) ? entry : best), undefined);
}

/** Whether a path is a folder or lies in it. Both absolute, without a slash at the end. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** The real path of what a model names, relative to `root`; parts that are not there yet are kept. Refuses a dangling symlink. */
export async function resolveReal(root: string, path: string): Promise<Result<string, string>> {
  if (path.includes('\0')) return err('is not a path: it holds a NUL character');
  return climb(isAbsolute(path) ? resolve(path) : resolve(root, path));
}

async function climb(path: string): Promise<Result<string, string>> {
  try {
    return ok(await realpath(path));
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code !== 'ENOENT') return err(pathFault(code));
  }
  if (await isThere(path)) return err('is a symbolic link to something that is not there');
  const parent = await climb(dirname(path));
  return parent.ok ? ok(join(parent.value, path.slice(dirname(path).length).replace(/^\/+/, ''))) : parent;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (thrown) {
    errorCode(thrown);
    return false;
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'has a file where a folder should be',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link that leads nowhere, or was changed meanwhile',
  ENAMETOOLONG: 'is too long a name',
  EACCES: 'cannot be opened: permission denied',
  EPERM: 'cannot be opened: permission denied',
  ENOSPC: 'could not be written: the disk is full',
  EROFS: 'is on a read-only file system',
  EEXIST: 'is there already',
  ETXTBSY: 'is a program that is being executed',
};

/** What a file system error says about its path, as the end of a sentence that begins with the path. */
export function pathFault(code: string): string {
  return FAULTS[code] ?? `could not be used (${code})`;
}

/** The code of a file system error; anything else thrown is a bug and is thrown on. */
export function errorCode(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') return thrown.code;
  throw thrown;
}
