import { stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Workspace } from '../git/git';
import type { ExportParts } from './parts';

/** The diff between two trees; the error is why it cannot be had, such as that the workspace is not there any more. */
export async function patchOr(
  git: Pick<ExportParts['git'], 'patchBetween'>,
  workspace: Workspace,
  [from, to]: readonly [string, string],
  signal: AbortSignal,
): Promise<Result<string, string>> {
  if (!(await isFolder(workspace.root))) return err('its workspace is not there any more');
  const patch = await git.patchBetween(workspace, from, to, [], signal);
  signal.throwIfAborted();
  return patch.ok ? ok(patch.value) : err(patch.error.message);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown) return false;
    throw thrown;
  }
}
