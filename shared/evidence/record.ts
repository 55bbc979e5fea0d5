import { z } from 'zod';
import { BlobRef } from '../kernel/blobRef';
import { ReviewRecord } from './reviewRecord';

/** What one run of one check came to. `broken`: it could not start; `void`: it ran, but proves nothing. */
export const Verdict = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('pass') }),
  z.strictObject({
    verdict: z.literal('fail'),
    reason: z.enum([
      'exit',
      'metric_target',
      'metric_missing',
      'metric_ambiguous',
      'timeout',
      'signal',
      'limit',
      'artifact',
      'human',
      'review',
    ]),
    message: z.string(),
  }),
  z.strictObject({
    verdict: z.literal('broken'),
    reason: z.enum(['not_found', 'sandbox', 'setup', 'schema', 'review']),
    message: z.string(),
  }),
  z.strictObject({ verdict: z.literal('void'), reason: z.enum(['tree_moved', 'interrupted']), message: z.string() }),
]);
export type Verdict = z.infer<typeof Verdict>;

/** One process run of a command check; `repeat` makes several. `value` is the metric read from it. */
export const CheckRun = z.strictObject({
  exit: z.int().nullable(),
  signal: z.string().optional(),
  durationMs: z.number(),
  timedOut: z.boolean(),
  value: z.number().optional(),
  /** The limit of its boundaries at which it was ended. */
  limit: z.string().optional(),
  /** Present on a run before those that are judged; it says nothing of the verdict. */
  warmUp: z.literal(true).optional(),
  stdout: BlobRef.optional(),
  stderr: BlobRef.optional(),
});
export type CheckRun = z.infer<typeof CheckRun>;

export const SandboxMode = z.enum(['enforced', 'none']);
export type SandboxMode = z.infer<typeof SandboxMode>;

/** Who looked, and what they said of it. */
export const Looked = z.strictObject({ name: z.string(), note: z.string() });
export type Looked = z.infer<typeof Looked>;

/** The body of a piece of evidence as the runner fills it; `shared/thread` adds whose it is. */
export const CheckReport = z.strictObject({
  verdict: Verdict,
  command: z.string(),
  /** `unused` where nothing was run: a person looked. */
  sandbox: z.enum([...SandboxMode.options, 'unused']),
  environment: z.string(),
  /** The goal's background processes went on while it ran, and it could reach them. */
  live: z.literal(true).optional(),
  startedAt: z.number(),
  durationMs: z.number(),
  runs: z.array(CheckRun),
  metric: z
    .strictObject({
      value: z.number(),
      values: z.array(z.number()),
      target: z.string(),
      unit: z.string().optional(),
      holds: z.boolean(),
    })
    .optional(),
  /** Of a review: each criterion as it was answered. */
  review: ReviewRecord.optional(),
  /** Bounded head and tail of what it printed, without escape sequences, for people and the model. */
  excerpt: z.string(),
  /** Workspace paths outside `writes` that the check changed and the app put back. */
  undone: z.array(z.string()),
  /** Where a person was the judge. */
  looked: Looked.optional(),
});
export type CheckReport = z.infer<typeof CheckReport>;

export const Purpose = z.enum(['baseline', 'agent', 'gate']);
export type Purpose = z.infer<typeof Purpose>;

/** One record per run of a check (DESIGN.md §1.2, 4). `tree` is the evidence tree's hash, `checkpoint` the state it was taken on. */
export const Evidence = CheckReport.extend({
  id: z.string(),
  check: z.string(),
  role: z.enum(['verification', 'constraint']),
  purpose: Purpose,
  revision: z.int().positive(),
  checkpoint: z.string(),
  tree: z.string(),
  /** Digest of the protected files' content at that checkpoint; empty where nothing is protected. */
  protectedDigest: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;
