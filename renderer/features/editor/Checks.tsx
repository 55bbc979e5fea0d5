import { Fragment, useState } from 'react';
import type { EvidenceRow } from '../../../shared/thread/state';
import type { CheckForm } from '../../../shared/views/checkForm';
import { formCheckRows } from '../../../shared/views/formCheckRows';
import { type CheckPlace, checkAt, checkPath, formChecks, insertCheck, removeCheck } from '../../../shared/views/formChecks';
import { t } from '../../../shared/words/t';
import { useNarrow } from '../../ui/narrow';
import { SectionHead } from '../../ui/SectionHead';
import table from '../../ui/Table.module.css';
import { TextAction } from '../../ui/TextAction';
import { CheckEditor } from './CheckEditor';
import { AttemptBelow, CheckRow } from './CheckRow';
import classes from './Checks.module.css';
import { useFormAccess } from './formContext';
import { useTryChecks } from './useTryChecks';

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
  const columns = useNarrow() ? 5 : 7;
  const tries = useTryChecks();
  const { shown, show } = tries;
  const rows = formCheckRows(form, problems, props.evidence);
  const tried = rows.filter((row) => tries.not(row.place) === undefined);
  const openPath = props.open && checkAt(form, props.open) ? checkPath(props.open) : null;
  const tryAll = () => {
    for (const row of tried) tries.start(row.place);
  };
  // Taken back by the form's own step, it is there again.
  const gone = removed && !formChecks(form).some(({ check }) => check === removed.check) ? removed : null;
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
    <section aria-label={t`Checks`} data-part="verification">
      <SectionHead
        title={t`Checks`}
        aside={t`run by the app, in the sandbox`}
        action={
          <span className={classes.actions}>
            {rows.length > 0 && (
              <TextAction onClick={tryAll} disabled={tried.length === 0}>
                {t`Try all now`}
              </TextAction>
            )}
            <TextAction onClick={props.onAdd}>{t`Add check`}</TextAction>
          </span>
        }
      />
      {rows.length > 0 && (
        <table className={`${table.table} ${classes.table}`}>
          <Columns />
          <tbody>
            {rows.map((row) => (
              <Fragment key={row.path}>
                <CheckRow
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
                {shown === row.id && <AttemptBelow row={row} tries={tries} columns={columns} onClose={() => show(null)} />}
                {row.path === openPath && (
                  <tr>
                    <td colSpan={columns} className={classes.editor}>
                      <CheckEditor place={row.place} onMoved={props.onOpen} onRemove={() => remove(row.place)} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      {gone && (
        <p className={classes.undo} role="status">
          {t`Removed check ${gone.check.id}.`} <TextAction onClick={() => undo(gone)}>{t`Undo`}</TextAction>
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
          <th scope="col">{t`Check`}</th>
          <th scope="col" className={classes.second}>
            {t`For`}
          </th>
          <th scope="col">{t`Command or file`}</th>
          <th scope="col">{t`Passes when`}</th>
          <th scope="col" className={classes.right}>
            {t`Within`}
          </th>
          <th scope="col" className={classes.second}>
            {t`Last`}
          </th>
          <th scope="col" aria-label={t`Edit`} />
        </tr>
      </thead>
    </>
  );
}
