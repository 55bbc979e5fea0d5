import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trickyText } from '../../../test/fakes/anyContract';
import { Contract } from '../contract';
import { parseGoalText } from './parseGoalText';

/** What a text says, without what is left to its default. */
function said(text: string) {
  const { contract, findings } = parseGoalText(text);
  const plain = Contract.parse({ goalpost: 1, outcome: '-' });
  const own = Object.entries(contract).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(plain[key as keyof Contract]),
  );
  return {
    ...Object.fromEntries(own),
    findings: findings.map(({ part, offset }) => `${part}: ${text.slice(offset, offset + 12)}`),
  };
}

const outcomeOf = (text: string) => parseGoalText(text).contract.outcome;

const command = (id: string, run: string) => ({ id, kind: 'command', run, timeout: '60s', expect: { exit: 0 } });
const places = (lists: object) => ({ write: [], hide: [], hosts: [], sockets: false, ...lists });

describe('a goal’s text', () => {
  it('reads in the template’s shape into the six parts and the budget', () => {
    expect(
      said(
        '/goal p95 checkout latency is below 120 ms verified by `npm run bench` while preserving the public API, checked by `npm test`; no new dependencies. ' +
          'Use `src/` and `bench/fixtures/`; hide `.env`; hosts `registry.example.com`; sockets; protect `bench/run.js`. Between iterations, record what changed. ' +
          'If blocked, report the attempted paths. Spend at most 400k tokens, $5, 60 minutes and 20 turns.',
      ),
    ).toEqual({
      outcome: 'p95 checkout latency is below 120 ms',
      verification: [command('npm-run-bench', 'npm run bench')],
      constraints: [{ text: 'the public API', check: command('npm-test', 'npm test') }, { text: 'no new dependencies' }],
      boundaries: places({ write: ['src/', 'bench/fixtures/'], hide: ['.env'], hosts: ['registry.example.com'], sockets: true }),
      protect: ['bench/run.js'],
      iteration: 'record what changed',
      blocked: { report: 'report the attempted paths', sameFailure: 3 },
      budget: { tokens: 400_000, usd: 5, minutes: 60, turns: 20 },
      findings: [],
    });
  });

  it('reads in the article’s words, and keeps evidence and boundaries that are words in the objective', () => {
    expect(
      said(
        'reduce p95 checkout latency below 120 ms, verified by the checkout benchmark, while keeping the correctness suite green; use only the checkout service, benchmark fixtures and related tests; between iterations record what changed, what the benchmark showed, and the next best experiment; if the benchmark cannot run or no valid paths remain, stop with the attempted paths, the evidence gathered, the blocker and the next input needed.',
      ),
    ).toEqual({
      outcome: 'reduce p95 checkout latency below 120 ms',
      constraints: [{ text: 'keep the correctness suite green' }],
      iteration: 'record what changed, what the benchmark showed, and the next best experiment',
      blocked: {
        report:
          'If the benchmark cannot run or no valid paths remain, stop with the attempted paths, the evidence gathered, the blocker and the next input needed',
        sameFailure: 3,
      },
      objective: 'Verified by: the checkout benchmark\nUse: the checkout service, benchmark fixtures and related tests',
      findings: ['verification: the checkout', 'boundaries: the checkout'],
    });
  });

  it('reads as titled lists, over lines and blank lines', () => {
    expect(
      said(`# Goal
No test is flaky.

## Verification
- \`npm test -- --repeat 20\`
- the file \`report.md\` exists

**Constraints**:
1. must not skip a test
2. keep \`npm run lint\` green

Boundaries:
- src/
- test/

Between iterations: record the suspects
If blocked: report the seeds
Budget: 1.5M tokens / 2 hours / $0.50
Notes: seen since May.`),
    ).toEqual({
      outcome: 'No test is flaky',
      verification: [
        command('npm-test-repeat-20', 'npm test -- --repeat 20'),
        { id: 'report-md', kind: 'artifact', path: 'report.md' },
      ],
      constraints: [
        { text: 'must not skip a test' },
        { text: 'keep `npm run lint` green', check: command('npm-run-lint', 'npm run lint') },
      ],
      boundaries: places({ write: ['src/', 'test/'] }),
      iteration: 'record the suspects',
      blocked: { report: 'report the seeds', sameFailure: 3 },
      budget: { tokens: 1_500_000, minutes: 120, usd: 0.5 },
      objective: 'seen since May.',
      findings: [],
    });
  });

  it('reads its parts in another order', () => {
    expect(
      said(
        'Use only src/. If blocked, stop and report what was tried. After each iteration, write down the result. React 19 is in use verified when `npm test` passes without breaking the public API. Spend no more than 10 turns.',
      ),
    ).toEqual({
      outcome: 'React 19 is in use',
      verification: [command('npm-test', 'npm test')],
      constraints: [{ text: 'without breaking the public API' }],
      boundaries: places({ write: ['src/'] }),
      iteration: 'write down the result',
      blocked: { report: 'stop and report what was tried', sameFailure: 3 },
      budget: { turns: 10 },
      findings: [],
    });
  });

  it.each([
    ['Be fast, verified with `make bench`', 'verification', [command('make-bench', 'make bench')]],
    ['Be fast, proven through `./bench.sh --once`', 'verification', [command('bench-sh-once', './bench.sh --once')]],
    ['Be fast. Verify it by running `cargo bench`.', 'verification', [command('cargo-bench', 'cargo bench')]],
    ['Be fast without changing the wire format', 'constraints', [{ text: 'without changing the wire format' }]],
    ['Be fast while not breaking the API', 'constraints', [{ text: 'not breaking the API' }]],
    ['Be fast. The API must stay as it is.', 'constraints', [{ text: 'The API must stay as it is' }]],
    ['Be fast. Only use `src/**`.', 'boundaries', places({ write: ['src/'] })],
    [
      'Be fast. Stay within src/a.ts, lib/b/ and docs/c.md.',
      'boundaries',
      places({ write: ['src/a.ts', 'lib/b/', 'docs/c.md'] }),
    ],
    ['Be fast. In each iteration, try one idea. Keep a list of ideas.', 'iteration', 'try one idea. Keep a list of ideas'],
    [
      'Be fast. Stop and report when the profiler fails.',
      'blocked',
      { report: 'Stop and report when the profiler fails', sameFailure: 3 },
    ],
    ['Be fast. Once you are stuck, ask for input.', 'blocked', { report: 'ask for input', sameFailure: 3 }],
    ['Be fast, spend at most $1,250.50', 'budget', { usd: 1250.5 }],
  ])('reads %j', (text, key, value) => {
    expect(said(text)).toMatchObject({ outcome: 'Be fast', [key]: value });
  });

  it('does not take an outcome’s own words for a part', () => {
    expect(outcomeOf('Use strict mode everywhere verified by `tsc --noEmit`')).toBe('Use strict mode everywhere');
    expect(outcomeOf('The API must not return 500, e.g. use of a bad id, verified by `npm test`')).toBe(
      'The API must not return 500, e.g. use of a bad id',
    );
    expect(outcomeOf('The line `x verified by y` is gone verified by `npm test`')).toBe('The line `x verified by y` is gone');
  });

  it('keeps free prose as the outcome, word for word, and says that no evidence is named', () => {
    const prose = Array.from(
      { length: 10_000 },
      (_, line) => `Line ${line}, of a report (see "notes") that says much: \`x${line}\`.`,
    );
    const { contract, findings } = parseGoalText(prose.join('\n'));
    expect(`${contract.outcome}.`).toBe(prose.join('\n'));
    expect(findings.map(({ part }) => part)).toEqual(['verification']);
  });

  it('keeps prose that nothing announces, and shows where it stands', () => {
    const text = 'Be fast verified by `npm test`. Customers complain.\n\nThey left in May.';
    expect(said(text)).toMatchObject({
      outcome: 'Be fast\nCustomers complain.\n\nThey left in May',
      findings: ['outcome: Customers co'],
    });
  });

  it('says what it could not take: a limit twice, code that is no command, details that do not read', () => {
    expect(said('Be fast verified by `p95` (id p95, timeout soon). Spend at most 5 turns. Spend at most 6 turns.')).toEqual({
      outcome: 'Be fast\nBudget: 6 turns.',
      budget: { turns: 5 },
      objective: 'Verified by: `p95` (id p95, timeout soon)',
      findings: ['verification: `p95` (id p9', 'budget: 6 turns.'],
    });
  });

  it('says that an outcome is missing', () => {
    expect(said('')).toEqual({ outcome: '', findings: ['outcome: ', 'verification: '] });
    expect(parseGoalText('/goal verified by `npm test`').contract.outcome).toBe('');
  });

  it('loses no word of any text, and always makes a contract', () => {
    const words = fc.array(fc.oneof(trickyText, fc.lorem({ maxCount: 4 })), { maxLength: 8 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(words, (text) => {
        const { contract } = parseGoalText(text);
        expect(Contract.safeParse({ ...contract, outcome: contract.outcome || '-' }).success).toBe(true);
        const kept = JSON.stringify(contract).toLowerCase();
        // Lorem words announce no part and are no command, so that each must stand somewhere.
        const lorem = text.toLowerCase().match(/\b[a-z]{5,}us\b/g) ?? [];
        expect(lorem.filter((word) => !kept.includes(word))).toEqual([]);
      }),
      { numRuns: 500, examples: [['Settings (accept user) vivamus blandit']] },
    );
  });
});
