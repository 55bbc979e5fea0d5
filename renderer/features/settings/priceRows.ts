import type { PriceTable } from '../../../shared/budget/prices';
import { t } from '../../../shared/words/t';

/** A price as it is typed: dollars for a million tokens, or nothing yet. */
export interface PriceRow {
  readonly key: string;
  readonly model: string;
  readonly input: number | string;
  readonly cached: number | string;
  readonly output: number | string;
}

export function rowsOf(prices: PriceTable): readonly PriceRow[] {
  return Object.entries(prices).map(([model, price]) => ({ key: model, model, ...price }));
}

/** An empty row, under a key that none of the rows has. */
export function emptyRow(rows: readonly PriceRow[], model: string): PriceRow {
  let n = rows.length;
  while (rows.some((row) => row.key === `new ${n}`)) n += 1;
  return { key: `new ${n}`, model, input: '', cached: '', output: '' };
}

/** The table to save, or the sentence about the first row that does not make a price. */
export function tableOf(rows: readonly PriceRow[]): { readonly table: PriceTable } | { readonly problem: string } {
  const table: PriceTable = {};
  for (const row of rows) {
    const model = row.model.trim();
    if (model === '') return { problem: t`A row has no model. Write the name the server knows it by, or remove the row.` };
    if (model in table) return { problem: t`${model} stands twice. Keep one row of it.` };
    const { input, cached, output } = row;
    if (!isPrice(input) || !isPrice(cached) || !isPrice(output)) {
      return { problem: t`${model} needs three numbers: input, cached input, output. Free is 0.` };
    }
    table[model] = { input, cached, output };
  }
  return { table };
}

function isPrice(value: number | string): value is number {
  return typeof value === 'number' && value >= 0;
}
