import { ACTIONS, type ActionRow, keysOf } from './table';

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
  return keys === undefined ? [] : [{ where: row.group, keys, words: row.words }];
}

function within(mac: boolean): readonly Keyed[] {
  return WITHIN.map(([where, keys, words]) => ({ where, keys: keys === 'copy' ? (mac ? 'mod C' : 'mod shift C') : keys, words }));
}

const WITHIN: readonly (readonly [where: string, keys: string, words: string])[] = [
  ['Lists', 'j k', 'Next row, previous row'],
  ['Lists', '↵', 'Open the row'],
  ['Lists', '/', 'Search threads'],
  ['Lists', 'esc', 'Leave what is open'],
  ['Thread list', 'p', 'Pin or unpin the thread'],
  ['Thread list', 'e', 'Archive the thread, or take it back'],
  ['Inbox', 'y n', 'Yes, no'],
  ['Inbox', 'g a', 'For the goal, always'],
  ['Inbox', 'e', 'Edit the answer'],
  ['Composer', '↵', 'Queue the message'],
  ['Composer', 'mod ↵', 'Send it now'],
  ['Composer', 'shift ↵', 'New line'],
  ['Goal form', 'alt ↵', 'Apply the first rewrite'],
  ['Goal form', 'mod ↵', 'Draft or activate'],
  ['Diff', 'j k', 'Next file, previous file'],
  ['Diff', 'n p', 'Next change, previous change'],
  ['Diff', 'v', 'Mark as reviewed'],
  ['Diff', 'c', 'Comment'],
  ['Diff', 'u', 'Fold or unfold what is unchanged'],
  ['Diff', 'shift R', 'Put the change back'],
  ['Timeline', '← →', 'From mark to mark'],
  ['Timeline', '+ − 0', 'Zoom the axis'],
  ['In a terminal', 'mod F', 'Find'],
  ['In a terminal', 'copy', 'Copy the selection'],
  ['In a terminal', 'mod +', 'Larger text'],
  ['In a terminal', 'mod −', 'Smaller text'],
  ['In a terminal', 'mod 0', 'Standard text'],
  ['In a terminal', 'F6', 'Leave the terminal'],
];
