import { Button } from '@mantine/core';
import { type ComponentProps, lazy, type ReactNode, Suspense, useState } from 'react';
import { isModeOnly } from '../../../shared/views/diff/modeWords';
import { type ShownSides, sideNotes, sidesShown } from '../../../shared/views/diff/sideWords';
import type { DiffFile } from '../../../shared/views/diffTree';
import { t } from '../../../shared/words/t';
import type { DiffSide, DiffSides } from '../../../shared/workspace/diffSide';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import type { Asked } from './asked';
import classes from './DiffPlace.module.css';

// Monaco is most of this place's weight: it comes when the first file is shown.
const DiffView = lazy(async () => ({ default: (await import('./DiffView')).DiffView }));

type ViewProps = Omit<ComponentProps<typeof DiffView>, 'path' | 'before' | 'after'>;

/** One file's change, or why it cannot be shown. */
export function FileDiff(props: {
  readonly file: DiffFile;
  readonly sides: Asked<DiffSides>;
  readonly view: ViewProps;
  readonly onRetry: () => void;
  /** What stands above the lines: comments whose lines are gone, and what a comparison has told. */
  readonly above: ReactNode;
}) {
  const { file, sides, view } = props;
  if (sides.status === 'failed') {
    return (
      <div className={classes.message}>
        <Fault
          cause={t`The change could not be read`}
          remedy={sides.message}
          action={<Button onClick={props.onRetry}>{t`Read again`}</Button>}
        />
      </div>
    );
  }
  if (sides.status === 'loading') return <Waiting />;
  const { before, after } = sides.value;
  const shown = sidesShown(before, after);
  const notes = [
    ...sideNotes(before, after),
    ...(isModeOnly(file.was, file.is) ? [t`Only its kind has changed: ${file.status}.`] : []),
  ];
  return (
    <>
      {props.above}
      {notes.map((note) => (
        <p key={note} className={classes.note}>
          {note}
        </p>
      ))}
      <Body path={sides.value.path} sides={sides.value} shown={shown} view={view} />
    </>
  );
}

function Body(props: { readonly path: string; readonly sides: DiffSides; readonly shown: ShownSides; readonly view: ViewProps }) {
  const { path, sides, shown, view } = props;
  if (shown.kind === 'texts') {
    return (
      <Suspense fallback={<Waiting />}>
        <DiffView path={path} before={shown.before} after={shown.after} {...view} />
      </Suspense>
    );
  }
  return (
    <div className={classes.message}>
      <Empty>{shown.words}</Empty>
      <div className={classes.pictures}>
        <Picture key={`before ${path}`} title={t`Before`} side={sides.before} />
        <Picture key={`after ${path}`} title={t`After`} side={sides.after} />
      </div>
    </div>
  );
}

function Picture({ title, side }: { readonly title: string; readonly side: DiffSide }) {
  const [broken, setBroken] = useState(false);
  if (side.kind !== 'binary' || side.picture === null) return null;
  return (
    <figure className={classes.picture}>
      <figcaption>{title}</figcaption>
      {broken ? (
        <span>{t`The picture does not read.`}</span>
      ) : (
        <img src={side.picture} alt={t`${title} the change`} onError={() => setBroken(true)} />
      )}
    </figure>
  );
}

function Waiting() {
  return (
    <div className={classes.message}>
      <Loading rows={10} words={t`Reading the change`} />
    </div>
  );
}
