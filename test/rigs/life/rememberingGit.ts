import { type Dirent, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as git from '../../../electron/git/git';
import type { WorkerParts } from '../../../electron/workers/parts';

/**
 * The real git, which is asked about the same contents only once: what it said of them is remembered. A life is lived hundreds of
 * times over the same few trees, and starting git's processes for each would take most of an hour's tests.
 */
export function rememberingGit(): WorkerParts['git'] {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(key: readonly unknown[], ask: () => Promise<T>): Promise<T> => {
    const name = JSON.stringify(key);
    const answer = (known.get(name) as Promise<T> | undefined) ?? ask();
    known.set(name, answer);
    return answer;
  };
  const putBack = new Map<string, ReadonlyMap<string, Buffer>>();
  /** Done by the real git once; what stood there then is written again by hand. */
  const restored: WorkerParts['git']['restoreProtected'] = async (workspace, hashes, paths, signal) => {
    const name = JSON.stringify([hashes, paths]);
    const files = putBack.get(name);
    for (const [path, content] of files ?? []) writeFileSync(join(workspace.root, path), content);
    if (files) return { ok: true, value: undefined };
    const answer = await git.restoreProtected(workspace, hashes, paths, signal);
    putBack.set(name, new Map(paths.map((path) => [path, readFileSync(join(workspace.root, path))])));
    return answer;
  };
  return {
    takeCheckpoint: async (workspace, order, signal) => {
      const contents = contentsOf(workspace.root);
      const taken = await once(['checkpoint', contents, order.protect], () => git.takeCheckpoint(workspace, order, signal));
      return taken.ok ? { ok: true, value: { ...taken.value, id: order.id } } : taken;
    },
    changesBetween: (workspace, from, to, signal) =>
      once(['changes', from, to], () => git.changesBetween(workspace, from, to, signal)),
    patchBetween: (workspace, from, to, paths, signal) =>
      once(['patch between', from, to, paths], () => git.patchBetween(workspace, from, to, paths, signal)),
    revertFiles: git.revertFiles,
    dropCheckpoints: git.dropCheckpoints,
    ignoredFiles: (workspace, paths, signal) => once(['ignored', paths], () => git.ignoredFiles(workspace, paths, signal)),
    protectedPatch: (workspace, before, after, signal) =>
      once(['patch', before, after], () => git.protectedPatch(workspace, before, after, signal)),
    restoreProtected: (workspace, hashes, paths, signal) => restored(workspace, hashes, paths, signal),
  };
}

function contentsOf(root: string): Readonly<Record<string, string>> {
  const paths = (readdirSync(root, { recursive: true, withFileTypes: true }) as Dirent[])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(root, '.git/')))
    .sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}
