import { claimProof } from '../../evidence/claimProof';
import type { ResearchClaim } from '../../evidence/researchClaim';
import type { Decision } from './decision';
import { recordedSinceActivation } from './noProgress';
import { answerCall } from './turnEnd';

/** A ledger of more claims than this is no table but a list of everything that was thought of. */
const MOST_CLAIMS = 100;

/** Adds a claim or replaces the one of its id. What cites evidence that does not exist is not taken. */
export function recordClaim(decision: Decision, call: string, claim: ResearchClaim): void {
  const fault = faultOf(decision, claim);
  if (fault !== undefined) return answerCall(decision, call, 'failed', fault);
  const { state } = decision;
  if (!state.turn) throw new Error('a claim outside a turn');
  const known = decision.goal.claimLedger.some(({ id }) => id === claim.id);
  decision.add('claim.recorded', { turn: state.turn.id, claim });
  answerCall(
    decision,
    call,
    'ok',
    `${known ? 'Replaced' : 'Recorded'}: ${claim.id}, ${claim.status}.${gateNote(decision, claim)}`,
  );
}

function faultOf({ state, goal }: Decision, claim: ResearchClaim): string | undefined {
  if (!goal.contract.research)
    return 'The contract has no evidence standard: record_claim is for research goals. Nothing was recorded.';
  const unknown = claim.evidence.filter((id) => !state.evidence.some((row) => row.id === id));
  if (unknown.length > 0) {
    const known = recordedSinceActivation(state).join(', ');
    return `The claim was not recorded: it cites unknown evidence: ${unknown.join(', ')}. Known: ${known}. run_check records more.`;
  }
  if (goal.claimLedger.length >= MOST_CLAIMS && !goal.claimLedger.some(({ id }) => id === claim.id)) {
    return `The ledger holds ${MOST_CLAIMS} claims, and no more are taken: replace one by its id, or put several in one.`;
  }
  return undefined;
}

/** Told at once rather than at the gate. */
function gateNote({ state, goal }: Decision, claim: ResearchClaim): string {
  if (claim.status !== 'confirmed') return '';
  const proof = claimProof(claim, { contract: goal.contract, revision: goal.revision, evidence: state.evidence });
  return proof.proven ? ` It rests on ${proof.by}.` : ` The gate stays closed while it is marked confirmed: ${proof.why}.`;
}
