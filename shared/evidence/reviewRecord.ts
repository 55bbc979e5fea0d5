import { z } from 'zod';

export const CriterionAnswer = z.enum(['met', 'not_met', 'cannot_tell']);
export type CriterionAnswer = z.infer<typeof CriterionAnswer>;

/** One criterion of a rubric as it counts. `evidence`: what the reviewer cited, which for an answer that does not count may be anything. */
export const JudgedCriterion = z.strictObject({
  criterion: z.string(),
  answer: CriterionAnswer,
  evidence: z.array(z.string()),
  why: z.string(),
});
export type JudgedCriterion = z.infer<typeof JudgedCriterion>;

/** What a review came to: who judged, each criterion, and in sentences what the reviewer was not shown. */
export const ReviewRecord = z.strictObject({
  model: z.string(),
  criteria: z.array(JudgedCriterion),
  notShown: z.array(z.string()),
});
export type ReviewRecord = z.infer<typeof ReviewRecord>;
