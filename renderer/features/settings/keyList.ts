import { ACTIONS, type ActionRow, KEYS_WITHIN, keysOf } from '../../../shared/views/actions/table';

/** Keys by where they hold, as `Keys` writes them. */
export interface KeyGroup {
  readonly where: string;
  readonly keys: readonly { readonly of: string; readonly does: string }[];
}

/** Every key: those that hold everywhere by their group, then those of one place. */
export function keyGroups(mac: boolean): readonly KeyGroup[] {
  const everywhere = ACTIONS.flatMap((row: ActionRow) => {
    const of = keysOf(row, mac);
    return of === undefined ? [] : [{ where: row.group as string, of, does: row.words }];
  });
  const all = [...everywhere, ...KEYS_WITHIN.map(({ where, keys, words }) => ({ where, of: keys, does: words }))];
  return [...new Set(all.map(({ where }) => where))].map((where) => ({ where, keys: all.filter((row) => row.where === where) }));
}
