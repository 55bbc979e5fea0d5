import { CLAIM_STATUSES, type ResearchClaim } from '../evidence/researchClaim';
import { quotedLines } from '../goal/quoting';
import { cutText } from './compaction/fit';

/** Of one claim or route, where all do not fit. */
const LEAST_OF_A_CLAIM = 120;

/** The ledger of claims as the model is told it: the four kinds apart, words marked as data; nothing where there is none. */
export function claimsText(claims: readonly ResearchClaim[], characters: number): string {
  if (claims.length === 0) return '';
  const each = Math.max(LEAST_OF_A_CLAIM, Math.floor(characters / claims.length / 2));
  const lines = CLAIM_STATUSES.flatMap((status) =>
    claims.filter((claim) => claim.status === status).flatMap((claim) => claimLines(claim, each)),
  );
  return ['Claims in the ledger, as you recorded them with record_claim:', ...lines].join('\n');
}

function claimLines({ id, status, claim, route, evidence }: ResearchClaim, characters: number): readonly string[] {
  const cited = evidence.length > 0 ? `, evidence ${evidence.join(' ')}` : ', no evidence';
  const words = [
    ...quotedLines(cutText(claim, characters), '  '),
    '  by this route:',
    ...quotedLines(cutText(route, characters), '  '),
  ];
  return [`- ${id}: ${status}${cited}`, ...words];
}
