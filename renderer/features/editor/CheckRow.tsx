import { Button } from '@mantine/core';
import type { FormCheckRow } from '../../../shared/views/formCheckRows';
import type { CheckPlace } from '../../../shared/views/formChecks';
import { t } from '../../../shared/words/t';
import { Mono } from '../../ui/Mono';
import { StatusWord } from '../../ui/StatusWord';
import { Attempted, AttemptWord } from './Attempted';
import classes from './Checks.module.css';
import { ProposedMark } from './ProposedMark';
import { useProposedAt } from './proposedContext';
import type { Tries } from './useTryChecks';

interface RowProps {
  readonly row: FormCheckRow;
  readonly open: boolean;
  readonly tries: Tries;
  /** Whether what its try came to stands below it. */
  readonly shown: boolean;
  readonly onShow: () => void;
  readonly onTry: () => void;
  readonly onOpen: (place: CheckPlace | null) => void;
}

/** A check as a line of the table: what passes, what it came to last, and what can be done with it. */
export function CheckRow(props: RowProps) {
  const { row, open } = props;
  return (
    <tr className={open ? classes.open : undefined}>
      <td className={classes.id}>{row.id || '–'}</td>
      <td className={`${classes.role} ${classes.second}`}>{row.role}</td>
      <td title={row.subject}>
        <Mono>{row.subject}</Mono>
      </td>
      <td className={classes.whole}>
        {row.passesWhen}
        <span className={classes.narrow}>
          {(row.problems > 0 || row.last || props.tries.attempts[row.id]) && <Last {...props} />}
          <ProposedMark path={row.path} name={t`check ${row.id}`} />
        </span>
      </td>
      <td className={classes.right}>{row.within}</td>
      <td className={`${classes.whole} ${classes.second}`}>
        <Last {...props} />
        <ProposedMark path={row.path} name={t`check ${row.id}`} />
      </td>
      <td>
        <span className={classes.buttons}>
          <TryButton {...props} />
          <Button
            aria-expanded={open}
            aria-label={t`${open ? t`Close` : t`Edit`} check ${row.id}`}
            onClick={() => props.onOpen(open ? null : row.place)}
          >
            {open ? t`Close` : t`Edit`}
          </Button>
        </span>
      </td>
    </tr>
  );
}

function TryButton({ row, tries, onTry }: RowProps) {
  const attempt = tries.attempts[row.id];
  if (attempt?.kind === 'running' || attempt?.kind === 'waits') {
    return (
      <Button aria-label={t`Stop check ${row.id}`} onClick={() => tries.stop(row.id)}>
        {t`Stop`}
      </Button>
    );
  }
  const not = tries.not(row.place);
  return (
    <Button aria-label={t`Try now: check ${row.id}`} title={not} disabled={not !== undefined} onClick={onTry}>
      {t`Try now`}
    </Button>
  );
}

function Last({ row, tries, shown, onShow }: RowProps) {
  const proposed = useProposedAt(row.path).fields.length > 0;
  const attempt = tries.attempts[row.id];
  if (row.problems > 0) return <StatusWord glyph="finding" word={t`does not parse`} />;
  if (attempt) {
    return (
      <button type="button" className={classes.attempt} aria-expanded={shown} title={t`What trying it came to`} onClick={onShow}>
        <AttemptWord attempt={attempt} role={row.role} of={tries.of(row.place)} />
      </button>
    );
  }
  if (!row.last && proposed) return null;
  if (!row.last) return <StatusWord glyph="draft" word={t`none yet`} />;
  return <StatusWord glyph={row.last.shape} word={row.last.word} {...(row.last.quiet ? { tone: 'draft' } : {})} />;
}

/** Below its row, what trying the check came to, once it was tried. */
export function AttemptBelow(props: {
  readonly row: FormCheckRow;
  readonly tries: Tries;
  readonly columns: number;
  readonly onClose: () => void;
}) {
  const { row, tries } = props;
  const attempt = tries.attempts[row.id];
  if (!attempt) return null;
  return (
    <tr>
      <td colSpan={props.columns} className={classes.editor}>
        <Attempted attempt={attempt} row={row} of={tries.of(row.place)} onClose={props.onClose} />
      </td>
    </tr>
  );
}
