import type { ReactNode } from 'react';
import { lineCounts } from '../../../shared/views/format';
import { fateWords, type IterationEntry } from '../../../shared/views/iterations';
import type { LedgerRow } from '../../../shared/views/ledger';
import { t } from '../../../shared/words/t';
import { Mono } from '../../ui/Mono';
import classes from './LedgerEntry.module.css';

/** One iteration whole: what it was to try, changed, ran and showed, and whether it still stands. The agent's words are in quotation marks. */
export function LedgerEntry({
  row,
  entry,
  all,
}: {
  readonly row: LedgerRow;
  readonly entry: IterationEntry;
  readonly all: readonly IterationEntry[];
}) {
  return (
    <dl className={classes.entry}>
      {row.words !== '' && <Line term={t`Done`}>{quoted(row.words)}</Line>}
      <Line term={t`Tries`}>{quoted(entry.hypothesis) ?? t`The agent recorded no experiment before it.`}</Line>
      <Line term={t`Changed`}>
        {entry.changed.length === 0 ? t`Nothing.` : <Files entry={entry} />}
        {entry.changed.length > 0 &&
          ` ${fateWords(entry.fate, all)}${entry.checkpoint === null ? '' : t`, checkpoint ${entry.checkpoint}`}`}
      </Line>
      <Line term={t`Ran`}>
        {entry.ran.length === 0 && t`No command, no edit.`}
        {entry.ran.map(({ call, name, subject, result }) => (
          <span key={call} className={classes.line}>
            {name} <Mono>{subject}</Mono> {result === '' ? t`running` : result}
          </span>
        ))}
      </Line>
      <Line term={t`Showed`}>
        {entry.checks.length === 0 && t`No check was run anew.`}
        {entry.checks.map((move) => (
          <span key={move.check} className={classes.line}>
            {move.check} {move.figure}, {move.verdict}
            {t`, Δ last`} {move.sinceLast}
            {t`, Δ base`} {move.sinceBase}
            {t`, evidence`} {move.evidence}
          </span>
        ))}
        {entry.words && <span className={classes.line}>{quoted(entry.words.evidence)}</span>}
      </Line>
      <Line term={t`Next`}>{quoted(entry.words?.next) ?? t`Not recorded.`}</Line>
      <Line term={t`Spent`}>{spentWords(row)}</Line>
    </dl>
  );
}

/** `12,400 tokens, $0.12, 1:20 active` */
function spentWords({ tokens, cached, money, active }: LedgerRow): string {
  const beside = cached === '' ? [] : [t`${cached} cached beside, not charged`];
  return [
    tokens === '–' ? t`no tokens` : t`${tokens} tokens`,
    ...beside,
    ...(money === '–' ? [] : [money]),
    t`${active} active`,
  ].join(', ');
}

function Files({ entry }: { readonly entry: IterationEntry }) {
  return entry.changed.map(({ path, added, removed }) => (
    <span key={path} className={classes.line}>
      <Mono>{path}</Mono> {lineCounts(added, removed)}
    </span>
  ));
}

function quoted(words: string | undefined): string | undefined {
  return words === undefined || words === '' ? undefined : `“${words}”`;
}

function Line({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
