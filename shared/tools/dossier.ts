import { z } from 'zod';

/** What a blocked goal asks the user for. `id` is what `goalpost answer --need` names. */
export const Need = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['text', 'choice', 'file', 'secret', 'approval']),
  question: z.string().min(1),
  options: z.array(z.string()).optional(),
});
export type Need = z.infer<typeof Need>;

/** What a blocked goal asks for, with the answer given to it so far. Kept until the goal goes on. */
export interface AskedNeed {
  readonly need: Need;
  readonly answer: string | null;
}

/** What an approval may be answered with where the agent names no options of its own. */
const APPROVAL_OPTIONS: readonly string[] = ['approve', 'refuse'];

/** The options a need is chosen from; undefined where any text will do. */
export function needOptions(need: Need): readonly string[] | undefined {
  if (need.kind !== 'choice' && need.kind !== 'approval') return undefined;
  if (need.options && need.options.length > 0) return need.options;
  return need.kind === 'approval' ? APPROVAL_OPTIONS : undefined;
}

/** What a blocked goal reports: what was tried, what was shown (evidence ids), what is in the way, what is needed. */
export const Dossier = z.strictObject({
  attempts: z.array(z.string()),
  evidence: z.array(z.string()),
  blocker: z.string(),
  needs: z.array(Need),
});
export type Dossier = z.infer<typeof Dossier>;
