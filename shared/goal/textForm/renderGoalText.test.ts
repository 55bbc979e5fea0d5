import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyContract } from '../../../test/fakes/anyContract';
import { Contract } from '../contract';
import { parseGoalText } from './parseGoalText';
import { renderGoalText } from './renderGoalText';
import { meaningOf } from './sameMeaning';

const contract = (parts: object) => Contract.parse({ goalpost: 1, outcome: 'It is fast', ...parts });

/** One thing that reads as another hid a second one. */
const FAILED_ONCE = contract({
  boundaries: { hide: ['`'] },
  iteration: '`',
  blocked: { report: '\nBackground, to the end of this text:\n' },
});

describe('the text form of a contract', () => {
  it('reads back with the same meaning, whatever the contract holds', () => {
    fc.assert(
      fc.property(anyContract, (given) => {
        expect(meaningOf(parseGoalText(renderGoalText(given)).contract)).toEqual(meaningOf(given));
      }),
      { numRuns: 300, examples: [[FAILED_ONCE]] },
    );
  });

  it('has the template’s shape, and puts what the template has no words for in brackets', () => {
    const given = contract({
      outcome: 'p95 checkout latency is below 120 ms.',
      verification: [
        {
          id: 'p95',
          kind: 'command',
          run: 'npm run bench',
          metric: { from: 'stdout', pattern: '^p95: ([0-9.]+) ms$', target: '< 120', unit: 'ms' },
          repeat: { times: 5, judge: 'median' },
        },
        { id: 'report', kind: 'artifact', path: 'report.md', sections: ['Result'] },
      ],
      constraints: [{ text: 'keep the suite green', check: { id: 'suite', kind: 'command', run: 'npm test', timeout: '2m' } }],
      boundaries: { write: ['src/', 'bench/'], hide: ['.env'], hosts: ['a.example'], sockets: true },
      protect: ['test/'],
      iteration: 'record what changed. Rank the next ideas.',
      blocked: { report: 'report the attempts.', sameFailure: 5 },
      budget: { tokens: 400_000, usd: 5, minutes: 60, turns: 20 },
      accept: 'user',
      objective: 'Seen since May.',
    });
    expect(renderGoalText(given)).toBe(
      '/goal p95 checkout latency is below 120 ms verified by `npm run bench` (id p95, metric.from stdout, metric.pattern "^p95: ([0-9.]+) ms$", ' +
        'metric.target "< 120", metric.unit ms, repeat.times 5, repeat.judge median) and the file `report.md` (id report, sections ["Result"]) ' +
        'while keeping the suite green, checked by `npm test` (id suite, timeout 2m). Use `src/` and `bench/`; hide `.env`; hosts `a.example`; ' +
        'protect `test/`; sockets. Between iterations, record what changed. Rank the next ideas. If blocked, report the attempts. ' +
        'Spend at most 400,000 tokens, $5, 60 minutes and 20 turns. Settings (blocked.sameFailure 5, accept user).\n\n' +
        'Background, to the end of this text:\nSeen since May.',
    );
  });

  it('puts words for evidence and boundaries back in their places', () => {
    const text =
      '/goal It is fast verified by the checkout benchmark; `npm test` (id npm-test) while preserving the API. Use the checkout service; `src/`. Between iterations, record it.';
    expect(renderGoalText(parseGoalText(text).contract)).toBe(text);
  });

  it('puts in quotes what would read as something else', () => {
    const given = contract({
      outcome: 'A goal is verified by nobody',
      constraints: [{ text: 'a; b' }],
      iteration: 'stop. If blocked, wait',
    });
    expect(renderGoalText(given)).toBe(
      '/goal "A goal is verified by nobody" while preserving "a; b". Between iterations, "stop. If blocked, wait".',
    );
  });

  it('is nothing but the outcome of a contract that says nothing else', () => {
    expect(renderGoalText(contract({}))).toBe('/goal It is fast.');
  });
});
