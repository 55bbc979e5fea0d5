import { describe, expect, it } from 'vitest';
import { SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import { checkFormOf } from './checkForm';
import { formCheckRows, passesWhen } from './formCheckRows';
import { formOf } from './goalForm';

describe('a check in the form’s table', () => {
  it('says what passes in the words of its fields', () => {
    const metric = { from: 'stdout', pattern: 'x', target: '< 120', unit: 'ms' };
    const words = (check: object) => passesWhen(checkFormOf({ kind: 'command', ...check }));
    expect(words({})).toBe('exit 0');
    expect(words({ expect: { exit: 3 }, repeat: { times: 20, judge: 'all' } })).toBe('exit 3, all of 20');
    expect(words({ metric, repeat: { times: 5, judge: 'median' } })).toBe('< 120 ms, median of 5');
    expect(passesWhen(checkFormOf({ kind: 'artifact', sections: ['A', 'B'], schema: 's.json', minBytes: 9 }))).toBe(
      'exists, 2 sections, fits its schema, 9 bytes or more',
    );
  });

  it('shows what the check came to last, grey where it was expected to be red, and counts what does not parse', () => {
    const contract = testContract();
    const { evidence } = new SimulatedThread().activate(contract).now;
    const rows = formCheckRows(formOf(contract), [{ path: 'verification[0].timeout', message: 'no unit' }], evidence);
    expect(rows.map(({ id, role, within, last, problems }) => [id, role, within, last, problems])).toEqual([
      ['bench', 'outcome', '60 s', { shape: 'failed', word: 'fails, expected', quiet: true }, 1],
      ['tests', 'constraint', '60 s', { shape: 'pass', word: 'passes' }, 0],
    ]);
    expect(formCheckRows(formOf(contract), [], []).map((row) => row.last)).toEqual([null, null]);
  });
});
