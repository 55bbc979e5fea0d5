import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { fileKey, groupKey, rowAfter, type TreeRow, treeRows } from '../../../shared/views/diff/treeRows';
import type { DiffFile, DiffTree } from '../../../shared/views/diffTree';
import { t } from '../../../shared/words/t';
import { FileRow, GroupRow, type RowPlace } from './FileRows';
import classes from './FileTree.module.css';

/** LOOK's heights: heads 30, files 28, a note under a file 20. */
const HEIGHTS: Readonly<Record<TreeRow['kind'], number>> = { group: 30, file: 28, note: 20 };

/** Rows drawn beyond the edges of what is seen, so that quick scrolling shows rows and not their absence. */
const OVERSCAN = 12;

interface TreeProps {
  readonly tree: DiffTree;
  readonly selected: string | null;
  readonly noteOf: (file: DiffFile) => string;
  readonly commentsOf: (path: string) => number;
  readonly standingOf: (file: DiffFile) => 'reviewed' | 'changed' | 'open';
  readonly onSelect: (path: string) => void;
  readonly onReview: (file: DiffFile) => void;
  readonly onEnter: () => void;
}

/**
 * The changed files, by what needs a look first. Only the rows in view are drawn, so the focus stays on the list and the row that it is at
 * is named by `aria-activedescendant`. Moving to a file selects it.
 */
export function FileTree(props: TreeProps) {
  const { tree, selected, noteOf } = props;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [head, setHead] = useState<string | null>(null);
  const scrolled = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => treeRows(tree, folded, noteOf), [tree, folded, noteOf]);
  const cursor = head ?? (selected === null ? null : fileKey(selected));
  const at = rows.findIndex((row) => row.key === cursor);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrolled.current,
    estimateSize: (index) => HEIGHTS[rows[index]?.kind ?? 'file'],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: OVERSCAN,
  });
  const latest = useRef({ tree, rows });
  latest.current = { tree, rows };
  // What is selected from elsewhere, by key or after a filter, is unfolded and brought into view. A list that only changes stays where it is.
  useEffect(() => {
    setHead(null);
    const group = latest.current.tree.groups.find(({ files }) => files.some(({ path }) => path === selected));
    if (group) setFolded((known) => without(known, groupKey(group)));
  }, [selected]);
  const drawn = at >= 0;
  useEffect(() => {
    const index = drawn ? latest.current.rows.findIndex((row) => row.key === cursor) : -1;
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [virtual, cursor, drawn]);
  const fold = (key: string, open: boolean) => setFolded((known) => (open ? without(known, key) : new Set([...known, key])));
  const select = (path: string) => {
    setHead(null);
    props.onSelect(path);
  };
  const go = (row: TreeRow | null) => {
    if (row?.kind === 'file') select(row.file.path);
    else if (row) setHead(row.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[at];
    const step = STEPS[event.key];
    if (step) go(rowAfter(rows, cursor, step));
    else if (row?.kind === 'group' && (event.key === 'Enter' || event.key === ' ')) fold(row.key, !row.open);
    else if (row?.kind === 'group' && event.key === 'ArrowRight') fold(row.key, true);
    else if (row?.kind === 'group' && event.key === 'ArrowLeft') fold(row.key, false);
    else if (row?.kind === 'file' && event.key === 'ArrowLeft') setHead(row.group);
    else if (row?.kind === 'file' && event.key === 'Enter') props.onEnter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={scrolled}
      role="tree"
      aria-label={t`Changed files`}
      aria-activedescendant={at < 0 ? undefined : rowId(at)}
      tabIndex={0}
      data-row
      className={classes.tree}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => {
        // The focus stays with the list: a row goes when it is scrolled away.
        if (event.target === event.currentTarget) return;
        event.preventDefault();
        event.currentTarget.focus({ preventScroll: true });
      }}
    >
      <div role="presentation" className={classes.all} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          const place = { id: rowId(index), style: { transform: `translateY(${start}px)` }, current: index === at };
          return row && <Row key={key} {...place} {...props} row={row} onFold={fold} onSelect={select} />;
        })}
      </div>
    </div>
  );
}

function Row(
  props: TreeProps & RowPlace & { readonly row: TreeRow; readonly onFold: (key: string, open: boolean) => void },
): ReactNode {
  const { row, id, style, current } = props;
  switch (row.kind) {
    case 'group':
      return <GroupRow id={id} style={style} current={current} row={row} onToggle={() => props.onFold(row.key, !row.open)} />;
    case 'file':
      return (
        <FileRow
          id={id}
          style={style}
          current={current}
          file={row.file}
          selected={row.file.path === props.selected}
          standing={props.standingOf(row.file)}
          comments={props.commentsOf(row.file.path)}
          onSelect={props.onSelect}
          onReview={props.onReview}
        />
      );
    case 'note':
      return (
        <div role="presentation" className={classes.note} style={style} title={row.text}>
          {row.text}
        </div>
      );
  }
}

const STEPS: Readonly<Record<string, 'next' | 'previous' | 'first' | 'last'>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
};

function rowId(index: number): string {
  return `diff-row-${index}`;
}

function without(known: ReadonlySet<string>, key: string): ReadonlySet<string> {
  if (!known.has(key)) return known;
  return new Set([...known].filter((other) => other !== key));
}
