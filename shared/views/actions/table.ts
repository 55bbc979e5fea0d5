import { t } from '../../words/t';

/** The headings under which the palette and the list of keys show actions. */
export type ActionGroup = 'Go to' | 'Thread' | 'Goal' | 'Terminal' | 'View' | 'Window';

/** The native menu that an action stands in, in the table's order; `line` begins a new part of it. */
export interface MenuPlace {
  readonly in: 'File' | 'Goal' | 'View' | 'Window' | 'Help';
  readonly line?: true;
}

/** Each group's name as people read it. */
export const GROUP_WORDS: Readonly<Record<ActionGroup, string>> = {
  'Go to': t`Go to`,
  Thread: t`Thread`,
  Goal: t`Goal`,
  Terminal: t`Terminal`,
  View: t`View`,
  Window: t`Window`,
};

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
  { id: 'go.new', words: t`New goal`, group: 'Go to', keys: 'mod N', menu: { in: 'File' }, also: t`create draft` },
  { id: 'go.sample', words: t`Open the sample goal`, group: 'Go to', menu: { in: 'File' }, also: t`first run demo` },
  { id: 'window.new', words: t`New window`, group: 'Window', keys: 'mod shift N', menu: { in: 'File' }, by: 'main' },
  {
    id: 'thread.export',
    words: t`Export evidence…`,
    group: 'Thread',
    keys: 'mod shift E',
    menu: { in: 'File', line: true },
    also: t`bundle zip`,
  },
  {
    id: 'go.settings',
    words: t`Settings`,
    group: 'Go to',
    keys: 'mod ,',
    menu: { in: 'File', line: true },
    also: t`preferences`,
  },
  { id: 'window.close', words: t`Close window`, group: 'Window', keys: 'mod W', menu: { in: 'File', line: true }, by: 'main' },
  { id: 'app.quit', words: t`Quit Goalpost`, group: 'Window', keys: 'mod Q', menu: { in: 'File' }, by: 'main', also: t`exit` },

  { id: 'goal.pauseOrResume', words: t`Pause or resume`, group: 'Goal', keys: 'mod .', menu: { in: 'Goal' }, also: t`stop` },
  { id: 'goal.extend', words: t`Extend budget…`, group: 'Goal', keys: 'mod E', menu: { in: 'Goal' }, also: t`limit money` },
  {
    id: 'goal.bring',
    words: t`Bring result back…`,
    group: 'Goal',
    menu: { in: 'Goal', line: true },
    also: t`patch apply branch`,
  },
  { id: 'goal.removeWorktree', words: t`Remove worktree…`, group: 'Goal', menu: { in: 'Goal' } },
  { id: 'goal.reopen', words: t`Reopen goal…`, group: 'Goal', menu: { in: 'Goal', line: true } },
  { id: 'goal.clear', words: t`Clear goal…`, group: 'Goal', menu: { in: 'Goal' } },
  { id: 'thread.pin', words: t`Pin thread`, group: 'Thread', menu: { in: 'Goal', line: true }, also: t`unpin first` },
  {
    id: 'thread.archive',
    words: t`Archive thread`,
    group: 'Thread',
    keys: 'mod shift A',
    menu: { in: 'Goal' },
    also: t`unarchive`,
  },

  {
    id: 'palette.open',
    words: t`Find an action`,
    group: 'Go to',
    keys: 'mod K',
    menu: { in: 'View' },
    also: t`command palette`,
  },
  { id: 'search.open', words: t`Search threads`, group: 'Go to', keys: 'mod shift F', menu: { in: 'View' }, also: t`find text` },
  {
    id: 'go.back',
    words: t`Back`,
    group: 'Go to',
    keys: 'alt ←',
    macKeys: 'mod [',
    menu: { in: 'View', line: true },
    also: t`history`,
  },
  {
    id: 'go.forward',
    words: t`Forward`,
    group: 'Go to',
    keys: 'alt →',
    macKeys: 'mod ]',
    menu: { in: 'View' },
    also: t`history`,
  },
  { id: 'go.inbox', words: t`Inbox`, group: 'Go to', keys: 'mod I', menu: { in: 'View', line: true }, also: t`questions` },
  { id: 'thread.live', words: t`Live`, group: 'Thread', keys: 'mod 1', menu: { in: 'View' }, also: t`conversation` },
  { id: 'thread.goal', words: t`Goal`, group: 'Thread', keys: 'mod 2', menu: { in: 'View' }, also: t`contract form` },
  { id: 'thread.diff', words: t`Diff`, group: 'Thread', keys: 'mod 3', menu: { in: 'View' }, also: t`changes files` },
  { id: 'thread.timeline', words: t`Timeline`, group: 'Thread', keys: 'mod 4', menu: { in: 'View' }, also: t`ledger spend` },
  { id: 'thread.next', words: t`Next thread`, group: 'Thread', keys: 'mod PageDown', menu: { in: 'View', line: true } },
  { id: 'thread.previous', words: t`Previous thread`, group: 'Thread', keys: 'mod PageUp', menu: { in: 'View' } },
  { id: 'thread.archived', words: t`Show archived threads`, group: 'Thread', menu: { in: 'View' }, also: t`archive list` },
  {
    id: 'view.list',
    words: t`Show or hide the list`,
    group: 'View',
    keys: 'mod B',
    menu: { in: 'View', line: true },
    also: t`side`,
  },
  {
    id: 'view.panel',
    words: t`Show or hide the contract`,
    group: 'View',
    keys: 'mod shift B',
    menu: { in: 'View' },
    also: t`panel`,
  },
  {
    id: 'view.files',
    words: t`Show or hide changed files`,
    group: 'View',
    keys: 'mod shift G',
    menu: { in: 'View' },
    also: t`pane`,
  },
  { id: 'view.terminal', words: t`Show or hide the terminal`, group: 'View', keys: 'mod `', menu: { in: 'View' }, also: t`pane` },
  { id: 'terminal.newShell', words: t`New shell`, group: 'Terminal', keys: 'mod shift T', menu: { in: 'View' }, also: t`tab` },
  { id: 'terminal.larger', words: t`Larger terminal text`, group: 'Terminal', also: t`font size` },
  { id: 'terminal.smaller', words: t`Smaller terminal text`, group: 'Terminal', also: t`font size` },
  { id: 'terminal.standard', words: t`Standard terminal text`, group: 'Terminal', also: t`font size reset` },
  {
    id: 'view.larger',
    words: t`Larger`,
    group: 'View',
    keys: 'mod +',
    menu: { in: 'View', line: true },
    also: t`zoom in text size`,
  },
  { id: 'view.smaller', words: t`Smaller`, group: 'View', keys: 'mod −', menu: { in: 'View' }, also: t`zoom out text size` },
  { id: 'view.actualSize', words: t`Actual size`, group: 'View', keys: 'mod 0', menu: { in: 'View' }, also: t`zoom reset 100` },
  { id: 'view.light', words: t`Light theme`, group: 'View', menu: { in: 'View', line: true }, also: t`appearance colours` },
  { id: 'view.dark', words: t`Dark theme`, group: 'View', menu: { in: 'View' }, also: t`appearance colours` },
  { id: 'view.system', words: t`Theme of the system`, group: 'View', menu: { in: 'View' }, also: t`appearance colours auto` },
  { id: 'view.nextRegion', words: t`Next region`, group: 'View', keys: 'F6', also: t`focus` },
  { id: 'view.previousRegion', words: t`Previous region`, group: 'View', keys: 'shift F6', also: t`focus` },
  { id: 'window.fullScreen', words: t`Full screen`, group: 'Window', keys: 'F11', menu: { in: 'View', line: true }, by: 'main' },
  { id: 'window.reload', words: t`Reload window`, group: 'Window', keys: 'mod R', menu: { in: 'View' }, by: 'main' },
  { id: 'window.tools', words: t`Developer tools`, group: 'Window', keys: 'F12', menu: { in: 'View' }, by: 'main' },

  { id: 'keys.show', words: t`All keys`, group: 'Go to', keys: '?', menu: { in: 'Help' }, also: t`shortcuts help` },
  { id: 'go.health', words: t`What this machine can do`, group: 'Go to', menu: { in: 'Help' }, also: t`sandbox health doctor` },
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
