import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Settings } from '../../../shared/ipc/settingsMethods';
import { t } from '../../../shared/words/t';
import { saveChanges } from '../../stores/settings';
import { Empty } from '../../ui/Empty';
import { PriceTableRow } from './PriceTableRow';
import { emptyRow, type PriceRow, rowsOf, tableOf } from './priceRows';
import { Section } from './Section';
import classes from './SettingsPlace.module.css';
import { Stopped } from './Stopped';
import { useTyped } from './useSaving';

/** Prices are the user's own: none is invented, and without one a money limit cannot be kept. */
export function Prices({ settings }: { readonly settings: Settings }) {
  const { prices, model } = settings;
  const typing = useTyped(rowsOf(prices));
  const rows = typing.value;
  const setRows = typing.set;
  const [problem, setProblem] = useState<string>();
  const changed = JSON.stringify(rows) !== JSON.stringify(rowsOf(prices));
  const change = (row: PriceRow) => setRows(rows.map((known) => (known.key === row.key ? row : known)));
  const add = () => setRows([...rows, emptyRow(rows, model in prices || rows.some((row) => row.model === model) ? '' : model)]);
  const save = async () => {
    const made = tableOf(rows);
    if ('problem' in made) return setProblem(made.problem);
    const refused = await saveChanges({ prices: made.table });
    setProblem(refused);
    if (refused === undefined) typing.clear();
  };
  return (
    <Section
      id="settings-prices"
      aside={t`dollars for a million tokens, set by you; without a price a money limit cannot be used`}
      action={
        <>
          <Button onClick={add}>{t`Add price`}</Button>
          <Button disabled={!changed} onClick={() => void save()}>
            {t`Save prices`}
          </Button>
        </>
      }
    >
      <Stopped section="settings-prices" />
      {rows.length === 0 ? (
        <Empty>{t`No price yet. A price you add here lets goals have a money limit.`}</Empty>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t`Model`}</th>
              <th scope="col">{t`Input`}</th>
              <th scope="col">{t`Cached input`}</th>
              <th scope="col">{t`Output`}</th>
              <th scope="col">
                <span className={classes.hidden}>{t`Remove`}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PriceTableRow
                key={row.key}
                row={row}
                onChange={change}
                onRemove={() => setRows(rows.filter((known) => known !== row))}
              />
            ))}
          </tbody>
        </table>
      )}
      {problem !== undefined && (
        <p className={classes.refusal} role="alert">
          {problem}
        </p>
      )}
    </Section>
  );
}
