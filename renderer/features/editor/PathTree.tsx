import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import {
  accessRefusal,
  type PathLists,
  type PathRow,
  pathRows,
  standingOf,
  withAccess,
  withProtection,
} from '../../../shared/views/boundaryTree';
import { t } from '../../../shared/words/t';
import type { FoundPath } from '../../../shared/workspace/folderEntry';
import { Icon } from '../../ui/Icon';
import { Keys } from '../../ui/Keys';
import classes from './PathTree.module.css';
import { type Change, type EntryRow, NoteRow, Path } from './PathTreeRow';
import { useFolderTree, useFoundPaths } from './useFolderTree';

interface TreeProps {
  readonly workspace: string;
  readonly lists: PathLists;
  readonly onChange: (lists: PathLists) => void;
  readonly disabled: boolean;
}

/**
 * The workspace's own tree, with what the contract says of each path: its word opens what it can be changed to. One row at a time has
 * the focus; arrows move and open, letters set.
 */
export function PathTree(props: TreeProps) {
  const { workspace, lists } = props;
  const tree = useFolderTree(workspace);
  const [words, setWords] = useState('');
  const found = useFoundPaths(workspace, words);
  const [cursor, setCursor] = useState('');
  const [menu, setMenu] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const rows = words.trim() === '' ? pathRows(nameOf(workspace), tree.read, tree.opened) : foundRows(found);
  const ids = rows.map(rowId);
  const at = ids.includes(cursor) ? cursor : (ids[0] ?? '');
  const focusRow = (id: string) => {
    setCursor(id);
    const row = box.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(id)}"]`);
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  };
  const set = (row: EntryRow, change: Change) => {
    const next = changed(lists, row, change);
    if (next && !props.disabled) props.onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[ids.indexOf(at)];
    if (!row || event.ctrlKey || event.metaKey || event.altKey || menu !== null) return;
    const to = moveTo(event.key, rows, row);
    if (to) focusRow(rowId(to));
    else if (!act(event.key, row)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** Answers whether the key is one of the row's. */
  const act = (key: string, row: PathRow): boolean => {
    const opens = key === 'Enter' || key === ' ';
    if (row.kind === 'more' && opens) tree.more(row.path);
    if (row.kind !== 'path') return row.kind === 'more' && opens;
    const change = CHANGE_KEYS[key];
    if (key === 'ArrowRight' && row.folder && !row.open) tree.open(row.path);
    else if (key === 'ArrowLeft' && row.open && row.path !== '') tree.close(row.path);
    else if (opens) setMenu(row.path);
    else if (change) set(row, change);
    else return false;
    return true;
  };
  const closeMenu = (path: string) => {
    setMenu(null);
    requestAnimationFrame(() => focusRow(path));
  };
  return (
    <>
      <div className={classes.find}>
        <TextInput
          size="xs"
          aria-label={t`Find a path`}
          placeholder={t`Find a path`}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' || ids[0] === undefined) return;
            event.preventDefault();
            focusRow(ids[0]);
          }}
          leftSection={<Icon name="search" />}
          autoComplete="off"
          spellCheck={false}
          data-own-undo
        />
        <span className={classes.keys}>
          <Keys of="w r h p" /> {t`set`}
        </span>
      </div>
      <div ref={box} role="tree" aria-label={t`Files of the workspace`} className={classes.tree} onKeyDown={onKeyDown}>
        {rows.map((row) =>
          row.kind === 'path' ? (
            <Path
              key={row.path}
              row={row}
              lists={lists}
              current={row.path === at}
              menu={menu === row.path}
              disabled={props.disabled}
              onFocus={() => setCursor(row.path)}
              onOpen={() => (row.open ? tree.close(row.path) : tree.open(row.path))}
              onMenu={() => setMenu(row.path)}
              onClose={() => closeMenu(row.path)}
              onSet={(change) => set(row, change)}
            />
          ) : (
            <NoteRow
              key={rowId(row)}
              id={rowId(row)}
              row={row}
              current={rowId(row) === at}
              onFocus={() => setCursor(rowId(row))}
              onMore={() => tree.more(row.path)}
            />
          ),
        )}
      </div>
      <FoundNote words={words} found={found} />
    </>
  );
}

function FoundNote({ words, found }: { readonly words: string; readonly found: ReturnType<typeof useFoundPaths> }) {
  if (words.trim() === '') return null;
  if (found.kind === 'failed') return <p className={classes.note}>{found.message}</p>;
  if (found.kind === 'none') return null;
  if (found.paths.length === 0)
    return <p className={classes.note}>{t`No path holds these words. Ignored files are not searched.`}</p>;
  return found.more ? <p className={classes.note}>{t`More paths hold these words: say more of one.`}</p> : null;
}

function foundRows(found: ReturnType<typeof useFoundPaths>): readonly PathRow[] {
  return found.kind === 'found' ? found.paths.map(foundRow) : [];
}

function foundRow({ path, folder, git, files }: FoundPath): PathRow {
  return { kind: 'path', path, name: path, depth: 0, folder, link: false, open: false, git, files };
}

function nameOf(workspace: string): string {
  return workspace.split(/[/\\]/).at(-1) ?? workspace;
}

const CHANGE_KEYS: Readonly<Record<string, Change>> = { w: 'write', r: 'read', h: 'hidden', p: 'protect' };

/** The lists after a change; undefined where what is above does not let it. */
function changed(lists: PathLists, { path, folder }: EntryRow, change: Change): PathLists | undefined {
  if (change === 'protect') {
    const now = standingOf(lists, path, folder);
    const own = now.protected && now.protectedThrough === null;
    return withProtection(lists, path, folder, !own);
  }
  return accessRefusal(lists, path, folder, change) === undefined ? withAccess(lists, path, folder, change) : undefined;
}

/** What a line is known by: its path, or what it says of one. */
function rowId(row: PathRow): string {
  return row.kind === 'path' ? row.path : `${row.kind} ${row.path}`;
}

/** The row that a key moves to, as in every tree. */
function moveTo(key: string, rows: readonly PathRow[], row: PathRow): PathRow | undefined {
  const index = rows.indexOf(row);
  const open = row.kind === 'path' && row.open;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return rows[Math.min(index + 1, rows.length - 1)];
    case 'ArrowUp':
    case 'k':
      return rows[Math.max(index - 1, 0)];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    case 'ArrowRight':
      return open ? rows[index + 1] : undefined;
    case 'ArrowLeft':
      return open && row.path !== '' ? undefined : rows.slice(0, index).findLast(({ depth }) => depth < row.depth);
    default:
      return undefined;
  }
}
