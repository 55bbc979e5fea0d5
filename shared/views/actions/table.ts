/** The headings under which the palette and the list of keys show actions. */
export type ActionGroup = 'Go to' | 'Thread' | 'Goal' | 'Terminal' | 'View' | 'Window';

/** The native menu that an action stands in, in the table's order; `line` begins a new part of it. */
export interface MenuPlace {
  readonly in: 'File' | 'Goal' | 'View' | 'Window' | 'Help';
  readonly line?: true;
}

/** Everything that can be done from anywhere in the window. */
export interface ActionRow {
  readonly id: string;
  /** A verb with its object; an ellipsis where it asks first. */
  readonly words: string;
  readonly group: ActionGroup;
  /** As `ui/Keys` writes it; a key without `mod`, `alt` or F only where no text is typed. */
  readonly keys?: string;
  /** On macOS, where it is another one. */
  readonly macKeys?: string;
  readonly menu?: MenuPlace;
  /** Main does it: it is about windows or the app, and goes on where a page is dead. */
  readonly by?: 'main';
  /** Other words that people look for it by. */
  readonly also?: string;
}

/**
 * Every action of the app with its key, written once: the shortcuts, the palette, the native menu and the list of keys are all made of
 * this table. What an action does is said by whoever provides it (`renderer/stores/actions.ts`, `electron/app/menu.ts`).
 */
