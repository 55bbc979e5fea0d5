/** Keys by where they hold, as `Keys` writes them. */
export interface KeyGroup {
  readonly where: string;
  readonly keys: readonly (readonly [keys: string, does: string])[];
}

const MAC = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);

export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    where: 'Everywhere',
    keys: [
      ['mod N', 'New goal'],
      ['mod I', 'Inbox'],
      ['mod ,', 'Settings'],
      ['mod shift N', 'New window'],
      ['mod .', 'Pause or resume the goal'],
      ['F6', 'Next region; with ⇧ the one before'],
      ['mod 0', 'Zoom as set'],
      ['esc', 'Leave what is open'],
    ],
  },
  {
    where: 'Inbox',
    keys: [
      ['j k', 'Next, previous'],
      ['↵', 'Open the thread'],
      ['y', 'Yes'],
      ['n', 'No'],
      ['g', 'For the goal'],
      ['a', 'Always'],
      ['e', 'Edit the answer'],
    ],
  },
  {
    where: 'Composer',
    keys: [
      ['↵', 'Queue the message'],
      ['mod ↵', 'Send it now'],
      ['shift ↵', 'New line'],
    ],
  },
  {
    where: 'Diff',
    keys: [
      ['j k', 'Next, previous file'],
      ['n p', 'Next, previous change'],
      ['v', 'Mark as reviewed'],
      ['c', 'Comment'],
      ['u', 'Fold or unfold what is unchanged'],
      ['shift R', 'Put the change back'],
    ],
  },
  {
    where: 'Terminal',
    keys: [
      ['mod shift T', 'New shell'],
      ['mod F', 'Find'],
      [MAC ? 'mod C' : 'mod shift C', 'Copy the selection'],
      ['mod +', 'Larger text'],
      ['mod −', 'Smaller text'],
      ['mod 0', 'Standard text'],
    ],
  },
];
