import classes from './Icon.module.css';

export type IconName =
  | 'right'
  | 'up'
  | 'down'
  | 'search'
  | 'plus'
  | 'inbox'
  | 'settings'
  | 'shield'
  | 'list'
  | 'file'
  | 'folder'
  | 'edit'
  | 'command'
  | 'check'
  | 'user'
  | 'agent'
  | 'gate'
  | 'more'
  | 'close'
  | 'key'
  | 'wait'
  | 'price'
  | 'contrast'
  | 'pin'
  | 'archive'
  | 'bell'
  | 'undo'
  | 'redo';

/** A 16 px line icon, always beside words or inside a button that has a name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={classes.icon} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} strokeWidth={name === 'more' ? 2 : undefined} />
    </svg>
  );
}

const PATHS: Readonly<Record<IconName, string>> = {
  right: 'M6.5 4.5L10 8l-3.5 3.5',
  up: 'M4.5 9.5L8 6l3.5 3.5',
  down: 'M4.5 6.5L8 10l3.5-3.5',
  search: 'M11.25 7a4.25 4.25 0 1 1-8.5 0 4.25 4.25 0 0 1 8.5 0M10.2 10.2L13.5 13.5',
  plus: 'M8 3.5v9M3.5 8h9',
  inbox: 'M2.5 9l2-5.5h7l2 5.5v3.5h-11zM2.5 9h3l1 1.5h3l1-1.5h3',
  settings:
    'M2.5 5h6M12.5 5h1M2.5 11h1M7.5 11h6M12.25 5a1.75 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0M7.25 11a1.75 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0',
  shield: 'M8 2l5 1.8v4c0 3.2-2.2 5.2-5 6.2-2.8-1-5-3-5-6.2v-4z',
  list: 'M3.5 3h9A1.5 1.5 0 0 1 14 4.5v7a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5v-7A1.5 1.5 0 0 1 3.5 3zM6.5 3v10',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  folder: 'M2 4h4l1.5 1.5H14V13H2z',
  edit: 'M3 13l.7-2.8L10.5 3.4l2.1 2.1-6.8 6.8z',
  command: 'M3 4.5L6.5 8 3 11.5M8 12h5',
  check: 'M3.5 8.5l3 3 6-7',
  user: 'M10.5 5.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0M3 13.5c.5-2.6 2.5-4 5-4s4.5 1.4 5 4',
  agent: 'M3 4h10M3 8h10M3 12h6',
  gate: 'M3.5 14V3M12.5 14V3M3.5 3h9',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  close: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  key: 'M8.5 10.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0M7.7 8.3L13 3M11 5l2 2',
  price: 'M2.5 2.5h5.2l5.8 5.8-5.2 5.2-5.8-5.8zM5.4 5.4h.01',
  contrast: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0M8 2.5v11',
  pin: 'M5.5 2.5h5l-.7 4 2.2 2v1.5H4V8.5l2.2-2zM8 10v4',
  archive: 'M2.5 3h11v3h-11zM3.5 6v7h9V6M6.5 8.5h3',
  bell: 'M4 11V7.2a4 4 0 0 1 8 0V11l1.2 1.5H2.8zM6.8 14h2.4',
  undo: 'M3 6.5h6.5a3.25 3.25 0 0 1 0 6.5H6M5.75 3.5l-3 3 3 3',
  redo: 'M13 6.5H6.5a3.25 3.25 0 0 0 0 6.5H10M10.25 3.5l3 3-3 3',
  wait: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0M8 4.8V8l2.2 1.6',
};
