import { t } from '../../words/t';
import { ACTIONS, type ActionRow, GROUP_WORDS, keysOf } from './table';

/** Keys by where they hold. */
export interface KeyGroup {
  readonly where: string;
  readonly rows: readonly { readonly keys: string; readonly words: string }[];
}

/** Every key: those of actions, which hold everywhere, by their group; and those of one place, where they are shown beside what they do. */
export function keyGroups(mac: boolean): readonly KeyGroup[] {
  const all = [...ACTIONS.flatMap((row: ActionRow) => keyed(row, mac)), ...within(mac)];
  return [...new Set(all.map(({ where }) => where))].map((where) => ({ where, rows: all.filter((row) => row.where === where) }));
}

interface Keyed {
  readonly where: string;
  readonly keys: string;
  readonly words: string;
}

function keyed(row: ActionRow, mac: boolean): readonly Keyed[] {
  const keys = keysOf(row, mac);
  return keys === undefined ? [] : [{ where: GROUP_WORDS[row.group], keys, words: row.words }];
}

function within(mac: boolean): readonly Keyed[] {
  return WITHIN.map(([where, keys, words]) => ({
    where,
    keys: keys === 'copy' ? (mac ? 'mod C' : 'mod shift C') : keys,
    words,
  }));
}

const WITHIN: readonly (readonly [where: string, keys: string, words: string])[] = [
  [t`Lists`, 'j k', t`Next row, previous row`],
  [t`Lists`, '↵', t`Open the row`],
  [t`Lists`, '/', t`Search threads`],
  [t`Lists`, 'esc', t`Leave what is open`],
  [t`Thread list`, 'p', t`Pin or unpin the thread`],
  [t`Thread list`, 'e', t`Archive the thread, or take it back`],
  [t`Inbox`, 'y n', t`Yes, no`],
  [t`Inbox`, 'g a', t`For the goal, always`],
  [t`Inbox`, 'e', t`Edit or explain the answer`],
  [t`Inbox`, 'z', t`Take the answer back`],
  [t`Inbox`, 'o', t`Open the thread`],
  [t`Composer`, '↵', t`Queue the message`],
  [t`Composer`, 'mod ↵', t`Send it now`],
  [t`Composer`, 'shift ↵', t`New line`],
  [t`Goal form`, 'alt ↵', t`Apply the first rewrite`],
  [t`Goal form`, 'mod ↵', t`Draft or activate`],
  [t`Diff`, 'j k', t`Next file, previous file`],
  [t`Diff`, 'n p', t`Next change, previous change`],
  [t`Diff`, 'v', t`Mark as reviewed`],
  [t`Diff`, 'c', t`Comment`],
  [t`Diff`, 'u', t`Fold or unfold what is unchanged`],
  [t`Diff`, 'shift R', t`Put the change back`],
  [t`Timeline`, '← →', t`From mark to mark`],
  [t`Timeline`, '+ − 0', t`Zoom the axis`],
  [t`In a terminal`, 'mod F', t`Find`],
  [t`In a terminal`, 'copy', t`Copy the selection`],
  [t`In a terminal`, 'mod +', t`Larger text`],
  [t`In a terminal`, 'mod −', t`Smaller text`],
  [t`In a terminal`, 'mod 0', t`Standard text`],
  [t`In a terminal`, 'F6', t`Leave the terminal`],
];
