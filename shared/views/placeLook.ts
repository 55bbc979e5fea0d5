import type { PlaceKind } from '../thread/place';
import { hasWorktree } from '../thread/place';
import type { ThreadState } from '../thread/state';
import { dirtyWords, type SuggestedPlace } from '../thread/suggestPlace';
import { t } from '../words/t';

/** What stands to choose for where a goal works, before it is activated. */
export interface PlaceLook {
  /** The user's own folder. */
  readonly root: string;
  /** Null where HEAD is on no branch. */
  readonly branch: string | null;
  /** Changed and untracked files. */
  readonly dirty: number;
  readonly suggested: SuggestedPlace;
  /** What would not come along into a worktree; null where nothing is left behind. */
  readonly left: string | null;
}

export const PLACE_NAMES: Readonly<Record<PlaceKind, string>> = { in_place: t`In place`, worktree: t`In a worktree of its own` };

/** The sentences under a choice of place: why it is the one, and what it means for the user's files. */
export function placeWords(look: PlaceLook, kind: PlaceKind): readonly string[] {
  const why = kind === look.suggested.kind ? t`Chosen by the app: ${lowered(look.suggested.why)}` : look.suggested.why;
  if (kind === 'worktree') return [why, dirtyWords(look.dirty), look.left ?? ''].filter((words) => words !== '');
  const mixed = look.dirty > 0 ? t`The agent’s changes will stand among yours, in the same files.` : '';
  return [why, mixed].filter((words) => words !== '');
}

/** `Nothing is changed` in the middle of a sentence. A name keeps its capital: only our own words begin these sentences. */
function lowered(words: string): string {
  return `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
}

/** Where the goal works, as the contract panel and `goalpost show` say it. */
export interface PlaceFact {
  readonly name: string;
  readonly root: string;
  /** Empty where nothing was decided. */
  readonly why: string;
}

export function placeFact({ place, workspace }: ThreadState): PlaceFact {
  if (hasWorktree(place)) return { name: t`Worktree`, root: place.root, why: place.why };
  if (place?.removed) return { name: t`Worktree, removed`, root: place.root, why: '' };
  return { name: t`In place`, root: workspace.root, why: place?.why ?? '' };
}
