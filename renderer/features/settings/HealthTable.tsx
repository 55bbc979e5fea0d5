import { Button } from '@mantine/core';
import { type HealthRow, healthRows, healthWords } from '../../../shared/views/health';
import { t } from '../../../shared/words/t';
import { tryMachine, useHealth } from '../../stores/health';
import { CopyWord } from '../../ui/CopyWord';
import { Fault } from '../../ui/Fault';
import { Mono } from '../../ui/Mono';
import { StatusWord } from '../../ui/StatusWord';
import classes from './HealthTable.module.css';

/** What goals rest on, each mechanism as it was really tried on this machine, with what repairs it. */
export function HealthTable() {
  const { facts, trying, fault } = useHealth();
  const rows = healthRows(facts, trying);
  return (
    <>
      {fault !== undefined && <Fault cause={t`The machine could not be tried`} remedy={fault} />}
      <table className={classes.table} aria-label={t`What goals rest on`} aria-busy={trying}>
        <thead>
          <tr>
            <th scope="col">{t`Of`}</th>
            <th scope="col">{t`Tried`}</th>
            <th scope="col">{t`Result`}</th>
            <th scope="col">{t`What came of it`}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row key={row.id} row={row} first={rows[index - 1]?.group !== row.group} />
          ))}
        </tbody>
      </table>
      <div className={classes.foot}>
        <Button onClick={() => void tryMachine()} disabled={trying}>
          {t`Test again`}
        </Button>
        <span role="status" className={classes.words}>
          {trying ? t`Trying each of them…` : facts.length > 0 && healthWords(facts)}
        </span>
      </div>
    </>
  );
}

function Row({ row, first }: { readonly row: HealthRow; readonly first: boolean }) {
  return (
    <tr data-group={first ? true : undefined}>
      <td className={classes.group}>{first && row.group}</td>
      <th scope="row" className={classes.name}>
        {row.name}
      </th>
      <td>
        <StatusWord glyph={row.mark.shape} word={row.mark.word} />
      </td>
      <td className={classes.what}>
        {row.words}
        {row.command !== null && (
          <span className={classes.remedy}>
            {t`Run`} <Mono>{row.command}</Mono> <CopyWord text={row.command} />
          </span>
        )}
        {row.advice !== null && <span className={classes.remedy}>{row.advice}</span>}
      </td>
    </tr>
  );
}
