import { Fragment } from 'react';
import { t } from '../../../shared/words/t';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './FileFindings.module.css';
import type { Filling, FormState } from './useGoalForm';

/** After the form was filled from elsewhere: the way back, and what of a text stands elsewhere than one may expect. */
export function FilledNote({ state }: { readonly state: FormState }) {
  const { filled } = state;
  if (!filled) return null;
  const { findings, undone } = filled;
  return (
    <section
      className={classes.findings}
      aria-label={filled.by === 'filled' ? t`The form was filled` : t`The changes were discarded`}
    >
      <div className={classes.head}>
        {findings.length > 0 && !undone && (
          <StatusWord glyph="finding" word={findings.length === 1 ? t`1 finding` : t`${findings.length} findings`} />
        )}
        <span className={classes.rest} role="status">
          {words(filled)}
        </span>
        <span className={classes.actions}>
          <TextAction onClick={filled.swap}>{undone ? AGAIN[filled.by] : t`Undo`}</TextAction>
          <TextAction onClick={filled.putAway}>{t`Dismiss`}</TextAction>
        </span>
      </div>
      {findings.length > 0 && !undone && (
        <dl className={`${classes.list} ${classes.parts}`}>
          {findings.map((finding) => (
            <Fragment key={`${finding.offset} ${finding.message}`}>
              <dt className={classes.line}>{finding.part}</dt>
              <dd>
                “{finding.excerpt}”: {finding.message}
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
    </section>
  );
}

const AGAIN: Readonly<Record<Filling['by'], string>> = { filled: t`Fill again`, discarded: t`Discard again` };

function words({ by, undone }: Filling): string {
  if (by === 'discarded') return undone ? t`The changes are back.` : t`The changes were discarded.`;
  return undone ? t`The form stands as it was before it was filled.` : t`The form was filled. What it held before is kept.`;
}
