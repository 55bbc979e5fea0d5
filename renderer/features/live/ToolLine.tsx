import { took } from '../../../shared/views/conversation';
import type { ToolRow } from '../../../shared/views/conversation/row';
import { t } from '../../../shared/words/t';
import { clockTime } from '../../ui/clockTime';
import { Icon } from '../../ui/Icon';
import { Mono } from '../../ui/Mono';
import { StatusWord } from '../../ui/StatusWord';
import { Elapsed } from './Elapsed';
import classes from './Row.module.css';

/** A call or a check: what, on what, what it came to, how long; opened, what it was told and what it answered. */
export function ToolLine({
  row,
  open,
  onToggle,
}: {
  readonly row: ToolRow;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  return (
    <>
      <div className={classes.line}>
        <span className={classes.time}>{clockTime(row.at)}</span>
        <span className={classes.icon}>
          <Icon name={row.icon} />
        </span>
        <button type="button" data-row className={classes.opener} aria-expanded={open} onClick={onToggle} title={row.subject}>
          <Mono>{row.name}</Mono>
          <span className={classes.subject}>
            <Mono>{row.subject}</Mono>
          </span>
        </button>
        <span className={classes.aside}>
          <Result row={row} />
        </span>
        <span className={classes.took}>
          {row.running && row.durationMs === null ? <Elapsed since={row.at} /> : row.durationMs !== null && took(row.durationMs)}
        </span>
      </div>
      {open && <Details input={row.details.input} output={row.details.output} running={row.running} />}
    </>
  );
}

function Result({ row }: { readonly row: ToolRow }) {
  const { result } = row;
  if (row.running && result.word === '') return <StatusWord glyph="running" word={t`running`} />;
  if (result.shape === null) return <>{result.word}</>;
  return <StatusWord glyph={result.shape} word={result.word} {...(result.quiet ? { tone: 'draft' } : {})} />;
}

function Details(props: { readonly input: string; readonly output: string; readonly running: boolean }) {
  return (
    <div className={classes.details}>
      {props.input !== '' && <pre className={classes.told}>{props.input}</pre>}
      <pre className={classes.answered}>{props.output === '' ? noOutput(props.running) : props.output}</pre>
    </div>
  );
}

const noOutput = (running: boolean) => (running ? t`No answer yet.` : t`No output.`);
