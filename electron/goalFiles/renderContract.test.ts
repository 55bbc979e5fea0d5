import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Contract } from '../../shared/goal/contract';
import { parseContractFile } from './contractFile';
import { renderContractFile } from './renderContract';

const NASTY = [
  '---',
  '...',
  '- a',
  '# no comment',
  'a: b',
  ' lead',
  'trail ',
  '\n',
  ' \n x\n',
  'a\n\n\n',
  'x\r\ny',
  '\rz',
  '\ttab\n\tindent',
  'null',
  '~',
  'true',
  '0x1f',
  '1e3',
  '> 5',
  '|',
  '&a',
  '*a',
  '!t',
  '@x',
  '`x`',
  '%d',
  '"q"',
  "it's",
  '\\d+',
  '{a: b}',
  '[1]',
  '\0',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\ud800',
  '😀',
  'größe',
  '?',
  '- ',
  ': ',
  '',
  'key:',
  '\x7f',
  '<<',
  'a #b',
  'x\n---\ny',
  '   ',
  '\u00a0',
  '\n\n  deep\n',
];

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 8 })), { maxLength: 5 }).map((parts) => parts.join('')),
  fc.lorem({ maxCount: 40 }),
);
const filled = text.filter((value) => value.length > 0);
const commandLine = filled.map((value) => value.replaceAll('\0', ' '));
const segment = text
  .map((value) => value.replace(/[\p{Cc}/\\:]/gu, '').replace(/^[~.]+/, ''))
  .filter((value) => value.length > 0);
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const id = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,20}$/);
const duration = fc.constantFrom('1ms', '0.5s', '60s', '2.5m', '24h');
const target = fc
  .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), fc.constantFrom('', ' ', '  '), fc.integer({ min: -999, max: 999 }))
  .map((parts) => parts.join(''));
const metric = fc
  .tuple(fc.oneof(fc.constant('stdout'), path), target, maybe(text), fc.boolean(), maybe(fc.constant('last')))
  .map(([from, bound, unit, pointer, pick]) => ({
    from,
    target: bound,
    unit,
    pick,
    ...(pointer ? { pointer: '/a~1b/0' } : { pattern: '^p95: ([0-9.]+)\\s*"?#$' }),
  }));
const judge = fc.constantFrom<string | { atLeast: number }>('all', 'any', 'median', 'p95', { atLeast: 1 });
const command = fc.record({
  id,
  kind: fc.constant('command' as const),
  run: commandLine,
  cwd: maybe(path),
  timeout: maybe(duration),
  expect: maybe(fc.record({ exit: maybe(fc.nat(255)) })),
  metric: maybe(metric),
  repeat: maybe(fc.record({ times: fc.integer({ min: 1, max: 1000 }), judge, warmUp: maybe(fc.integer({ min: 1, max: 100 })) })),
  fresh: maybe(fc.boolean()),
  writes: maybe(fc.array(path, { maxLength: 3 })),
  clean: maybe(fc.record({ setup: commandLine })),
});
const artifact = fc.record({
  id,
  kind: fc.constant('artifact' as const),
  path,
  sections: maybe(fc.array(filled, { maxLength: 3 })),
  schema: maybe(path),
  minBytes: maybe(fc.nat()),
});
const check = fc.oneof(command, artifact);
const input = fc.record({
  goalpost: fc.constant(1),
  outcome: filled,
  verification: maybe(fc.array(check, { maxLength: 3 })),
  constraints: maybe(fc.array(fc.record({ text: filled, check: maybe(check) }), { maxLength: 3 })),
  boundaries: maybe(
    fc.record({
      write: maybe(fc.array(path, { maxLength: 9 })),
      hide: maybe(fc.array(segment)),
      hosts: maybe(fc.array(fc.constantFrom('a.example', '*.b.example', 'localhost:1', '[::1]:443'), { maxLength: 3 })),
      sockets: maybe(fc.boolean()),
      tools: maybe(fc.array(filled, { maxLength: 2 })),
    }),
  ),
  iteration: maybe(text),
  blocked: maybe(fc.record({ report: maybe(text), sameFailure: maybe(fc.integer({ min: 1, max: 99 })) })),
  budget: maybe(
    fc.record({
      tokens: maybe(fc.integer({ min: 1 })),
      usd: maybe(fc.double({ min: 0, minExcluded: true, noNaN: true, max: 1e300 })),
      minutes: maybe(fc.double({ min: 0, minExcluded: true, noNaN: true, max: 1e9 })),
      turns: maybe(fc.integer({ min: 1 })),
    }),
  ),
  protect: maybe(fc.array(path, { maxLength: 3 })),
  accept: maybe(fc.constantFrom('auto', 'user')),
  resume: maybe(fc.constantFrom('auto', 'user')),
  objective: maybe(text),
});
const contract = input
  .map((value) => Contract.safeParse(JSON.parse(JSON.stringify(value))))
  .filter((parsed) => parsed.success)
  .map((parsed) => parsed.data as Contract);

const FAILED_ONCE = ['   \n', 'a\n\n\n'];

describe('a rendered contract', () => {
  it('parses to the same contract, whatever it holds', () => {
    fc.assert(
      fc.property(contract, (given) => {
        const rendered = renderContractFile(given);
        expect(parseContractFile(rendered)).toEqual({ ok: true, value: given });
      }),
      { numRuns: 200, examples: FAILED_ONCE.map((outcome) => [Contract.parse({ goalpost: 1, outcome, iteration: outcome })]) },
    );
  });

  it('is the same for the same contract, and through other line ends', () => {
    fc.assert(
      fc.property(contract, (given) => {
        const rendered = renderContractFile(given);
        const again = parseContractFile(rendered.replaceAll('\n', '\r\n'));
        expect(again.ok && renderContractFile(again.value)).toBe(rendered);
      }),
      { numRuns: 50 },
    );
  });

  it('reads well: keys in order, defaults left out, long texts as blocks', () => {
    const given = Contract.parse({
      objective: 'Make it fast.',
      accept: 'auto',
      resume: 'auto',
      protect: ['test/'],
      constraints: [
        { text: 'tests stay green', check: { run: 'npm ci\nnpm test\n', kind: 'command', id: 'tests', timeout: '2m' } },
      ],
      verification: [
        { kind: 'command', run: 'npm run bench', id: 'p95', metric: { target: '> 5', pattern: '^p95: (\\d+)', from: 'stdout' } },
      ],
      outcome: 'p95: below 120 ms',
      boundaries: { hosts: [], write: ['src/', 'a file'] },
      goalpost: 1,
    });
    expect(renderContractFile(given)).toBe(`---
goalpost: 1
outcome: "p95: below 120 ms"
verification:
  - id: p95
    kind: command
    run: npm run bench
    metric:
      from: stdout
      pattern: "^p95: (\\\\d+)"
      target: "> 5"
constraints:
  - text: tests stay green
    check:
      id: tests
      kind: command
      run: |
        npm ci
        npm test
      timeout: 2m
boundaries:
  write: [src/, a file]
protect: [test/]
---

Make it fast.
`);
  });
});
