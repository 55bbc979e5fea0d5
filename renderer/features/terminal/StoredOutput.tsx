import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { BlobRef } from '../../../shared/kernel/blobRef';
import { t } from '../../../shared/words/t';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { TextAction } from '../../ui/TextAction';
import { FindBar } from './FindBar';
import { OutputBar } from './OutputBar';
import { OutputRows } from './OutputRows';
import classes from './StoredOutput.module.css';
import { ALL } from './selection';
import { useFind } from './useFind';
import { useOutputActions } from './useOutputActions';
import { useRowScroll } from './useRowScroll';
import { useSelection } from './useSelection';
import { type StoredRows, useStoredRows } from './useStoredRows';

/** The output of a command that has ended: read, searched, copied and saved, whatever its size. `title` names it, as its command does. */
export function StoredOutput({ output, title }: { readonly output: BlobRef; readonly title: string }) {
  const rows = useStoredRows(output.sha256);
  if (rows.fault !== undefined) {
    return (
      <div className={classes.aside}>
        <Fault
          cause={t`The output could not be read`}
          remedy={rows.fault}
          action={<TextAction onClick={rows.retry}>{t`Read it again`}</TextAction>}
        />
      </div>
    );
  }
  if (rows.found === undefined)
    return (
      <div className={classes.aside}>
        <Loading rows={3} words={t`Reading the output`} />
      </div>
    );
  if (rows.found.whole && rows.found.rows === 0) return <p className={classes.aside}>{t`No output.`}</p>;
  return <OpenOutput key={output.sha256} output={output} title={title} rows={rows} found={rows.found} />;
}

function OpenOutput(props: {
  readonly output: BlobRef;
  readonly title: string;
  readonly rows: StoredRows;
  readonly found: NonNullable<StoredRows['found']>;
}) {
  const { output, title, rows, found: size } = props;
  const whole = useRef<HTMLElement>(null);
  const view = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [finding, setFinding] = useState(false);
  const scroll = useRowScroll(view, size.rows);
  const { found, want, step } = useFind(output.sha256);
  const textOf = (row: number) => rows.row(row)?.text ?? '';
  const { selection, select, selectAll, onMouseDown } = useSelection({ view, textOf, scrollBy: scroll.scrollBy });
  const actions = useOutputActions(output.sha256, title);
  const current = found.matches[found.at];
  const { show } = scroll;
  useEffect(() => {
    if (current) show(current.row);
  }, [current, show]);

  const find = () => {
    setFinding(true);
    field.current?.select();
  };
  useEffect(() => {
    if (!finding) return;
    field.current?.focus({ preventScroll: true });
    whole.current?.scrollIntoView({ block: 'nearest' });
  }, [finding]);
  const close = () => {
    setFinding(false);
    want(undefined, 0);
    view.current?.focus({ preventScroll: true });
  };
  const copy = () => void actions.copy(selection ?? ALL);
  const keys: Readonly<Record<string, () => void>> = { f: find, a: selectAll, c: copy };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const inField = event.target === field.current;
    const action = (event.ctrlKey || event.metaKey) && !event.altKey ? keys[event.key.toLowerCase()] : undefined;
    if (action && !(inField && action !== find) && !(action === copy && selection === undefined)) action();
    else if (event.key === 'Escape' && !inField && (finding || selection)) {
      if (selection) select(undefined);
      else close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section ref={whole} className={classes.output} aria-label={t`Output of ${title}`} onKeyDown={onKeyDown}>
      {finding && (
        <FindBar
          field={field}
          found={found}
          bytes={output.bytes}
          onWant={(wanted) => want(wanted, Math.floor(scroll.top))}
          onStep={step}
          onClose={close}
        />
      )}
      <OutputRows
        view={view}
        label={t`Text of ${title}`}
        rows={rows}
        scroll={scroll}
        matches={found.matches}
        current={current}
        selection={selection}
        onMouseDown={onMouseDown}
      />
      <OutputBar
        found={size}
        bytes={output.bytes}
        actions={actions}
        selected={selection !== undefined}
        onFind={find}
        onCopy={copy}
      />
    </section>
  );
}
