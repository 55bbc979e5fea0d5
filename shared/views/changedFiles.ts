import { t } from '../words/t';
import type { DiffFile } from './diffTree';
import { lineCounts } from './format';

/** A changed file as a row of the live view: where it stands in the goal, and how much of it changed since the start. */
export interface ChangedFileRow {
  readonly path: string;
  readonly name: string;
  readonly folder: string;
  /** `3`, or `1, 3`: the turns that changed it; `you` where somebody did between turns; empty where neither is known. */
  readonly turns: string;
  readonly counts: string;
  readonly kind: DiffFile['kind'];
  readonly status: string;
  /** What its figures and its shape mean, in words. */
  readonly meaning: string;
}

/** What needs a look first, then what the last turns changed, then by path. */
export function changedFileRows(files: readonly DiffFile[]): readonly ChangedFileRow[] {
  return files.toSorted(byNeed).map((file) => {
    const turns = [...file.turns.map(String), ...(file.others ? [t`you`] : [])].join(', ');
    const counts = lineCounts(file.added, file.removed);
    const kind = KINDS[file.kind];
    const told = [kind, file.status, turns === '' ? '' : t`turn ${turns}`];
    const meaning = told.filter((part) => part !== '').join(', ');
    return {
      path: file.path,
      name: file.name,
      folder: file.folder,
      turns,
      counts,
      kind: file.kind,
      status: file.status,
      meaning,
    };
  });
}

const KINDS = { outside: t`outside the boundary`, protected: t`protected`, folder: '' } as const;
const RANK = { outside: 0, protected: 1, folder: 2 } as const;

function byNeed(a: DiffFile, b: DiffFile): number {
  return RANK[a.kind] - RANK[b.kind] || (b.turns.at(-1) ?? 0) - (a.turns.at(-1) ?? 0) || a.path.localeCompare(b.path, 'en');
}
