import { describe, expect, it } from 'vitest';
import { type ActionContext, availableActions } from './available';
import { fuzzyFind } from './fuzzy';
import { accelerator, actionOf, type KeyPress, writtenKeys } from './keys';
import { ACTIONS, type ActionId, type ActionRow, keysOf } from './table';

const ROWS: readonly ActionRow[] = ACTIONS;
const press = (key: string, ...held: readonly ('ctrl' | 'meta' | 'alt' | 'shift')[]): KeyPress => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

describe('the table of actions', () => {
  it.each([true, false])('has each key once, and each id and each word once (macOS: %s)', (mac) => {
    for (const all of [ROWS.flatMap((row) => keysOf(row, mac) ?? []), ROWS.map(({ id }) => id), ROWS.map(({ words }) => words)]) {
      expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
    }
  });

  it.each(ROWS.flatMap((row) => (row.keys === undefined ? [] : [[row.keys, row.id] as const])))(
    'is found by its key: %s',
    (keys, id) => {
      const parts = keys.split(' ');
      const last = parts.at(-1) ?? '';
      const names: Readonly<Record<string, string>> = { '←': 'ArrowLeft', '→': 'ArrowRight', '−': '-' };
      const held = [parts.includes('mod') && 'ctrl', parts.includes('alt') && 'alt', parts.includes('shift') && 'shift'] as const;
      const made = press(names[last] ?? last, ...held.filter((one) => one !== false));
      expect(actionOf(made, { mac: false, typing: false })).toBe(id);
    },
  );
});

describe('keys', () => {
  it('are written as the table has them, whatever the keyboard needs for a sign', () => {
    expect(writtenKeys(press('f', 'ctrl', 'shift'), false)).toBe('mod shift F');
    expect([press('=', 'ctrl'), press('+', 'ctrl', 'shift')].map((one) => writtenKeys(one, false))).toEqual(['mod +', 'mod +']);
    expect(writtenKeys(press('?', 'shift'), false)).toBe('?');
    expect(writtenKeys(press('F6', 'shift'), false)).toBe('shift F6');
  });

  it('alone are left to whoever types', () => {
    expect(actionOf(press('?', 'shift'), { mac: false, typing: true })).toBeUndefined();
    expect(actionOf(press('F6'), { mac: false, typing: true })).toBe('view.nextRegion');
    expect(actionOf(press('k', 'ctrl'), { mac: false, typing: true })).toBe('palette.open');
  });

  it('of the other system mean nothing', () => {
    expect(actionOf(press('k', 'meta'), { mac: false, typing: false })).toBeUndefined();
    expect(actionOf(press('k', 'ctrl'), { mac: true, typing: false })).toBeUndefined();
    expect(actionOf(press('k', 'meta'), { mac: true, typing: false })).toBe('palette.open');
  });

  it('are accelerators of the menu where they are no single key', () => {
    expect(['mod shift F', 'alt ←', 'mod −', 'mod +', 'F11', '?'].map(accelerator)).toEqual([
      'CommandOrControl+Shift+F',
      'Alt+Left',
      'CommandOrControl+-',
      'CommandOrControl+Plus',
      'F11',
      undefined,
    ]);
  });
});

describe('what can be done', () => {
  const everything = new Set<ActionId>(ACTIONS.map(({ id }) => id));
  const nowhere: ActionContext = {
    place: 'first',
    row: undefined,
    main: undefined,
    back: false,
    forward: false,
    threads: 0,
    provided: everything,
  };
  const ids = (context: ActionContext) => availableActions(context).map(({ id }) => id);

  it('is nothing of a thread where none is open', () => {
    expect(ids(nowhere).filter((id) => /^(goal|thread)\./.test(id))).toEqual(['thread.archived']);
  });

  it('follows the thread, in words of what it would do', () => {
    const row = { status: 'complete', archived: true, pinned: true, apart: true } as const;
    const words = availableActions({ ...nowhere, place: 'thread', row, main: 'Resume', threads: 1 }).map((one) => one.words);
    expect(words).toEqual(expect.arrayContaining(['Resume', 'Take out of the archive', 'Unpin thread', 'Reopen goal…']));
    const cleared = { status: 'cleared', archived: false, pinned: false, apart: false } as const;
    expect(ids({ ...nowhere, place: 'thread', row: cleared })).not.toContain('goal.clear');
  });

  it('is only what somebody provides, but for what main does', () => {
    expect(ids({ ...nowhere, provided: new Set() })).toEqual(ROWS.filter(({ by }) => by === 'main').map(({ id }) => id));
  });
});

it.each([
  ['', ['New goal', 'Inbox', 'Archive thread', 'Larger terminal text']],
  ['inb', ['Inbox']],
  ['at', ['Archive thread', 'Larger terminal text']],
  ['ltt', ['Larger terminal text']],
  ['goal new', ['New goal']],
  ['thread', ['Archive thread']],
  ['zzz', []],
] as const)('finds by what was typed, %j: %j', (typed, found) => {
  expect(fuzzyFind(typed, ['New goal', 'Inbox', 'Archive thread', 'Larger terminal text'], (text) => text)).toEqual(found);
});
