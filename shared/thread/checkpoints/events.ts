import { z } from 'zod';
import { RevertWhat } from '../../workspace/revert';

const By = z.enum(['user', 'agent', 'app']);

/** A person puts files back. `from` and `to` are the checkpoints it is reckoned between: what changed from `to` to `from` goes back. */
export const RevertAsked = z.strictObject({
  revert: z.string(),
  by: By,
  what: RevertWhat,
  from: z.string(),
  to: z.string(),
});

/** The files are on disk as they are to be; the checkpoint that says so is not taken yet. */
export const RevertWritten = z.strictObject({ revert: z.string(), paths: z.array(z.string()) });

/** Nothing was put back, and why; `paths` are the files that stood in the way. */
export const RevertRefused = z.strictObject({ revert: z.string(), message: z.string(), paths: z.array(z.string()) });

/** Done: the tree was as `before` says, and is as `checkpoint` says. Undoing it is another revert. */
export const TreeReverted = z.strictObject({
  revert: z.string(),
  by: By,
  what: RevertWhat,
  paths: z.array(z.string()),
  before: z.string(),
  checkpoint: z.string(),
});

export const PruneAsked = z.strictObject({ by: By });

/** These checkpoints are held no more: git frees their objects at its own next clean-up. */
export const CheckpointsPruned = z.strictObject({ checkpoints: z.array(z.string()) });
