import type { ReviewRow } from '../../../shared/views/activation';
import { t } from '../../../shared/words/t';
import { Mono } from '../../ui/Mono';
import { SectionHead } from '../../ui/SectionHead';
import { StatusWord } from '../../ui/StatusWord';
import classes from './Rail.module.css';

/** What the contract means once it is active. */
export function Review({ rows }: { readonly rows: readonly ReviewRow[] }) {
  return (
    <section className={classes.section} aria-label={t`On activation`}>
      <SectionHead title={t`On activation`} />
      {rows.length === 0 ? (
        <p className={classes.note}>{t`Shown when every field parses.`}</p>
      ) : (
        <dl className={classes.facts}>
          {rows.map((row) => (
            <Fact key={row.term} row={row} />
          ))}
        </dl>
      )}
    </section>
  );
}

/** More names than these are read one under the other. */
const IN_A_LINE = 3;

function Fact({ row }: { readonly row: ReviewRow }) {
  return (
    <>
      <dt>{row.term}</dt>
      <dd>
        {row.mark && <StatusWord glyph={row.mark.shape} word={row.mark.word} />}
        {row.names.map((name, index) => (
          <span key={name} className={row.names.length > IN_A_LINE ? classes.name : undefined}>
            {index > 0 && row.names.length <= IN_A_LINE && ', '}
            <Mono>{name}</Mono>
          </span>
        ))}
        {row.words !== '' &&
          `${row.names.length > IN_A_LINE ? '' : row.names.length > 0 ? ', ' : row.mark ? ' ' : ''}${row.words}`}
      </dd>
    </>
  );
}
