import { Fragment, useState } from 'react';
import type { ReadContract } from '../../../shared/ipc/contractMethods';
import { type FieldProblem, unplacedFindings } from '../../../shared/views/goalForm';
import { t } from '../../../shared/words/t';
import { Mono } from '../../ui/Mono';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './FileFindings.module.css';

/** A file that does not parse: what no field can show of it, by line, and the file's own text. The file itself is left as it is. */
export function FileFindings(props: {
  readonly read: ReadContract;
  readonly problems: readonly FieldProblem[];
  readonly onDismiss: () => void;
}) {
  const [showText, setShowText] = useState(false);
  const { findings } = props.read;
  if (findings.length === 0) return null;
  const unplaced = unplacedFindings(findings, props.problems);
  return (
    <section className={classes.findings} aria-label={t`The file does not parse`}>
      <div className={classes.head}>
        <StatusWord glyph="finding" word={findings.length === 1 ? t`1 finding` : t`${findings.length} findings`} />
        <span className={classes.rest}>
          <Mono>{props.read.path}</Mono> {t`does not parse. The form holds what could be read of it; the file is unchanged.`}
        </span>
        <span className={classes.actions}>
          <TextAction onClick={() => setShowText(!showText)} expanded={showText}>
            {t`File text`}
          </TextAction>
          <TextAction onClick={props.onDismiss}>{t`Dismiss`}</TextAction>
        </span>
      </div>
      {unplaced.length > 0 && (
        <dl className={classes.list}>
          {unplaced.map((finding) => (
            <Fragment key={`${finding.line}:${finding.column} ${finding.message}`}>
              <dt className={classes.line}>{t`line ${finding.line}:${finding.column}`}</dt>
              <dd>{finding.message}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {showText && (
        <pre className={classes.text}>
          <Mono>{props.read.text}</Mono>
        </pre>
      )}
    </section>
  );
}
