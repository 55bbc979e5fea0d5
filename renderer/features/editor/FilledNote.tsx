import { Fragment } from 'react';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './FileFindings.module.css';
import type { FormState } from './useGoalForm';

/** After the form was filled from elsewhere: the way back, and what of a text stands elsewhere than one may expect. */
export function FilledNote({ state }: { readonly state: FormState }) {
  const { filled } = state;
  if (!filled) return null;
  const { findings, undone } = filled;
  return (
    <section className={classes.findings} aria-label="The form was filled">
      <div className={classes.head}>
        {findings.length > 0 && !undone && (
          <StatusWord glyph="finding" word={findings.length === 1 ? '1 finding' : `${findings.length} findings`} />
        )}
        <span className={classes.rest} role="status">
          {undone ? 'The form stands as it was before it was filled.' : 'The form was filled. What it held before is kept.'}
        </span>
        <span className={classes.actions}>
          <TextAction onClick={filled.swap}>{undone ? 'Fill again' : 'Undo'}</TextAction>
          <TextAction onClick={filled.putAway}>Dismiss</TextAction>
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
