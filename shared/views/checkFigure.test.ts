import { describe, expect, it } from 'vitest';
import { Check } from '../goal/check';
import { metricFigure, shortVerdict, targetFigure } from './checkFigure';

describe('metricFigure', () => {
  it.each([
    [96.4231, '< 120', '96.42'],
    [120.0000001, '<= 120', '120.0000001'],
    [119.99999, '< 120', '119.99999'],
    [120, '< 120', '120'],
    [12_345.678, '> 0', '12,350'],
    [0, '== 0', '0'],
  ])('%d against %s is shown as %s', (value, target, shown) => {
    expect(metricFigure(value, target)).toBe(shown);
  });
});

describe('targetFigure', () => {
  const check = (extra: object) => Check.parse({ id: 'a', kind: 'command', run: 'x', ...extra });
  const metric = { from: 'stdout', pattern: '(.)', target: '<= 0.5' };
  it.each([
    [check({}), 'exit 0'],
    [check({ expect: { exit: 3 } }), 'exit 3'],
    [check({ metric }), '≤ 0.5'],
    [check({ repeat: { times: 20, judge: 'all' } }), '20 of 20'],
    [check({ repeat: { times: 5, judge: 'any' } }), '1 of 5'],
    [Check.parse({ id: 'a', kind: 'artifact', path: 'x' }), 'exists'],
  ])('%#', (asked, shown) => {
    expect(targetFigure(asked)).toBe(shown);
  });
});

describe('shortVerdict', () => {
  it.each([
    [{ verdict: 'pass' }, 'passes'],
    [{ verdict: 'fail', reason: 'exit', message: 'run 19 of 20: exit 1, expected 0' }, 'exit 1'],
    [{ verdict: 'fail', reason: 'timeout', message: 'timed out after 60s' }, 'timeout'],
    [{ verdict: 'broken', reason: 'not_found', message: 'x' }, 'broken'],
  ] as const)('%o', (verdict, shown) => {
    expect(shortVerdict(verdict)).toBe(shown);
  });
});
