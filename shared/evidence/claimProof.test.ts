import { describe, expect, it } from 'vitest';
import { Contract } from '../goal/contract';
import { claimProof, ledgerReasons } from './claimProof';
import type { EvidenceFacts } from './gate';
import { ResearchClaim } from './researchClaim';

const contract = Contract.parse({
  goalpost: 1,
  outcome: 'the table is reproduced',
  verification: [{ id: 'rows', kind: 'command', run: 'node rows.js' }],
  research: { standard: 'a figure within 1 %' },
});

/** `e1 rows pass`, of revision 1 unless it says `@2`. */
function records(...lines: readonly string[]): readonly EvidenceFacts[] {
  return lines.map((line) => {
    const [id = '', check = '', verdict = '', revision = '@1'] = line.split(' ');
    const outcome = verdict === 'pass' ? { verdict: 'pass' } : { verdict: 'fail', reason: 'exit', message: 'exit 1' };
    const facts = { role: 'verification', purpose: 'agent', checkpoint: 'c1', tree: 't', protectedDigest: '', environment: '' };
    return { id, check, verdict: outcome, revision: Number(revision.slice(1)), ...facts } as EvidenceFacts;
  });
}

const claim = (...evidence: string[]) =>
  ResearchClaim.parse({ id: 'mean', claim: 'the mean is 4', route: 'summed', status: 'confirmed', evidence });

function proof(evidence: readonly EvidenceFacts[], cited: readonly string[]): string {
  const proven = claimProof(claim(...cited), { contract, revision: 1, evidence });
  return proven.proven ? proven.by : proven.why;
}

describe('a claim', () => {
  it('is proven by a record that passed and whose check has passed since, on whatever tree', () => {
    expect(proof(records('e1 rows fail', 'e2 rows pass'), ['e1', 'e2'])).toBe('e2');
    expect(proof(records('e2 rows pass', 'e3 rows pass'), ['e2'])).toBe('e2');
  });

  it.each([
    [records('e1 rows pass'), [], 'it cites no evidence'],
    [records('e1 rows fail'), ['e1'], 'none of what it cites passed (e1)'],
    [records('e1 rows pass @2'), ['e1'], 'what it cites was recorded under an earlier contract'],
    [records('e1 gone pass'), ['e1'], 'what it cites was recorded under an earlier contract'],
    [records('e1 rows pass', 'e2 rows fail'), ['e1'], 'what it cites has not passed since (rows in e2)'],
  ])('is not proven otherwise: %#', (evidence, cited, why) => {
    expect(proof(evidence, cited)).toBe(why);
  });
});

describe('the ledger of a research goal', () => {
  const recorded = { contract, revision: 1, evidence: records('e1 rows fail', 'e2 rows pass') };

  it('keeps the gate closed while it is empty, or a confirmed claim is not proven', () => {
    expect(ledgerReasons([], recorded).map(({ code }) => code)).toEqual(['no_claims']);
    expect(ledgerReasons([claim('e1'), { ...claim('e2'), id: 'max' }], recorded)).toEqual([
      {
        code: 'claim_unproven',
        claim: 'mean',
        message: 'the claim mean is marked confirmed, but none of what it cites passed (e1)',
      },
    ]);
  });

  it('asks nothing of the other three, nor of a goal that is no research', () => {
    for (const status of ['approximate', 'blocked', 'uncertain'] as const) {
      expect(ledgerReasons([{ ...claim(), status }], recorded)).toEqual([]);
    }
    const { research: _, ...plain } = contract;
    expect(ledgerReasons([], { ...recorded, contract: plain })).toEqual([]);
  });
});
