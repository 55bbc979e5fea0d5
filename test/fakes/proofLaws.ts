import { contractChecks } from '../../shared/goal/contract';
import type { GoalState } from '../../shared/thread/goalState';
import type { ThreadState } from '../../shared/thread/state';
import { law } from './law';

/** Law 1, worked out without the gate: each check's cited evidence passes, on this contract, tree and protected files. */
export function provenComplete(state: ThreadState, data: { checkpoint: string; evidence: readonly string[] }): void {
  const { goal, checkpoint } = state;
  law(goal !== null && checkpoint?.id === data.checkpoint, 'completed on a checkpoint that is not the latest');
  if (!goal || !checkpoint) return;
  law(JSON.stringify(goal.protected) === JSON.stringify(checkpoint.protected), 'completed over a changed protected file');
  for (const { check } of contractChecks(goal.contract)) {
    const row = state.evidence.findLast((evidence) => evidence.check === check.id);
    const proves =
      row?.verdict.verdict === 'pass' &&
      row.revision === goal.revision &&
      row.tree === checkpoint.evidenceTree &&
      row.protectedDigest === checkpoint.protectedDigest;
    law(proves && data.evidence.includes(row.id), `completed without proof of ${check.id}`);
  }
  if (goal.contract.research) claimsAreProven(goal, state.evidence);
}

/** A research goal completes with claims in its ledger, and what is confirmed rests on a check that passed under this contract. */
function claimsAreProven(goal: GoalState, evidence: ThreadState['evidence']): void {
  law(goal.claimLedger.length > 0, 'research completed without a claim');
  for (const claim of goal.claimLedger.filter(({ status }) => status === 'confirmed')) {
    const rests = evidence.some(
      (row) => claim.evidence.includes(row.id) && row.verdict.verdict === 'pass' && row.revision === goal.revision,
    );
    law(rests, `completed with ${claim.id} confirmed by nothing`);
  }
}
