import { t } from '../words/t';
import type { InboxAsk } from './inboxAsk';
import type { InboxRow } from './inboxRows';

/** Which rows are looked at; an empty word leaves all of them. */
export interface InboxFilter {
  readonly workspace: string;
  readonly kind: InboxAsk['kind'] | '';
}

export const NO_FILTER: InboxFilter = { workspace: '', kind: '' };

/** One choice with how many rows it leaves. */
export interface FilterChoice<T extends string> {
  readonly value: T;
  readonly words: string;
  readonly count: number;
}

const KIND_WORDS: Readonly<Record<InboxAsk['kind'], string>> = {
  permission: t`Permission`,
  blocked: t`Blocked`,
  budget: t`Budget`,
  protected: t`Protected files`,
  human: t`Look`,
  acceptance: t`Acceptance`,
  baseline: t`Baseline`,
  usage: t`Quota`,
};

export function filtered(rows: readonly InboxRow[], filter: InboxFilter): readonly InboxRow[] {
  return rows.filter(
    (row) =>
      (filter.workspace === '' || row.workspace === filter.workspace) && (filter.kind === '' || row.ask.kind === filter.kind),
  );
}

/** What there is to choose from, each with its count; of the one it leaves the other as it is. */
export function filterChoices(rows: readonly InboxRow[], filter: InboxFilter) {
  const workspaces = occurrences(filtered(rows, { ...filter, workspace: '' }).map((row) => row.workspace));
  const kinds = occurrences(filtered(rows, { ...filter, kind: '' }).map((row) => row.ask.kind));
  return {
    workspaces: workspaces.map(([value, count]) => ({ value, words: value, count })).toSorted(byWords),
    kinds: kinds.map(([value, count]) => ({ value, words: KIND_WORDS[value], count })).toSorted(byWords),
  };
}

function occurrences<T>(values: readonly T[]): readonly (readonly [T, number])[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}

function byWords<T extends string>(a: FilterChoice<T>, b: FilterChoice<T>): number {
  return a.words.localeCompare(b.words, 'en');
}
