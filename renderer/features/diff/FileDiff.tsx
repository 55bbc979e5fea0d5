import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import classes from './DiffPlace.module.css';
import type { DiffEditor } from './monaco';
import type { Asked, FileTexts } from './useDiff';

// Monaco is most of this place's weight: it comes when the first file is shown.
const DiffView = lazy(async () => ({ default: (await import('./DiffView')).DiffView }));

/** One file's change, or why it cannot be shown. */
export function FileDiff(props: {
  readonly file: Asked<FileTexts>;
  readonly sideBySide: boolean;
  readonly onEditor: (shown: DiffEditor | null) => void;
  readonly onRetry: () => void;
}) {
  const { file } = props;
  if (file.status === 'failed') {
    return (
      <div className={classes.message}>
        <Fault
          cause="The change could not be read"
          remedy={file.message}
          action={<Button onClick={props.onRetry}>Read again</Button>}
        />
      </div>
    );
  }
  if (file.status === 'loading') return <Waiting />;
  const { path, before, after, binary, truncated } = file.value;
  if (binary) return <Message>The file is binary: it has changed, and there are no lines to show.</Message>;
  if (before === null && after === null) return <Message>The file is as it was at the start of the goal.</Message>;
  return (
    <>
      {truncated && <p className={classes.note}>Shown in part: the file is too long to compare whole here.</p>}
      <Suspense fallback={<Waiting />}>
        <DiffView path={path} before={before ?? ''} after={after ?? ''} sideBySide={props.sideBySide} onEditor={props.onEditor} />
      </Suspense>
    </>
  );
}

function Message({ children }: { readonly children: string }) {
  return (
    <div className={classes.message}>
      <Empty>{children}</Empty>
    </div>
  );
}

function Waiting() {
  return (
    <div className={classes.message}>
      <Loading rows={10} words="Reading the change" />
    </div>
  );
}
