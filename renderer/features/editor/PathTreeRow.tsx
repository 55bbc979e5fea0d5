import { Menu } from '@mantine/core';
import {
  type Access,
  accessRefusal,
  filesWords,
  type PathLists,
  type PathRow,
  type Standing,
  standingOf,
  standingReason,
  standingWords,
} from '../../../shared/views/boundaryTree';
import { t } from '../../../shared/words/t';
import { Icon } from '../../ui/Icon';
import { Keys } from '../../ui/Keys';
import { Mono } from '../../ui/Mono';
import { TextAction } from '../../ui/TextAction';
import classes from './PathTree.module.css';

/** A line that is a file or a folder. */
export type EntryRow = Extract<PathRow, { kind: 'path' }>;

/** What is set for a path: how it may be touched, or whether the checks rest on it. */
export type Change = Access | 'protect';

/** One file or folder with what the contract says of it. */
export function Path(props: {
  readonly row: EntryRow;
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
  const inside = standing.inside > 0 && !row.open ? t`${standing.inside} inside` : '';
  const own = reason === undefined && (standing.access !== 'read' || standing.protected);
  const word = (
    <button
      type="button"
      tabIndex={-1}
      disabled={props.disabled}
      className={`${classes.word} ${toneOf(standing)} ${own ? classes.own : ''}`}
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
        <Menu opened onClose={props.onClose} position="bottom-end" width={240} returnFocus={false} hideDetached={false} trapFocus>
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

function factsOf(row: EntryRow, inside: string): string {
  const parts = [
    inside,
    row.link ? t`a link, not followed` : '',
    row.git === 'tracked' ? '' : row.git,
    row.folder && row.git !== 'ignored' ? filesWords(row.files) : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function toneOf(standing: Standing): string {
  if (standing.access === 'hidden') return classes.hidden ?? '';
  return standing.protected ? (classes.protected ?? '') : '';
}

const ACCESSES: readonly { readonly access: Access; readonly label: string; readonly key: string }[] = [
  { access: 'write', label: t`May be written`, key: 'w' },
  { access: 'read', label: t`Read only`, key: 'r' },
  { access: 'hidden', label: t`Hidden`, key: 'h' },
];

function Choices(props: { readonly row: EntryRow; readonly lists: PathLists; readonly onSet: (change: Change) => void }) {
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
        {ownProtection ? t`Protect no more` : t`Protected`}
        {standing.protectedThrough !== null && (
          <span className={classes.refusal}>
            {t`protected through`} {standing.protectedThrough}
          </span>
        )}
      </Menu.Item>
    </>
  );
}

function Ticked({ on }: { readonly on: boolean }) {
  return <span className={classes.tick}>{on && <Icon name="check" />}</span>;
}

/** A line that is no file: what is left of a long folder, and what is being read or cannot be. */
export function NoteRow(props: {
  readonly row: Exclude<PathRow, EntryRow>;
  readonly id: string;
  readonly current: boolean;
  readonly onFocus: () => void;
  readonly onMore: () => void;
}) {
  const { row } = props;
  return (
    <div
      role="treeitem"
      data-path={props.id}
      aria-level={row.depth + 1}
      aria-selected={props.current}
      tabIndex={props.current ? 0 : -1}
      className={classes.note}
      style={{ paddingLeft: row.depth * INDENT + NOTE_INDENT }}
      onFocus={props.onFocus}
    >
      {row.kind === 'reading' && t`Reading`}
      {row.kind === 'empty' && t`An empty folder`}
      {row.kind === 'failed' && row.message}
      {row.kind === 'more' && (
        <TextAction onClick={props.onMore}>
          {t`Show more,`} {row.left} {t`left`}
        </TextAction>
      )}
    </div>
  );
}

/** Under the names, past chevron and icon. */
const NOTE_INDENT = 44;
