import { assertNever } from '../kernel/assertNever';
import type { BroughtResult } from '../thread/place';
import { counted, t } from '../words/t';

/** A result that came back, and what its owner should know of it. */
export interface BroughtBack {
  readonly result: BroughtResult;
  readonly notes: readonly string[];
}

/** `3 files as a commit on the branch goal/faster (1a2b3c4d), as of checkpoint c9`. */
export function broughtWords(result: BroughtResult): string {
  const files = counted(result.files, 'file', 'files');
  return t`${files} ${how(result)}, as of checkpoint ${result.checkpoint}`;
}

function how(result: BroughtResult): string {
  switch (result.as) {
    case 'patch':
      return t`as the patch ${result.path}`;
    case 'apply':
      return t`into ${result.root}`;
    case 'branch':
      return t`as a commit on the branch ${result.branch} (${result.commit.slice(0, 8)})`;
    default:
      return assertNever(result);
  }
}
