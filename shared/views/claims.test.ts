import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import { claimGroups, researchReport } from './claims';

const claims = [
  { id: 'mean', claim: 'the mean\n# is 4', route: 'summed <all> rows', status: 'confirmed', evidence: ['e2'] },
  { id: 'sd', claim: 'the spread is 1.2', route: 'from the means', status: 'approximate', evidence: ['e1'] },
  { id: 'raw', claim: 'the raw data agree', route: 'they are not bundled', status: 'blocked', evidence: [] },
  { id: 'trend', claim: 'it grows', route: 'two points only', status: 'confirmed', evidence: [] },
];

function researched(): SimulatedThread {
  const thread = new SimulatedThread({ verdict: () => ({ verdict: 'pass' }) });
  thread.activate(testContract({ research: { standard: 'within 1 %' } }));
  thread.world.replies.push({ items: claims.map((claim) => call('record_claim', claim)) });
  return thread.run();
}

describe('the ledger of claims', () => {
  it('keeps the four apart, each with what it rests on', () => {
    const groups = claimGroups(researched().now);
    expect(groups.map(({ title, rows }) => [title, rows.map(({ id, mark, rests }) => `${id} ${mark.word}: ${rests}`)])).toEqual([
      ['Confirmed', ['mean confirmed: e2 bench passes', 'trend not proven: no evidence; it cites no evidence']],
      ['Approximate', ['sd approximate: e1 tests passes']],
      ['Blocked', ['raw blocked: no evidence']],
    ]);
  });

  it('is the report, in which no words of the agent become markup', () => {
    const report = researchReport(researched().now) ?? '';
    expect(report.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# Research report',
      '## Evidence standard',
      '## Confirmed',
      '## Approximate',
      '## Blocked',
      '## Uncertain',
    ]);
    expect(report).toContain('- **mean**: the mean \\# is 4  \n  Route: summed \\<all\\> rows  \n  Evidence: e2 bench passes');
    expect(report).toContain('Marked confirmed by the agent, and not proven.');
    expect(report.trimEnd().endsWith('## Uncertain\n\nNone.')).toBe(true);
  });

  it('is no report of a goal that is no research', () => {
    expect(researchReport(new SimulatedThread().activate().now)).toBeNull();
  });
});
