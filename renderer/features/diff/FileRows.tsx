import type { CSSProperties } from 'react';
import type { TreeRow } from '../../../shared/views/diff/treeRows';
import type { DiffFile } from '../../../shared/views/diffTree';
import { counted, t } from '../../../shared/words/t';
import { Icon } from '../../ui/Icon';
import { StatusWord } from '../../ui/StatusWord';
import classes from './FileTree.module.css';

export interface RowPlace {
  readonly id: string;
  readonly style: CSSProperties;
  /** The keyboard is at this row. */
  readonly current: boolean;
}

export function GroupRow(props: RowPlace & { readonly row: Extract<TreeRow, { kind: 'group' }>; readonly onToggle: () => void }) {
  const { group, open } = props.row;
  return (
    // The keys of a row are the list's.
    <div
      id={props.id}
      role="treeitem"
      tabIndex={-1}
      aria-level={1}
      aria-expanded={open}
      aria-selected={false}
      aria-label={`${group.title}, ${group.files.length} ${group.files.length === 1 ? t`file` : t`files`}`}
      data-current={props.current || undefined}
      className={classes.group}
      style={props.style}
      onClick={props.onToggle}
      onKeyDown={undefined}
    >
      {group.kind === 'folder' && (
        <span className={classes.title} title={group.title}>
          <bdi>{group.title}</bdi>
        </span>
      )}
      {group.kind === 'outside' && <StatusWord glyph="finding" word={group.title} />}
      {group.kind === 'protected' && <StatusWord glyph="asks" word={group.title} />}
      <span className={classes.fold} aria-hidden="true">
        {group.files.length}
        <Icon name={open ? 'down' : 'right'} />
      </span>
    </div>
  );
}

export function FileRow(
  props: RowPlace & {
    readonly file: DiffFile;
    readonly selected: boolean;
    readonly standing: 'reviewed' | 'changed' | 'open';
    readonly comments: number;
    readonly onSelect: (path: string) => void;
    readonly onReview: (file: DiffFile) => void;
  },
) {
  const { file, comments, standing } = props;
  return (
    <div
      id={props.id}
      role="treeitem"
      tabIndex={-1}
      aria-level={2}
      aria-selected={props.selected}
      aria-label={[file.path, ...spoken(file), SPOKEN[standing], comments > 0 && counted(comments, 'comment', 'comments')]
        .filter(Boolean)
        .join(', ')}
      data-current={props.current || undefined}
      className={classes.file}
      style={props.style}
      title={file.from === null ? file.path : `${file.from} → ${file.path}`}
      onClick={() => props.onSelect(file.path)}
      onKeyDown={undefined}
    >
      <span
        className={classes.tick}
        data-standing={standing}
        title={TITLES[standing]}
        onClick={(event) => {
          event.stopPropagation();
          props.onReview(file);
        }}
        onKeyDown={undefined}
        aria-hidden="true"
      >
        {standing === 'reviewed' && <Icon name="check" />}
      </span>
      <span className={classes.name}>{file.name}</span>
      <span className={classes.facts} aria-hidden="true">
        {comments > 0 && <Icon name="edit" />}
        <span className={classes.status} title={file.status}>
          {file.status}
        </span>
        {file.turns.length > 0 && <span className={classes.turns}>{turnsWords(file.turns)}</span>}
      </span>
      {file.added === null || file.removed === null ? (
        <span className={`${classes.count} ${classes.binary}`} aria-hidden="true">
          {t`binary`}
        </span>
      ) : (
        <>
          <span className={classes.count} aria-hidden="true">
            +{file.added}
          </span>
          <span className={classes.count} aria-hidden="true">
            −{file.removed}
          </span>
        </>
      )}
    </div>
  );
}

const SPOKEN = { reviewed: 'reviewed', changed: t`changed since you reviewed it`, open: '' } as const;

const TITLES = { reviewed: t`Reviewed`, changed: t`Changed since you reviewed it`, open: t`Mark as reviewed` } as const;

function spoken({ added, removed, status, turns }: DiffFile): readonly string[] {
  const lines = added === null || removed === null ? 'binary' : t`${added} lines added, ${removed} removed`;
  return [lines, status, turns.length === 0 ? '' : `${turns.length === 1 ? 'turn' : 'turns'} ${turns.join(' ')}`];
}

/** Of many turns the last ones: the row has little room, and a screen reader hears them all. */
const SHOWN_TURNS = 4;

function turnsWords(turns: readonly number[]): string {
  return turns.length > SHOWN_TURNS ? `… ${turns.slice(-SHOWN_TURNS).join(' ')}` : turns.join(' ');
}
