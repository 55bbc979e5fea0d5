import { Fragment } from 'react';
import type { FormCheckRow } from '../../../shared/views/formCheckRows';
import { type Attempt, attemptFacts, attemptMark, attemptRemedy, attemptSentence } from '../../../shared/views/tryCheck';
import { t } from '../../../shared/words/t';
import { useNow } from '../../stores/clock';
import { clockTime } from '../../ui/clockTime';
import { Mono } from '../../ui/Mono';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './Attempted.module.css';

/** What trying a check came to, in shape and word; the digits of one that runs move. */
export function AttemptWord(props: { readonly attempt: Attempt; readonly role: FormCheckRow['role']; readonly of: string }) {
  return props.attempt.kind === 'running' ? <Running {...props} /> : <Word {...props} at={0} />;
}

function Running(props: { readonly attempt: Attempt; readonly role: FormCheckRow['role']; readonly of: string }) {
  return <Word {...props} at={useNow(1_000)} />;
}

function Word(props: {
  readonly attempt: Attempt;
  readonly role: FormCheckRow['role'];
  readonly of: string;
  readonly at: number;
}) {
  const { shape, word, quiet } = attemptMark(props.attempt, props.role, { at: props.at, of: props.of });
  return <StatusWord glyph={shape} word={word} {...(quiet ? { tone: 'draft' } : {})} />;
}

/** Below its row, what a try came to in full: the figures, what it wrote, and what it printed. */
export function Attempted(props: {
  readonly attempt: Attempt;
  readonly row: FormCheckRow;
  readonly of: string;
  readonly onClose: () => void;
}) {
  const { attempt, row } = props;
  return (
    <section className={classes.attempt} aria-label={t`Try of ${row.id}`}>
      <div className={classes.head}>
        <AttemptWord attempt={attempt} role={row.role} of={props.of} />
        <span className={classes.aside}>{asideOf(attempt)}</span>
        <span className={classes.close}>
          <TextAction onClick={props.onClose} label={t`Close the try of ${row.id}`}>
            {t`Close`}
          </TextAction>
        </span>
      </div>
      {attempt.kind === 'refused' && <p className={classes.words}>{attempt.message}</p>}
      {attempt.kind === 'done' && <Done attempt={attempt} role={row.role} />}
    </section>
  );
}

function asideOf(attempt: Attempt): string {
  switch (attempt.kind) {
    case 'waits':
      return t`Another check is being tried on these files.`;
    case 'running':
      return t`In the sandbox, on the files as they are. Nothing of it is recorded.`;
    case 'refused':
    case 'done':
      return t`tried ${clockTime(attempt.at)}`;
  }
}

function Done({ attempt, role }: { readonly attempt: Extract<Attempt, { kind: 'done' }>; readonly role: FormCheckRow['role'] }) {
  const { report } = attempt;
  const remedy = attemptRemedy(report, role);
  return (
    <>
      <p className={classes.words}>
        {attemptSentence(report)} {remedy}
      </p>
      <dl className={classes.facts}>
        {attemptFacts(attempt).map(({ term, words }) => (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </Fragment>
        ))}
      </dl>
      {report.excerpt === '' ? (
        <p className={classes.aside}>{t`It printed nothing.`}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        <section className={classes.output} tabIndex={0} aria-label={t`Output of ${report.command}`}>
          <pre>
            <Mono>{report.excerpt}</Mono>
          </pre>
        </section>
      )}
    </>
  );
}
