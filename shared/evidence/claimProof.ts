import { type Contract, contractChecks } from '../goal/contract';
import type { ClosedReason, EvidenceFacts } from './gate';
import type { ResearchClaim } from './researchClaim';

/** Whether a claim rests on evidence that counts: by which record, or why not. */
export type ClaimProof = { readonly proven: true; readonly by: string } | { readonly proven: false; readonly why: string };

interface Recorded {
  readonly contract: Contract;
  readonly revision: number;
  /** In the order recorded. */
  readonly evidence: readonly EvidenceFacts[];
}

/**
 * A claim is proven by a cited record that passed under the contract as it stands, of a check that the contract still has and that
 * passed each time since. The tree may have moved on: a report is written after what it reports was measured, and the gate, which
 * runs every check again, sees to it that what held then holds on the tree that it judges.
 */
export function claimProof(claim: ResearchClaim, { contract, revision, evidence }: Recorded): ClaimProof {
  if (claim.evidence.length === 0) return { proven: false, why: 'it cites no evidence' };
  const cited = evidence.filter((record) => claim.evidence.includes(record.id));
  const passing = cited.filter((record) => record.verdict.verdict === 'pass');
  if (passing.length === 0) return { proven: false, why: `none of what it cites passed (${claim.evidence.join(', ')})` };
  const current = passing.filter((record) => record.revision === revision && isAsked(contract, record.check));
  if (current.length === 0) return { proven: false, why: 'what it cites was recorded under an earlier contract' };
  const standing = current.find((record) => latestOf(evidence, record.check)?.verdict.verdict === 'pass');
  if (standing) return { proven: true, by: standing.id };
  const later = current.map(({ check }) => `${check} in ${latestOf(evidence, check)?.id}`);
  return { proven: false, why: `what it cites has not passed since (${[...new Set(later)].join(', ')})` };
}

/** Why the ledger keeps the gate closed: a research goal without a claim, or one marked confirmed that no evidence confirms. */
export function ledgerReasons(claims: readonly ResearchClaim[], recorded: Recorded): readonly ClosedReason[] {
  if (!recorded.contract.research) return [];
  if (claims.length === 0) {
    return [{ code: 'no_claims', message: 'the ledger of claims is empty: record each claim with record_claim' }];
  }
  return claims.flatMap((claim): ClosedReason[] => {
    const proof = claim.status === 'confirmed' ? claimProof(claim, recorded) : undefined;
    if (!proof || proof.proven) return [];
    const message = `the claim ${claim.id} is marked confirmed, but ${proof.why}`;
    return [{ code: 'claim_unproven', claim: claim.id, message }];
  });
}

const isAsked = (contract: Contract, id: string) => contractChecks(contract).some(({ check }) => check.id === id);

const latestOf = (evidence: readonly EvidenceFacts[], check: string) => evidence.findLast((record) => record.check === check);
