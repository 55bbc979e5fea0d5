import type { DiffFile, DiffGroup, DiffTree } from '../../../shared/views/diffTree';
import { Icon } from '../../ui/Icon';
import { moveRows } from '../../ui/listKeys';
import { StatusWord } from '../../ui/StatusWord';
import classes from './FileTree.module.css';

/** The changed files, by what needs a look first. Focus selects, as in every list. */
export function FileTree(props: {
  readonly tree: DiffTree;
  readonly selected: string | null;
  readonly onSelect: (path: string) => void;
}) {
  return (
    <div role="listbox" aria-label="Changed files" onKeyDown={moveRows}>
      {props.tree.groups.map((group) => (
        <fieldset key={`${group.kind} ${group.title}`} className={classes.set} aria-label={group.title}>
          <GroupHead group={group} />
          {group.files.map((file) => (
            <FileRow key={file.path} file={file} selected={file.path === props.selected} onSelect={props.onSelect} />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

function GroupHead({ group }: { readonly group: DiffGroup }) {
  return (
    <div className={classes.group}>
      {group.kind === 'folder' && <span className={classes.title}>{group.title}</span>}
      {group.kind === 'outside' && <StatusWord glyph="finding" word={group.title} />}
      {group.kind === 'protected' && <StatusWord glyph="asks" word={group.title} />}
      <span>{group.files.length}</span>
    </div>
  );
}

function FileRow(props: { readonly file: DiffFile; readonly selected: boolean; readonly onSelect: (path: string) => void }) {
  const { file, selected } = props;
  return (
    <button
      type="button"
      role="option"
      data-row
      className={classes.file}
      aria-selected={selected}
      aria-label={`${file.path}, ${spoken(file)}`}
      tabIndex={selected ? 0 : -1}
      title={file.path}
      onClick={() => props.onSelect(file.path)}
      onFocus={() => props.onSelect(file.path)}
    >
      <span className={classes.icon}>
        <Icon name="file" />
      </span>
      <span className={classes.name}>{file.name}</span>
      <span className={classes.facts}>{[file.status, file.turns].filter(Boolean).join(' ')}</span>
      {file.added === null || file.removed === null ? (
        <span className={`${classes.count} ${classes.binary}`}>binary</span>
      ) : (
        <>
          <span className={classes.count}>+{file.added}</span>
          <span className={classes.count}>−{file.removed}</span>
        </>
      )}
    </button>
  );
}

function spoken(file: DiffFile): string {
  if (file.added === null || file.removed === null) return 'binary';
  return `${file.added} lines added, ${file.removed} removed`;
}
