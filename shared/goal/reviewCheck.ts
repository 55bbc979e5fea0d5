import { z } from 'zod';
import { CheckId } from './checkId';

/** A reviewer answers each criterion by itself: of more than this it would only skim. */
const MOST_CRITERIA = 20;

export const ReviewCheck = z
  .strictObject({
    id: CheckId,
    kind: z.literal('review').meta({ examples: ['review'] }),
    rubric: z
      .array(z.string().trim().min(1).max(1_000))
      .min(1)
      .max(MOST_CRITERIA)
      .meta({
        description: 'Criteria, each answered by itself: met, not met or cannot tell.',
        examples: [['every figure in the report stands in the evidence']],
      }),
    model: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'The reviewer’s model, on the same server; the thread’s own when left out.' }),
  })
  .meta({
    id: 'ReviewCheck',
    description:
      'An independent reviewer, who never sees the conversation, judges a rubric over the diff and the recorded evidence.',
  });
export type ReviewCheck = z.infer<typeof ReviewCheck>;
