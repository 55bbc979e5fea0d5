import { z } from 'zod';
import { BlobRef } from '../kernel/blobRef';
import { Need } from '../tools/dossier';
import { PermissionAsk } from '../tools/permission/ask';

/** What the untouched tree already says against the contract. */
export const BaselineFlag = z.strictObject({
  check: z.string(),
  flag: z.enum(['vacuous', 'already_red', 'broken']),
  message: z.string(),
});
export type BaselineFlag = z.infer<typeof BaselineFlag>;

/** What evidence is compared by: contract, tree, protected files, environment. */
export const Standing = z.strictObject({
  revision: z.int(),
  tree: z.string(),
  protectedDigest: z.string(),
  environment: z.string(),
});

/** What waits for the user. `id` is what `goalpost answer --need` names; it is unique among a thread's open questions. */
export const Question = z.discriminatedUnion('kind', [
  z.strictObject({
    id: z.string(),
    kind: z.literal('baseline'),
    text: z.string(),
    options: z.array(z.string()),
    flags: z.array(BaselineFlag),
    notes: z.array(z.string()),
  }),
  z.strictObject({
    id: z.string(),
    kind: z.literal('protected'),
    text: z.string(),
    options: z.array(z.string()),
    paths: z.array(z.string()),
    diff: BlobRef,
    /** The first lines of the diff, for a list row. */
    excerpt: z.string(),
  }),
  z.strictObject({ id: z.string(), kind: z.literal('acceptance'), text: z.string(), options: z.array(z.string()) }),
  z.strictObject({
    id: z.string(),
    kind: z.literal('human'),
    text: z.string(),
    options: z.array(z.string()),
    check: z.string(),
    /** The verification that asked, and the state of the tree that the answer is evidence for. */
    verification: z.string(),
    checkpoint: z.string(),
    standing: Standing,
  }),
  z.strictObject({
    id: z.string(),
    kind: z.literal('permission'),
    text: z.string(),
    options: z.array(z.string()),
    call: z.string(),
    ask: PermissionAsk,
  }),
  z.strictObject({ id: z.string(), kind: z.literal('need'), text: z.string(), need: Need }),
]);
export type Question = z.infer<typeof Question>;

/** Answers that the app itself acts on. A need takes any text, or one of its options. */
export const BASELINE_OPTIONS = ['accept', 'cancel'] as const;
export const PROTECTED_OPTIONS = ['accept', 'restore', 'send back: NOTE'] as const;
export const ACCEPTANCE_OPTIONS = ['accept', 'send back'] as const;
export const HUMAN_OPTIONS = ['pass', 'fail: NOTE'] as const;

/** Asked when every check passes and the contract leaves the last word to the user. */
export function acceptanceQuestion(checkpoint: string, summary: string): Question {
  const text = `Every check passes at ${checkpoint}. Accept the result? Claimed: ${summary}`;
  return { id: 'acceptance', kind: 'acceptance', text, options: [...ACCEPTANCE_OPTIONS] };
}
