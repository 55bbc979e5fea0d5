import { PLAIN_DIFF } from './changesBetween';
import { inNeutral, inScratch } from './neutralRepository';
import type { Workspace } from './workspace';

/** The difference of two trees (hashes) as `git apply` takes it: every byte of it, binary files and names of any bytes too. */
export function wholePatch(workspace: Workspace, from: string, to: string, signal: AbortSignal): Promise<Buffer> {
  const args = [
    'diff-tree',
    ...PLAIN_DIFF,
    '-M',
    '-p',
    '--binary',
    '--full-index',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    from,
    to,
  ];
  return inScratch(
    workspace,
    { objects: 'thrown away' },
    signal,
    async (repository) => (await inNeutral(repository, args, {}, signal)).stdout,
  );
}
