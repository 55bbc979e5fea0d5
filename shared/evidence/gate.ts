import { type Contract, contractChecks } from '../goal/contract';
import { brokenWords } from './brokenWords';
import type { Evidence, Verdict } from './record';

/** What the gate looks at of one piece of evidence: all but the output. */
export type EvidenceFacts = Pick<
  Evidence,
  'id' | 'check' | 'role' | 'purpose' | 'verdict' | 'revision' | 'checkpoint' | 'tree' | 'protectedDigest' | 'environment'
>;

/** The state of the tree that evidence must have been taken on to count. */
export interface Standing {
  readonly revision: number;
  readonly tree: string;
  readonly protectedDigest: string;
  readonly environment: string;
}

export interface ClosedReason {
  readonly code:
    | 'failed'
    | 'broken'
    | 'void'
    | 'not_run'
    | 'stale'
    | 'protected_changed'
    | 'no_checks'
    | 'no_claims'
    | 'claim_unproven';
  readonly check?: string;
  /** Of the ledger of claims. */
  readonly claim?: string;
  readonly role?: 'verification' | 'constraint';
  readonly evidence?: string;
  readonly message: string;
}

export type GateAnswer =
  | { readonly open: true; readonly evidence: readonly string[] }
  | { readonly open: false; readonly reasons: readonly ClosedReason[] };

/** True while neither the tree, nor a protected file, nor the contract, nor the environment has changed since. */
export function isFresh(evidence: EvidenceFacts, standing: Standing): boolean {
  return (
    evidence.revision === standing.revision &&
    evidence.tree === standing.tree &&
    evidence.protectedDigest === standing.protectedDigest &&
    evidence.environment === standing.environment
  );
}

/**
 * The gate (DESIGN.md §1.2, law 1): open only when every check of the contract has fresh passing evidence. `evidence` is in the
 * order recorded; the latest of each check counts. `changedProtected` names protected files that nobody accepted.
 */
export function gate(
  contract: Contract,
  evidence: readonly EvidenceFacts[],
  standing: Standing,
  changedProtected: readonly string[],
): GateAnswer {
  const latest = new Map(evidence.map((record) => [record.check, record]));
  const asked = contractChecks(contract);
  const reasons: ClosedReason[] = changedProtected.map((path) => ({
    code: 'protected_changed',
    message: `protected file changed: ${path}`,
  }));
  if (asked.length === 0) reasons.push({ code: 'no_checks', message: 'the contract has no check that could prove the outcome' });
  const cited: string[] = [];
  for (const { check, role } of asked) {
    const record = latest.get(check.id);
    const reason = closedBy(check.id, role, record, standing);
    if (reason) reasons.push(reason);
    else if (record) cited.push(record.id);
  }
  return reasons.length === 0 ? { open: true, evidence: cited } : { open: false, reasons };
}

function closedBy(
  check: string,
  role: 'verification' | 'constraint',
  record: EvidenceFacts | undefined,
  standing: Standing,
): ClosedReason | undefined {
  if (!record) return { code: 'not_run', check, role, message: `${check}: no evidence yet` };
  const about = { check, role, evidence: record.id };
  if (!isFresh(record, standing))
    return { code: 'stale', ...about, message: `${check}: its evidence ${record.id} is from another state of the tree` };
  const verdict: Verdict = record.verdict;
  switch (verdict.verdict) {
    case 'pass':
      return undefined;
    case 'fail':
      return { code: 'failed', ...about, message: `${check}: ${verdict.message}` };
    case 'broken':
      return { code: 'broken', ...about, message: `${check} ${brokenWords(verdict)}: ${verdict.message}` };
    case 'void':
      return { code: 'void', ...about, message: `${check} proves nothing: ${verdict.message}` };
  }
}
