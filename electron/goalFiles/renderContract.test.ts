import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Contract } from '../../shared/goal/contract';
import { anyContract } from '../../test/fakes/anyContract';
import { parseContractFile } from './contractFile';
import { renderContractFile } from './renderContract';

const FAILED_ONCE = ['   \n', 'a\n\n\n'];

describe('a rendered contract', () => {
  it('parses to the same contract, whatever it holds', () => {
    fc.assert(
      fc.property(anyContract, (given) => {
        const rendered = renderContractFile(given);
        expect(parseContractFile(rendered)).toEqual({ ok: true, value: given });
      }),
      { numRuns: 200, examples: FAILED_ONCE.map((outcome) => [Contract.parse({ goalpost: 1, outcome, iteration: outcome })]) },
    );
  });

  it('is the same for the same contract, and through other line ends', () => {
    fc.assert(
      fc.property(anyContract, (given) => {
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
