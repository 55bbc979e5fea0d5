import { Fragment } from 'react';
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
      aria-label={filled.by === 'filled' ? 'The form was filled' : 'The changes were discarded'}
    >
      <div className={classes.head}>
        {findings.length > 0 && !undone && (
          <StatusWord glyph="finding" word={findings.length === 1 ? '1 finding' : `${findings.length} findings`} />
        )}
        <span className={classes.rest} role="status">
          {words(filled)}
        </span>
        <span className={classes.actions}>
          <TextAction onClick={filled.swap}>{undone ? AGAIN[filled.by] : 'Undo'}</TextAction>
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

const AGAIN: Readonly<Record<Filling['by'], string>> = { filled: 'Fill again', discarded: 'Discard again' };

function words({ by, undone }: Filling): string {
  if (by === 'discarded') return undone ? 'The changes are back.' : 'The changes were discarded.';
  return undone ? 'The form stands as it was before it was filled.' : 'The form was filled. What it held before is kept.';
}
