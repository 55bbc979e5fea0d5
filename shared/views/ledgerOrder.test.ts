import { describe, expect, it } from 'vitest';
import type { LedgerRow } from './ledger';
import { IN_COURSE, matching, ordered, pressed } from './ledgerOrder';

const row = (name: string, tokens: number | null, words = ''): LedgerRow =>
  ({
    name,
    words,
    next: '',
    gate: null,
    entry: null,
    values: { metric: null, tokens, usd: null, activeMs: null, lines: null },
  }) as unknown as LedgerRow;

const ROWS = [row('Baseline', null), row('1', 300, 'Batch the tax look-ups'), row('2', 900, 'Cache quotes'), row('3', 500)];
const names = (rows: readonly LedgerRow[]) => rows.map(({ name }) => name);

describe('the order of the ledger', () => {
  it('is by a column largest first, then smallest, then the course again, and what has no figure stands last', () => {
    const down = pressed(IN_COURSE, 'tokens');
    const up = pressed(down, 'tokens');
    expect(names(ordered(ROWS, down))).toEqual(['2', '3', '1', 'Baseline']);
    expect(names(ordered(ROWS, up))).toEqual(['1', '3', '2', 'Baseline']);
    expect(pressed(up, 'tokens')).toEqual(IN_COURSE);
  });

  it('turns the course round', () => {
    expect(names(ordered(ROWS, pressed(IN_COURSE, 'course')))).toEqual(['3', '2', '1', 'Baseline']);
  });

  it('leaves only rows that hold every word', () => {
    expect(names(matching(ROWS, 'TAX batch'))).toEqual(['1']);
    expect(matching(ROWS, ' ')).toBe(ROWS);
  });
});
