import { Menu, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import {
  type Access,
  accessRefusal,
  filesWords,
  type PathLists,
  type PathRow,
  pathRows,
  standingOf,
  standingReason,
  standingWords,
  withAccess,
  withProtection,
} from '../../../shared/views/boundaryTree';
import type { FoundPath } from '../../../shared/workspace/folderEntry';
import { Icon } from '../../ui/Icon';
import { Keys } from '../../ui/Keys';
import { Mono } from '../../ui/Mono';
import { TextAction } from '../../ui/TextAction';
import classes from './PathTree.module.css';
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
  const paths = rows.filter((row) => row.kind === 'path');
  const at = paths.some(({ path }) => path === cursor) ? cursor : (paths[0]?.path ?? '');
  const focusRow = (path: string) => {
    setCursor(path);
    const row = box.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  };
  const set = (row: FoundRow, change: Change) => {
    const next = changed(lists, row, change);
    if (next && !props.disabled) props.onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = paths.find(({ path }) => path === at);
    if (!row || event.ctrlKey || event.metaKey || event.altKey || menu !== null) return;
    const to = moveTo(event.key, paths, row);
    if (to !== undefined) focusRow(to);
    else if (event.key === 'ArrowRight' && row.folder && !row.open) tree.open(row.path);
    else if (event.key === 'ArrowLeft' && row.open && row.path !== '') tree.close(row.path);
    else if (event.key === 'Enter' || event.key === ' ') setMenu(row.path);
    else if (CHANGE_KEYS[event.key]) set(row, CHANGE_KEYS[event.key] as Change);
    else return;
    event.preventDefault();
    event.stopPropagation();
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
          aria-label="Find a path"
          placeholder="Find a path"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' || !paths[0]) return;
            event.preventDefault();
            focusRow(paths[0].path);
          }}
          leftSection={<Icon name="search" />}
          autoComplete="off"
          spellCheck={false}
          data-own-undo
        />
        <span className={classes.keys}>
          <Keys of="w r h p" /> set
        </span>
      </div>
      <div ref={box} role="tree" aria-label="Files of the workspace" className={classes.tree} onKeyDown={onKeyDown}>
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
            <Note key={`${row.kind} ${row.path}`} row={row} onMore={() => tree.more(row.path)} />
          ),
        )}
        <FoundNote words={words} found={found} />
      </div>
    </>
  );
}

type FoundRow = Extract<PathRow, { kind: 'path' }>;

function FoundNote({ words, found }: { readonly words: string; readonly found: ReturnType<typeof useFoundPaths> }) {
  if (words.trim() === '') return null;
  if (found.kind === 'failed') return <p className={classes.note}>{found.message}</p>;
  if (found.kind === 'none') return null;
  if (found.paths.length === 0) return <p className={classes.note}>No path holds these words. Ignored files are not searched.</p>;
  return found.more ? <p className={classes.note}>More paths hold these words: say more of one.</p> : null;
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

type Change = Access | 'protect';

const CHANGE_KEYS: Readonly<Record<string, Change>> = { w: 'write', r: 'read', h: 'hidden', p: 'protect' };

/** The lists after a change; undefined where what is above does not let it. */
function changed(lists: PathLists, { path, folder }: FoundRow, change: Change): PathLists | undefined {
  if (change === 'protect') {
    const now = standingOf(lists, path, folder);
    const own = now.protected && now.protectedThrough === null;
    return withProtection(lists, path, folder, !own);
  }
  return accessRefusal(lists, path, folder, change) === undefined ? withAccess(lists, path, folder, change) : undefined;
}

/** The row that a key moves to, as in every tree. */
function moveTo(key: string, rows: readonly FoundRow[], row: FoundRow): string | undefined {
  const index = rows.indexOf(row);
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return rows[Math.min(index + 1, rows.length - 1)]?.path;
    case 'ArrowUp':
    case 'k':
      return rows[Math.max(index - 1, 0)]?.path;
    case 'Home':
      return rows[0]?.path;
    case 'End':
      return rows.at(-1)?.path;
    case 'ArrowRight':
      return row.open ? rows[index + 1]?.path : undefined;
    case 'ArrowLeft':
      return row.open && row.path !== '' ? undefined : rows.slice(0, index).findLast(({ depth }) => depth < row.depth)?.path;
    default:
      return undefined;
  }
}

