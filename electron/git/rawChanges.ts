import { PLAIN_DIFF } from './changesBetween';
import { inNeutral, type NeutralRepository } from './neutralRepository';
import { nulFields } from './paths';

/** Mode and content of a file in a tree. */
export interface Content {
  readonly mode: string;
  readonly hash: string;
}

export interface RawChange {
  readonly was: Content | null;
  readonly is: Content | null;
}

/** Every path at which two trees differ, a moved file at both of its paths. */
export async function rawChanges(
  repository: NeutralRepository,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, RawChange>> {
  const args = ['diff-tree', ...PLAIN_DIFF, '--no-renames', '--raw', '-z', from, to];
  const fields = nulFields((await inNeutral(repository, args, {}, signal)).stdout);
  const changes = new Map<string, RawChange>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [modeBefore = '', modeAfter = '', before = '', after = ''] = (fields[at] ?? '').slice(1).split(' ');
    changes.set(fields[at + 1] ?? '', { was: contentOf(modeBefore, before), is: contentOf(modeAfter, after) });
  }
  return changes;
}

function contentOf(mode: string, hash: string): Content | null {
  return /^0*$/.test(hash) ? null : { mode, hash };
}

export function sameContent(a: Content | null, b: Content | null): boolean {
  return a?.mode === b?.mode && a?.hash === b?.hash;
}
