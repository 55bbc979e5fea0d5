import { describe, expect, it } from 'vitest';
import { Check } from '../goal/check';
import { checkDocument, checkFormOf } from './checkForm';

const CHECKS: Readonly<Record<Check['kind'], unknown>> = {
  command: {
    id: 'p95',
    kind: 'command',
    run: 'npm run bench',
    cwd: 'service',
    timeout: '2m',
    expect: { exit: 3 },
    metric: { from: 'stdout', pattern: 'p95=(?<value>\\d+)', target: '< 120', unit: 'ms', pick: 'last' },
    repeat: { times: 5, judge: { atLeast: 4 }, warmUp: 1 },
    fresh: true,
    writes: ['out/'],
    clean: { setup: 'npm ci' },
  },
  artifact: {
    id: 'report',
    kind: 'artifact',
    path: 'report.md',
    sections: ['Findings'],
    schema: 'report.schema.json',
    minBytes: 10,
    maxBytes: 9_000,
  },
  review: { id: 'judged', kind: 'review', rubric: ['no test was weakened', 'figures stand'], model: 'strict' },
  human: { id: 'look', kind: 'human', ask: 'it reads well' },
};

describe('a check in its editor', () => {
  it.each(Object.entries(CHECKS))('of kind %s says the same when it is written back', (_, check) => {
    expect(Check.parse(checkDocument(checkFormOf(check)))).toEqual(Check.parse(check));
  });
});
