import { VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import type { ThreadState } from '../../../shared/thread/state';
import type { ChangedFileRow } from '../../../shared/views/changedFiles';
import { lineCounts } from '../../../shared/views/format';
import { counted, t } from '../../../shared/words/t';
import { wishFile } from '../../stores/fileWish';
import { showRange } from '../../stores/moment';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { moveRows } from '../../ui/listKeys';
import { region } from '../../ui/region';
import { SectionHead } from '../../ui/SectionHead';
import { StatusGlyph } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './ChangedFiles.module.css';
import { type ChangedFiles as Changed, useChangedFiles } from './useChangedFiles';

/** More rows would be read in the diff, which has them in folders and with a filter. */
const SHOWN = 200;

/** The files that the goal has changed since its start; a row leads to the diff at that file. */
export function ChangedFiles({ thread, state }: { readonly thread: string; readonly state: ThreadState }) {
  const changed = useChangedFiles(state);
  const open = (path: string) => {
    showRange(thread, { kind: 'start' });
    wishFile({ thread, path, line: 1 });
  };
  return (
    <aside className={classes.pane} {...region(t`Changed files`)}>
      <SectionHead
        title={t`Changed files`}
        aside={factsOf(changed)}
        action={
          changed.status === 'there' &&
          changed.rows.length > 0 && <TextAction onClick={() => showRange(thread, { kind: 'start' })}>{t`Diff`}</TextAction>
        }
      />
      <Body changed={changed} onOpen={open} />
    </aside>
  );
}

function factsOf(changed: Changed): string {
  if (changed.status !== 'there' || changed.rows.length === 0) return '';
  return `${counted(changed.rows.length, 'file', 'files')} ${lineCounts(changed.added, changed.removed)}`;
}

function Body({ changed, onOpen }: { readonly changed: Changed; readonly onOpen: (path: string) => void }) {
  switch (changed.status) {
    case 'none':
      return <Empty>{changed.why}</Empty>;
    case 'loading':
      return <Loading rows={2} words={t`Reading changes`} />;
    case 'failed':
      return <Fault cause={t`The changes could not be read`} remedy={changed.message} />;
    case 'there':
      if (changed.rows.length === 0)
        return <Empty>{t`No file differs from the start. Files show here with the next checkpoint.`}</Empty>;
      return (
        <ul className={classes.list} aria-label={t`Changed files`} onKeyDown={moveRows}>
          {changed.rows.slice(0, SHOWN).map((row) => (
            <li key={row.path}>
              <FileRow row={row} onOpen={onOpen} />
            </li>
          ))}
          {changed.rows.length > SHOWN && <li className={classes.more}>{t`${changed.rows.length - SHOWN} more in the diff`}</li>}
        </ul>
      );
  }
}

const FileRow = memo(function FileRow(props: { readonly row: ChangedFileRow; readonly onOpen: (path: string) => void }) {
  const { row } = props;
  return (
    <button type="button" data-row className={classes.row} onClick={() => props.onOpen(row.path)}>
      <span className={classes.path} title={[row.path, row.meaning].filter((part) => part !== '').join(', ')}>
        {row.kind !== 'folder' && <StatusGlyph glyph={row.kind === 'protected' ? 'asks' : 'finding'} />}
        <span className={classes.name}>{row.name}</span>
        <span className={classes.folder}>{row.folder}</span>
      </span>
      <span className={classes.turns} aria-hidden>
        {row.turns}
      </span>
      <span className={classes.counts}>{row.counts}</span>
      <VisuallyHidden>{row.meaning}</VisuallyHidden>
    </button>
  );
});
