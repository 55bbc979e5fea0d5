import { z } from 'zod';

/** What research has come to about one claim; the report keeps the four apart. */
export const ClaimStatus = z.enum(['confirmed', 'approximate', 'blocked', 'uncertain']);
export type ClaimStatus = z.infer<typeof ClaimStatus>;

/** One claim of a research goal's ledger, in the agent's words. `evidence` holds ids of what checks recorded. */
export const ResearchClaim = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/i, 'use letters, digits, - and _, at most 64')
    .meta({ description: 'Names the claim; the same id again replaces what was recorded.' }),
  claim: z.string().trim().min(1).max(2_000).meta({ description: 'What is claimed, in one or two sentences.' }),
  route: z.string().trim().min(1).max(2_000).meta({ description: 'How it was looked into, or why it could not be.' }),
  status: ClaimStatus.meta({
    description:
      'confirmed: by the evidence standard; approximate: near it, or by a stand-in; blocked: could not be looked into; uncertain: open.',
  }),
  evidence: z.array(z.string()).max(40).meta({ description: 'Evidence ids such as e3.' }),
});
export type ResearchClaim = z.infer<typeof ResearchClaim>;

/** The four in the order in which the report tells them. */
export const CLAIM_STATUSES: readonly ClaimStatus[] = ['confirmed', 'approximate', 'blocked', 'uncertain'];
