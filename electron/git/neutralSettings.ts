import { join } from 'node:path';
import type { GitConfig } from './environment';
import { filesStamp } from './fileState';
import { settingsLike } from './userRepository';
import type { Workspace } from './workspace';

export interface NeutralSettings {
  readonly objectFormat: 'sha1' | 'sha256';
  readonly config: GitConfig;
}

const known = new Map<string, { readonly stamp: string; readonly settings: NeutralSettings }>();

/**
 * The settings of a neutral repository: ours, and what the user's configuration says about the file system, ignored files and the
 * database. Read again when the repository's own configuration file changed; one of the user or the system needs a restart.
 */
export async function neutralSettings(workspace: Workspace, signal: AbortSignal): Promise<NeutralSettings> {
  const stamp = await filesStamp([join(workspace.commonDir, 'config'), join(workspace.gitDir, 'config.worktree')]);
  const found = known.get(workspace.gitDir);
  if (found?.stamp === stamp) return found.settings;
  const settings = await readSettings(workspace, signal);
  known.set(workspace.gitDir, { stamp, settings });
  return settings;
}

const EXACT_BYTES: GitConfig = [
  ['core.attributesFile', '/dev/null'],
  ['core.autocrlf', 'false'],
  ['core.safecrlf', 'false'],
  // Trust the kernel's change time: an agent can set a file's modification time, but not this one.
  ['core.trustctime', 'true'],
  ['core.checkStat', 'default'],
  ['core.untrackedCache', 'false'],
  ['core.splitIndex', 'false'],
  ['index.sparse', 'false'],
  // On Linux a file named `git~1` is a file like any other, and must not make a checkpoint fail.
  ['core.protectNTFS', 'false'],
  ['core.protectHFS', String(process.platform === 'darwin')],
];

/** None of these names a program. */
const MIRRORED =
  '^(core\\.(filemode|symlinks|ignorecase|precomposeunicode|sharedrepository|excludesfile)|extensions\\.objectformat)$';

async function readSettings(workspace: Workspace, signal: AbortSignal): Promise<NeutralSettings> {
  const found = await settingsLike(workspace, MIRRORED, signal);
  const format = found.find(([key]) => key === 'extensions.objectformat')?.[1];
  const mirrored = found.filter(([key]) => key.startsWith('core.'));
  return { objectFormat: format === 'sha256' ? 'sha256' : 'sha1', config: [...EXACT_BYTES, ...mirrored] };
}
