import { describe, expect, it } from 'vitest';
import { emptyRow, rowsOf, tableOf } from './priceRows';

const PRICES = { 'gpt-5': { input: 1.25, cached: 0.125, output: 10 } };

describe('prices as they are typed', () => {
  it('come back as they were', () => {
    expect(tableOf(rowsOf(PRICES))).toEqual({ table: PRICES });
  });

  it('are not saved half written', () => {
    const half = [...rowsOf(PRICES), emptyRow([], 'own')];
    expect(tableOf(half)).toEqual({ problem: 'own needs three numbers: input, cached input, output. Free is 0.' });
    expect(tableOf([emptyRow([], ' ')])).toMatchObject({ problem: expect.stringContaining('no model') });
  });

  it('stand once for a model', () => {
    const twice = [...rowsOf(PRICES), { ...emptyRow([], 'gpt-5'), input: 0, cached: 0, output: 0 }];
    expect(tableOf(twice)).toEqual({ problem: 'gpt-5 stands twice. Keep one row of it.' });
  });

  it('get rows under keys of their own', () => {
    const first = emptyRow([], '');
    expect(emptyRow([first], '').key).not.toBe(first.key);
    expect(emptyRow([{ ...first, key: 'new 1' }], '').key).toBe('new 2');
  });
});