export const ACTIONS = [
  { id: 'go.new', words: 'New goal', group: 'Go to', keys: 'mod N', menu: { in: 'File' }, also: 'create draft' },
  { id: 'go.sample', words: 'Open the sample goal', group: 'Go to', menu: { in: 'File' }, also: 'first run demo' },
  { id: 'window.new', words: 'New window', group: 'Window', keys: 'mod shift N', menu: { in: 'File' }, by: 'main' },
  {
    id: 'thread.export',
    words: 'Export evidence…',
    group: 'Thread',
    keys: 'mod shift E',
    menu: { in: 'File', line: true },
    also: 'bundle zip',
  },
  { id: 'go.settings', words: 'Settings', group: 'Go to', keys: 'mod ,', menu: { in: 'File', line: true }, also: 'preferences' },
  { id: 'window.close', words: 'Close window', group: 'Window', keys: 'mod W', menu: { in: 'File', line: true }, by: 'main' },
  { id: 'app.quit', words: 'Quit Goalpost', group: 'Window', keys: 'mod Q', menu: { in: 'File' }, by: 'main', also: 'exit' },

  { id: 'goal.pauseOrResume', words: 'Pause or resume', group: 'Goal', keys: 'mod .', menu: { in: 'Goal' }, also: 'stop' },
  { id: 'goal.extend', words: 'Extend budget…', group: 'Goal', keys: 'mod E', menu: { in: 'Goal' }, also: 'limit money' },
  { id: 'goal.bring', words: 'Bring result back…', group: 'Goal', menu: { in: 'Goal', line: true }, also: 'patch apply branch' },
  { id: 'goal.removeWorktree', words: 'Remove worktree…', group: 'Goal', menu: { in: 'Goal' } },
  { id: 'goal.reopen', words: 'Reopen goal…', group: 'Goal', menu: { in: 'Goal', line: true } },
  { id: 'goal.clear', words: 'Clear goal…', group: 'Goal', menu: { in: 'Goal' } },
  { id: 'thread.pin', words: 'Pin thread', group: 'Thread', menu: { in: 'Goal', line: true }, also: 'unpin first' },
  {
    id: 'thread.archive',
    words: 'Archive thread',
    group: 'Thread',
    keys: 'mod shift A',
    menu: { in: 'Goal' },
    also: 'unarchive',
  },

  { id: 'palette.open', words: 'Find an action', group: 'Go to', keys: 'mod K', menu: { in: 'View' }, also: 'command palette' },
  { id: 'search.open', words: 'Search threads', group: 'Go to', keys: 'mod shift F', menu: { in: 'View' }, also: 'find text' },
  {
    id: 'go.back',
    words: 'Back',
    group: 'Go to',
    keys: 'alt ←',
    macKeys: 'mod [',
    menu: { in: 'View', line: true },
    also: 'history',
  },
  { id: 'go.forward', words: 'Forward', group: 'Go to', keys: 'alt →', macKeys: 'mod ]', menu: { in: 'View' }, also: 'history' },
  { id: 'go.inbox', words: 'Inbox', group: 'Go to', keys: 'mod I', menu: { in: 'View', line: true }, also: 'questions' },
  { id: 'thread.live', words: 'Live', group: 'Thread', keys: 'mod 1', menu: { in: 'View' }, also: 'conversation' },
  { id: 'thread.goal', words: 'Goal', group: 'Thread', keys: 'mod 2', menu: { in: 'View' }, also: 'contract form' },
  { id: 'thread.diff', words: 'Diff', group: 'Thread', keys: 'mod 3', menu: { in: 'View' }, also: 'changes files' },
  { id: 'thread.timeline', words: 'Timeline', group: 'Thread', keys: 'mod 4', menu: { in: 'View' }, also: 'ledger spend' },
  { id: 'thread.next', words: 'Next thread', group: 'Thread', keys: 'mod PageDown', menu: { in: 'View', line: true } },
  { id: 'thread.previous', words: 'Previous thread', group: 'Thread', keys: 'mod PageUp', menu: { in: 'View' } },
  { id: 'thread.archived', words: 'Show archived threads', group: 'Thread', menu: { in: 'View' }, also: 'archive list' },
  {
    id: 'view.list',
    words: 'Show or hide the list',
    group: 'View',
    keys: 'mod B',
    menu: { in: 'View', line: true },
    also: 'side',
  },
  {
    id: 'view.panel',
    words: 'Show or hide the contract',
    group: 'View',
    keys: 'mod shift B',
    menu: { in: 'View' },
    also: 'panel',
  },
  {
    id: 'view.files',
    words: 'Show or hide changed files',
    group: 'View',
    keys: 'mod shift G',
    menu: { in: 'View' },
    also: 'pane',
  },
  { id: 'view.terminal', words: 'Show or hide the terminal', group: 'View', keys: 'mod `', menu: { in: 'View' }, also: 'pane' },
  { id: 'terminal.newShell', words: 'New shell', group: 'Terminal', keys: 'mod shift T', menu: { in: 'View' }, also: 'tab' },
  { id: 'terminal.larger', words: 'Larger terminal text', group: 'Terminal', also: 'font size' },
  { id: 'terminal.smaller', words: 'Smaller terminal text', group: 'Terminal', also: 'font size' },
  { id: 'terminal.standard', words: 'Standard terminal text', group: 'Terminal', also: 'font size reset' },
  {
    id: 'view.larger',
    words: 'Larger',
    group: 'View',
    keys: 'mod +',
    menu: { in: 'View', line: true },
    also: 'zoom in text size',
  },
  { id: 'view.smaller', words: 'Smaller', group: 'View', keys: 'mod −', menu: { in: 'View' }, also: 'zoom out text size' },
  { id: 'view.actualSize', words: 'Actual size', group: 'View', keys: 'mod 0', menu: { in: 'View' }, also: 'zoom reset 100' },
  { id: 'view.light', words: 'Light theme', group: 'View', menu: { in: 'View', line: true }, also: 'appearance colours' },
  { id: 'view.dark', words: 'Dark theme', group: 'View', menu: { in: 'View' }, also: 'appearance colours' },
  { id: 'view.system', words: 'Theme of the system', group: 'View', menu: { in: 'View' }, also: 'appearance colours auto' },
  { id: 'view.nextRegion', words: 'Next region', group: 'View', keys: 'F6', also: 'focus' },
  { id: 'view.previousRegion', words: 'Previous region', group: 'View', keys: 'shift F6', also: 'focus' },
  { id: 'window.fullScreen', words: 'Full screen', group: 'Window', keys: 'F11', menu: { in: 'View', line: true }, by: 'main' },
  { id: 'window.reload', words: 'Reload window', group: 'Window', keys: 'mod R', menu: { in: 'View' }, by: 'main' },
  { id: 'window.tools', words: 'Developer tools', group: 'Window', keys: 'F12', menu: { in: 'View' }, by: 'main' },

  { id: 'keys.show', words: 'All keys', group: 'Go to', keys: '?', menu: { in: 'Help' }, also: 'shortcuts help' },
  { id: 'go.health', words: 'What this machine can do', group: 'Go to', menu: { in: 'Help' }, also: 'sandbox health doctor' },
] as const satisfies readonly ActionRow[];

export type ActionId = (typeof ACTIONS)[number]['id'];

const BY_ID: ReadonlyMap<string, ActionRow> = new Map(ACTIONS.map((row) => [row.id, row]));

export function actionRow(id: ActionId): ActionRow {
  const row = BY_ID.get(id);
  if (!row) throw new Error(`there is no action ${id}`);
  return row;
}

export function isActionId(id: string): id is ActionId {
  return BY_ID.has(id);
}

export function keysOf(row: ActionRow, mac: boolean): string | undefined {
  return mac ? (row.macKeys ?? row.keys) : row.keys;
}
