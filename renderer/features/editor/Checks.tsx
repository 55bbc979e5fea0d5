import { Button } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { EvidenceRow } from '../../../shared/thread/state';
import type { CheckForm } from '../../../shared/views/checkForm';
import { type FormCheckRow, formCheckRows } from '../../../shared/views/formCheckRows';
import { type CheckPlace, checkAt, checkPath, insertCheck, removeCheck } from '../../../shared/views/formChecks';
import type { Attempt } from '../../../shared/views/tryCheck';
import { Mono } from '../../ui/Mono';
import { useNarrow } from '../../ui/narrow';
import { SectionHead } from '../../ui/SectionHead';
import { StatusWord } from '../../ui/StatusWord';
import table from '../../ui/Table.module.css';
import { TextAction } from '../../ui/TextAction';
import { Attempted, AttemptWord } from './Attempted';
import { CheckEditor } from './CheckEditor';
import classes from './Checks.module.css';
import { useFormAccess } from './formContext';
import { ProposedMark } from './ProposedMark';
import { useProposedAt } from './proposedContext';
import { type Tries, useTryChecks } from './tryContext';

interface Removed {
  readonly place: CheckPlace;
  readonly check: CheckForm;
}

/** The checks of the contract, one a row; the open one is edited under its row. */
export function Checks(props: {
  readonly evidence: readonly EvidenceRow[];
  readonly open: CheckPlace | null;
  readonly onOpen: (place: CheckPlace | null) => void;
  readonly onAdd: () => void;
}) {
  const { form, problems, change } = useFormAccess();
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [shown, show] = useState<string | null>(null);
  const narrow = useNarrow();
  const tries = useTryChecks();
  const rows = formCheckRows(form, problems, props.evidence);
  const tried = rows.filter((row) => tries.not(row.place) === undefined);
  const openPath = props.open && checkAt(form, props.open) ? checkPath(props.open) : null;
  const tryAll = () => {
    for (const row of tried) tries.start(row.place);
  };
  const remove = (place: CheckPlace) => {
    const check = checkAt(form, place);
    if (check) setRemoved({ place, check });
    props.onOpen(null);
    change(removeCheck(form, place));
  };
  const undo = ({ place, check }: Removed) => {
    setRemoved(null);
    change(insertCheck(form, place, check));
  };
  return (
    <section aria-label="Checks">
      <SectionHead
        title="Checks"
        aside="run by the app, in the sandbox"
        action={
          <span className={classes.actions}>
            {rows.length > 0 && (
              <TextAction onClick={tryAll} disabled={tried.length === 0}>
                Try all now
              </TextAction>
            )}
            <TextAction onClick={props.onAdd}>Add check</TextAction>
          </span>
        }
      />
      {rows.length > 0 && (
        <table className={`${table.table} ${classes.table}`}>
          <Columns />
          <tbody>
            {rows.map((row) => (
              <Fragment key={row.path}>
                <Row
                  row={row}
                  open={row.path === openPath}
                  tries={tries}
                  shown={shown === row.id}
                  onShow={() => show(shown === row.id ? null : row.id)}
                  onTry={() => {
                    tries.start(row.place);
                    show(row.id);
                  }}
                  onOpen={props.onOpen}
                />
                {shown === row.id && tries.attempts[row.id] && (
                  <tr>
                    <td colSpan={narrow ? 5 : 7} className={classes.editor}>
                      <Attempted
                        attempt={tries.attempts[row.id] as Attempt}
                        row={row}
                        of={tries.of(row.place)}
                        onClose={() => show(null)}
                      />
                    </td>
                  </tr>
                )}
                {row.path === openPath && (
                  <tr>
                    <td colSpan={narrow ? 5 : 7} className={classes.editor}>
                      <CheckEditor place={row.place} onMoved={props.onOpen} onRemove={() => remove(row.place)} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      {removed && (
        <p className={classes.undo} role="status">
          Removed check {removed.check.id}. <TextAction onClick={() => undo(removed)}>Undo</TextAction>
        </p>
      )}
    </section>
  );
}

function Columns() {
  return (
    <>
      <colgroup>
        <col className={classes.colId} />
        <col className={`${classes.colRole} ${classes.second}`} />
        <col />
        <col className={classes.colPasses} />
        <col className={classes.colWithin} />
        <col className={`${classes.colLast} ${classes.second}`} />
        <col className={classes.colEdit} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col" className={classes.second}>
            For
          </th>
          <th scope="col">Command or file</th>
          <th scope="col">Passes when</th>
          <th scope="col" className={classes.right}>
            Within
          </th>
          <th scope="col" className={classes.second}>
            Last
          </th>
          <th scope="col" aria-label="Edit" />
        </tr>
      </thead>
    </>
  );
}

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

function Row(props: RowProps) {
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
          <ProposedMark path={row.path} name={`check ${row.id}`} />
        </span>
      </td>
      <td className={classes.right}>{row.within}</td>
      <td className={`${classes.whole} ${classes.second}`}>
        <Last {...props} />
        <ProposedMark path={row.path} name={`check ${row.id}`} />
      </td>
      <td>
        <span className={classes.buttons}>
          <TryButton {...props} />
          <Button
            aria-expanded={open}
            aria-label={`${open ? 'Close' : 'Edit'} check ${row.id}`}
            onClick={() => props.onOpen(open ? null : row.place)}
          >
            {open ? 'Close' : 'Edit'}
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
      <Button aria-label={`Stop check ${row.id}`} onClick={() => tries.stop(row.id)}>
        Stop
      </Button>
    );
  }
  const not = tries.not(row.place);
  return (
    <Button aria-label={`Try now: check ${row.id}`} title={not} disabled={not !== undefined} onClick={onTry}>
      Try now
    </Button>
  );
}

function Last({ row, tries, shown, onShow }: RowProps) {
  const proposed = useProposedAt(row.path).fields.length > 0;
  const attempt = tries.attempts[row.id];
  if (row.problems > 0) return <StatusWord glyph="finding" word="does not parse" />;
  if (attempt) {
    return (
      <button type="button" className={classes.attempt} aria-expanded={shown} title="What trying it came to" onClick={onShow}>
        <AttemptWord attempt={attempt} role={row.role} of={tries.of(row.place)} />
      </button>
    );
  }
  if (!row.last && proposed) return null;
  if (!row.last) return <StatusWord glyph="draft" word="none yet" />;
  return <StatusWord glyph={row.last.shape} word={row.last.word} {...(row.last.quiet ? { tone: 'draft' } : {})} />;
}
