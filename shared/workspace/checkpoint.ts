import { z } from 'zod';

/**
 * How one path differs between two trees. Counts are lines; null for a binary file. `was` and `is` name mode and content before and
 * after, null where there is none; logs of earlier versions have neither.
 */
export const FileChange = z.strictObject({
  path: z.string(),
  status: z.enum(['added', 'modified', 'deleted', 'renamed', 'type_changed']),
  from: z.string().optional(),
  added: z.int().nullable(),
  removed: z.int().nullable(),
  was: z.string().nullable().optional(),
  is: z.string().nullable().optional(),
});
export type FileChange = z.infer<typeof FileChange>;

/**
 * The workspace as a git tree, anchored by a hidden ref. `tree` is the full tree of tracked and untracked, not ignored files
 * (for diffs and restoring); `evidenceTree` is the same without the paths that checks may write (`writes`, metric files):
 * evidence is fresh while this hash and the hashes of protected paths stand.
 */
export const CheckpointRef = z.strictObject({
  id: z.string(),
  /** The number of the ref that holds it, where that is an earlier one's: its tree had not changed. */
  anchor: z.int().positive().optional(),
  commit: z.string(),
  tree: z.string(),
  evidenceTree: z.string(),
  /** Content hash per protected file, workspace-relative; also for files that git ignores. */
  protected: z.record(z.string(), z.string()),
});
export type CheckpointRef = z.infer<typeof CheckpointRef>;
