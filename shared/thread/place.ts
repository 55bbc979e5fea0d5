import { z } from 'zod';

/** A folder under git, as the git room opens it: its real path and git's own folders, all absolute. */
export const GitFolder = z.strictObject({ root: z.string(), gitDir: z.string(), commonDir: z.string() });
export type GitFolder = z.infer<typeof GitFolder>;

/** Where a goal works: in the user's own folder, or in a git worktree that the app made for it. */
export const PlaceKind = z.enum(['in_place', 'worktree']);
export type PlaceKind = z.infer<typeof PlaceKind>;

/** What a person chose, or that the app is to choose. */
export const PlaceChoice = z.enum(['app', ...PlaceKind.options]);
export type PlaceChoice = z.infer<typeof PlaceChoice>;

/** Who decided on a place, in the words of the event that tells of it. */
const By = z.enum(['user', 'app']);

/** A place as it was made. `base` is the commit that HEAD named; `from` the tree of the user's files, uncommitted work included. */
export const PlaceMade = GitFolder.extend({
  kind: PlaceKind,
  by: By,
  /** One sentence: why this place and not the other. */
  why: z.string(),
  base: z.string(),
  from: z.string(),
  /** Files that differed from `base` when the place was made. */
  dirty: z.int().nonnegative(),
  /** Sentences on what did not come along. */
  notes: z.array(z.string()),
});
export type PlaceMade = z.infer<typeof PlaceMade>;

/** How a result came back: as a patch file, into the user's own files, or as a commit on a new branch. */
const Brought = { checkpoint: z.string(), tree: z.string(), files: z.int().nonnegative() };
export const BroughtResult = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('patch'), path: z.string(), ...Brought }),
  z.strictObject({ as: z.literal('apply'), root: z.string(), ...Brought }),
  z.strictObject({ as: z.literal('branch'), branch: z.string(), commit: z.string(), ...Brought }),
]);
export type BroughtResult = z.infer<typeof BroughtResult>;

export interface Place extends PlaceMade {
  /** The worktree is gone: nothing can go on there. */
  readonly removed: boolean;
}

/** The data of the events of this room, which `events.ts` lists. */
export const PlaceRemoved = z.strictObject({ by: By, root: z.string(), discarded: z.boolean() });
export const ResultBrought = z.strictObject({ by: By, result: BroughtResult });

/** Whether the thread has a worktree of its own that is there. */
export function hasWorktree(place: Place | null): place is Place & { readonly kind: 'worktree'; readonly removed: false } {
  return place?.kind === 'worktree' && !place.removed;
}
