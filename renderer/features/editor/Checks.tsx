import { Button } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { EvidenceRow } from '../../../shared/thread/state';
import type { CheckForm } from '../../../shared/views/checkForm';
import { type FormCheckRow, formCheckRows } from '../../../shared/views/formCheckRows';
import { type CheckPlace, checkAt, checkPath, insertCheck, removeCheck } from '../../../shared/views/formChecks';
import { Mono } from '../../ui/Mono';
import { useNarrow } from '../../ui/narrow';
import { SectionHead } from '../../ui/SectionHead';
import { StatusWord } from '../../ui/StatusWord';
import table from '../../ui/Table.module.css';
import { TextAction } from '../../ui/TextAction';
import { CheckEditor } from './CheckEditor';
import classes from './Checks.module.css';
import { useFormAccess } from './formContext';
import { ProposedMark } from './ProposedMark';
import { useProposedAt } from './proposedContext';

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
  const narrow = useNarrow();
  const rows = formCheckRows(form, problems, props.evidence);
  const openPath = props.open && checkAt(form, props.open) ? checkPath(props.open) : null;
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
        action={<TextAction onClick={props.onAdd}>Add check</TextAction>}
      />
      {rows.length > 0 && (
        <table className={`${table.table} ${classes.table}`}>
          <Columns />
          <tbody>
            {rows.map((row) => (
              <Fragment key={row.path}>
                <Row row={row} open={row.path === openPath} onOpen={props.onOpen} />
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

function Row({
  row,
  open,
  onOpen,
}: {
  readonly row: FormCheckRow;
  readonly open: boolean;
  readonly onOpen: (place: CheckPlace | null) => void;
}) {
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
          {(row.problems > 0 || row.last) && <Last row={row} />}
          <ProposedMark path={row.path} name={`check ${row.id}`} />
        </span>
      </td>
      <td className={classes.right}>{row.within}</td>
      <td className={`${classes.whole} ${classes.second}`}>
        <Last row={row} />
        <ProposedMark path={row.path} name={`check ${row.id}`} />
      </td>
      <td>
        <Button
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Edit'} check ${row.id}`}
          onClick={() => onOpen(open ? null : row.place)}
        >
          {open ? 'Close' : 'Edit'}
        </Button>
      </td>
    </tr>
  );
}

function Last({ row }: { readonly row: FormCheckRow }) {
  const proposed = useProposedAt(row.path).fields.length > 0;
  if (row.problems > 0) return <StatusWord glyph="finding" word="does not parse" />;
  if (!row.last && proposed) return null;
  if (!row.last) return <StatusWord glyph="draft" word="none yet" />;
  return <StatusWord glyph={row.last.shape} word={row.last.word} {...(row.last.quiet ? { tone: 'draft' } : {})} />;
}
