import { z } from 'zod';

/** What a blocked goal asks the user for. `id` is what `goalpost answer --need` names. */
export const Need = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['text', 'choice', 'file', 'secret', 'approval']),
  question: z.string().min(1),
  options: z.array(z.string()).optional(),
});
export type Need = z.infer<typeof Need>;

/** What a blocked goal reports: what was tried, what was shown (evidence ids), what is in the way, what is needed. */
export const Dossier = z.strictObject({
  attempts: z.array(z.string()),
  evidence: z.array(z.string()),
  blocker: z.string(),
  needs: z.array(Need),
});
export type Dossier = z.infer<typeof Dossier>;
