import type { LedgerRow, LedgerValues } from './ledger';

/** What the ledger is ordered by: the course of the goal, or one figure. */
export interface LedgerOrder {
  readonly by: 'course' | keyof LedgerValues;
  readonly down: boolean;
}

export const IN_COURSE: LedgerOrder = { by: 'course', down: false };

/** The order after a column's head was pressed: largest first, then smallest, then the course again. */
export function pressed(order: LedgerOrder, by: LedgerOrder['by']): LedgerOrder {
  if (by === 'course') return { by, down: order.by === 'course' && !order.down };
  if (order.by !== by) return { by, down: true };
  return order.down ? { by, down: false } : IN_COURSE;
}

/** Rows without the figure stand last, whichever way it goes. */
export function ordered(rows: readonly LedgerRow[], { by, down }: LedgerOrder): readonly LedgerRow[] {
  if (by === 'course') return down ? rows.toReversed() : rows;
  return rows.toSorted((a, b) => {
    const [one, other] = [a.values[by], b.values[by]];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return down ? other - one : one - other;
  });
}

/** Rows with every word of the text in them: in what was done or comes next, the gate's decision, a changed file, a command. */
export function matching(rows: readonly LedgerRow[], text: string): readonly LedgerRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const told = textOf(row);
    return words.every((word) => told.includes(word));
  });
}

function textOf({ name, words, next, gate, entry }: LedgerRow): string {
  const files = entry?.changed.map(({ path }) => path) ?? [];
  const ran = entry?.ran.map(({ name: tool, subject }) => `${tool} ${subject}`) ?? [];
  return [name, words, next, gate?.word ?? '', ...files, ...ran].join(' ').toLowerCase();
}
