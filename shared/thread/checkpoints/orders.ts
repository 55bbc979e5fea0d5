import type { RevertWhat } from '../../workspace/revert';

/** Orders of people about checkpoints, and what the workers report that carry them out. */
export type CheckpointOrder =
  | {
      readonly type: 'tree.revert';
      readonly by: 'user';
      readonly what: RevertWhat;
      /** The checkpoint that the person looked at; the latest where left out. A turn and a revert name their own. */
      readonly from?: string | undefined;
      /** The checkpoint gone back to; the goal's start where left out. */
      readonly to?: string | undefined;
    }
  | { readonly type: 'revert.write'; readonly revert: string; readonly paths: readonly string[] }
  | { readonly type: 'revert.refuse'; readonly revert: string; readonly message: string; readonly paths: readonly string[] }
  /** Lets go of every checkpoint that nothing cites. */
  | { readonly type: 'checkpoints.prune'; readonly by: 'user' }
  | { readonly type: 'prune.finish'; readonly checkpoints: readonly string[] };
