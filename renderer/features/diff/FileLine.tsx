import { Button, Checkbox } from '@mantine/core';
import type { DiffFile } from '../../../shared/views/diffTree';
import { lineCounts } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { Keys } from '../../ui/Keys';
import { Mono } from '../../ui/Mono';
import classes from './DiffPlace.module.css';
import { turnsSpoken } from './turnsSpoken';

/** The file in view: its path, what happened to it, which hunk one is at, and whether it is reviewed. */
export function FileLine(props: {
  readonly file: DiffFile;
  /** `hunk 2 of 5`, `5 hunks`; empty where there are none. */
  readonly hunk: string;
  readonly standing: 'reviewed' | 'changed' | 'open';
  readonly folded: boolean;
  readonly onFold: () => void;
  readonly onReview: () => void;
  readonly onComment: (() => void) | undefined;
}) {
  const { file, standing } = props;
  return (
    <div className={`${classes.bar} ${classes.file}`}>
      <span className={classes.name} title={file.from === null ? file.path : `${file.from} → ${file.path}`}>
        <Mono>
          {file.from !== null && <span className={classes.quiet}>{file.from} → </span>}
          {file.folder !== '' && <span className={classes.quiet}>{file.folder}/</span>}
          {file.name}
        </Mono>
      </span>
      <span className={classes.facts}>{fileFacts(file, props.hunk)}</span>
      <span className={classes.tools}>
        {standing === 'changed' && <span className={classes.quiet}>{t`changed since you reviewed it`}</span>}
        {props.onComment && (
          <Button aria-pressed={props.folded} onClick={props.onFold}>
            {t`Fold unchanged`}
            <span className={`${classes.cap} wide-only`}>
              <Keys of="u" />
            </span>
          </Button>
        )}
        {props.onComment && (
          <Button onClick={props.onComment}>
            {t`Comment`}
            <span className={`${classes.cap} wide-only`}>
              <Keys of="c" />
            </span>
          </Button>
        )}
        <Checkbox
          label={
            <>
              {t`Reviewed`}
              <span className={`${classes.cap} wide-only`}>
                <Keys of="v" />
              </span>
            </>
          }
          aria-label={t`Reviewed`}
          classNames={{ body: classes.check ?? '' }}
          checked={standing === 'reviewed'}
          indeterminate={standing === 'changed'}
          onChange={props.onReview}
        />
      </span>
    </div>
  );
}

/** `+20 −9, hunk 1 of 3, new, turns 1 2 3` */
function fileFacts(file: DiffFile, hunk: string): string {
  return [lineCounts(file.added, file.removed), hunk, file.status, turnsSpoken(file.turns)]
    .filter((word) => word !== '')
    .join(', ');
}