function Path(props: {
  readonly row: FoundRow;
  readonly lists: PathLists;
  readonly current: boolean;
  readonly menu: boolean;
  readonly disabled: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  readonly onMenu: () => void;
  readonly onClose: () => void;
  readonly onSet: (change: Change) => void;
}) {
  const { row, lists } = props;
  const standing = standingOf(lists, row.path, row.folder);
  const words = standingWords(standing);
  const reason = standingReason(standing);
  const inside = standing.inside > 0 && !row.open ? `${standing.inside} inside` : '';
  const own = reason === undefined && words !== 'read';
  const word = (
    <button
      type="button"
      tabIndex={-1}
      disabled={props.disabled}
      className={`${classes.word} ${toneOf(words)} ${own ? classes.own : ''}`}
      title={reason}
      onClick={props.onMenu}
    >
      {words}
    </button>
  );
  return (
    <div
      role="treeitem"
      data-path={row.path}
      aria-level={row.depth + 1}
      aria-expanded={row.folder ? row.open : undefined}
      aria-selected={props.current}
      aria-label={`${row.name}, ${words}${reason === undefined ? '' : `, ${reason}`}${inside === '' ? '' : `, ${inside}`}`}
      tabIndex={props.current ? 0 : -1}
      className={classes.row}
      style={{ paddingLeft: row.depth * INDENT }}
      onFocus={props.onFocus}
    >
      {row.folder && row.path !== '' ? (
        <button type="button" tabIndex={-1} className={classes.chevron} aria-hidden="true" onClick={props.onOpen}>
          <Icon name={row.open ? 'down' : 'right'} />
        </button>
      ) : (
        <span className={classes.chevron} />
      )}
      <Icon name={row.folder ? 'folder' : 'file'} />
      <span className={row.git === 'ignored' ? classes.ignored : classes.name}>
        <Mono>{row.folder ? `${row.name}/` : row.name}</Mono>
      </span>
      <span className={classes.facts}>{factsOf(row, inside)}</span>
      {props.menu ? (
        <Menu opened onClose={props.onClose} position="bottom-end" width={240} returnFocus={false} trapFocus>
          <Menu.Target>{word}</Menu.Target>
          <Menu.Dropdown>
            <Choices {...props} />
          </Menu.Dropdown>
        </Menu>
      ) : (
        word
      )}
    </div>
  );
}

/** How far each layer stands in. */
const INDENT = 16;

function factsOf(row: FoundRow, inside: string): string {
  const parts = [
    inside,
    row.link ? 'a link, not followed' : '',
    row.git === 'tracked' ? '' : row.git,
    row.folder && row.git !== 'ignored' ? filesWords(row.files) : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function toneOf(words: string): string {
  if (words.startsWith('hidden')) return classes.hidden ?? '';
  return words.includes('protected') ? (classes.protected ?? '') : '';
}

const ACCESSES: readonly { readonly access: Access; readonly label: string; readonly key: string }[] = [
  { access: 'write', label: 'May be written', key: 'w' },
  { access: 'read', label: 'Read only', key: 'r' },
  { access: 'hidden', label: 'Hidden', key: 'h' },
];

function Choices(props: { readonly row: FoundRow; readonly lists: PathLists; readonly onSet: (change: Change) => void }) {
  const { row, lists } = props;
  const standing = standingOf(lists, row.path, row.folder);
  const ownProtection = standing.protected && standing.protectedThrough === null;
  return (
    <>
      {ACCESSES.map(({ access, label, key }) => {
        const refusal = accessRefusal(lists, row.path, row.folder, access);
        return (
          <Menu.Item
            key={access}
            disabled={refusal !== undefined}
            onClick={() => props.onSet(access)}
            leftSection={<Ticked on={standing.access === access} />}
            rightSection={<Keys of={key} />}
          >
            {label}
            {refusal !== undefined && <span className={classes.refusal}>{refusal}</span>}
          </Menu.Item>
        );
      })}
      <Menu.Divider />
      <Menu.Item
        onClick={() => props.onSet('protect')}
        leftSection={<Ticked on={standing.protected} />}
        rightSection={<Keys of="p" />}
      >
        {ownProtection ? 'Protect no more' : 'Protected'}
        {standing.protectedThrough !== null && (
          <span className={classes.refusal}>protected through {standing.protectedThrough}</span>
        )}
      </Menu.Item>
    </>
  );
}

function Ticked({ on }: { readonly on: boolean }) {
  return <span className={classes.tick}>{on && <Icon name="check" />}</span>;
}

function Note({ row, onMore }: { readonly row: Exclude<PathRow, FoundRow>; readonly onMore: () => void }) {
  return (
    <p className={classes.note} style={{ paddingLeft: row.depth * INDENT + NOTE_INDENT }}>
      {row.kind === 'reading' && 'Reading'}
      {row.kind === 'empty' && 'An empty folder'}
      {row.kind === 'failed' && row.message}
      {row.kind === 'more' && <TextAction onClick={onMore}>Show more, {row.left} left</TextAction>}
    </p>
  );
}

/** Under the names, past chevron and icon. */
const NOTE_INDENT = 44;
