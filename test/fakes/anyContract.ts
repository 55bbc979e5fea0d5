import fc from 'fast-check';
import { Contract } from '../../shared/goal/contract';

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

/** Words that mean something in the text form. */
const TELLING = [
  'verified by ',
  ' while keeping ',
  '. Use only ',
  '. If blocked, ',
  'between iterations, ',
  'Spend at most 5 turns',
  'Settings (accept user)',
  '\nBackground, to the end of this text:\n',
  'Constraints:\n- a',
  '; b must not ',
  ', checked by `x` (id y)',
  '`npm test`',
  '(id z)',
  'keep it green.',
  'Verified by: a; b\n',
  'Use: src/\n',
  '/goal ',
  '. ',
  '\n\n',
];

/** Texts that trip up what writes and reads them. */
export const trickyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(fc.oneof(fc.constantFrom(...NASTY), fc.constantFrom(...TELLING), fc.string({ maxLength: 8 })), { maxLength: 5 })
    .map((parts) => parts.join('')),
  fc.lorem({ maxCount: 40 }),
);
const text = trickyText;
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
  live: maybe(fc.boolean()),
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
  maxBytes: maybe(fc.nat()),
});
const review = fc.record({
  id,
  kind: fc.constant('review' as const),
  rubric: fc.array(filled, { minLength: 1, maxLength: 3 }),
  model: maybe(filled),
});
const human = fc.record({ id, kind: fc.constant('human' as const), ask: filled });
const check = fc.oneof(command, artifact, review, human);
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
      limits: maybe(fc.record({ processes: maybe(fc.integer({ min: 32 })), fileMb: maybe(fc.integer({ min: 1 })) })),
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
  research: maybe(fc.record({ standard: filled })),
  objective: maybe(text),
});
/** Every contract that parses, with texts that trip up what writes and reads them. */
export const anyContract: fc.Arbitrary<Contract> = input
  .map((value) => Contract.safeParse(JSON.parse(JSON.stringify(value))))
  .filter((parsed) => parsed.success)
  .map((parsed) => parsed.data as Contract);
