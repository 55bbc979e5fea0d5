import type { ThreadGroup, ThreadRow } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';

export interface RowGroup {
  readonly group: ThreadGroup;
  readonly name: string;
  readonly rows: readonly ThreadRow[];
}

const NAMES: Readonly<Record<ThreadGroup, string>> = {
  needs_you: t`Needs you`,
  working: t`Working`,
  waiting: t`Waiting`,
  done: t`Done`,
};

/** The list by who needs what; groups without a thread are left out. Within one, what is pinned comes first, and nothing else changes its place. */
export function groupRows(rows: readonly ThreadRow[]): readonly RowGroup[] {
  return (['needs_you', 'working', 'waiting', 'done'] as const)
    .map((group) => ({ group, name: NAMES[group], rows: pinnedFirst(rows.filter((row) => row.group === group)) }))
    .filter((group) => group.rows.length > 0);
}

function pinnedFirst(rows: readonly ThreadRow[]): readonly ThreadRow[] {
  return [...rows.filter((row) => row.pinned), ...rows.filter((row) => !row.pinned)];
}
