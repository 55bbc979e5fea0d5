import { isUnbrought } from '../../shared/thread/decide/place';
import { hasWorktree } from '../../shared/thread/place';
import type { ThreadState } from '../../shared/thread/state';
import { broughtWords } from '../../shared/views/brought';
import { placeFact } from '../../shared/views/placeLook';

/** What programs are told of a goal's place. */
export function placeJson(state: ThreadState) {
  const { place, workspace, source, brought } = state;
  return {
    kind: place?.kind ?? 'in_place',
    root: place?.root ?? workspace.root,
    source: source.root,
    why: place?.why ?? null,
    base: place?.base ?? null,
    removed: place?.removed ?? false,
    unbrought: isUnbrought(state),
    brought,
  };
}

/** Where the goal works and what came back of it, for people. */
export function placeLines(state: ThreadState): readonly string[] {
  const { name, root, why } = placeFact(state);
  const { place, source, brought } = state;
  const left =
    hasWorktree(place) && isUnbrought(state) ? [`not brought back yet: goalpost bring ${state.thread} --branch NAME`] : [];
  return [
    `${name.toLowerCase()}, ${root}`,
    ...(why === '' ? [] : [why]),
    ...(place?.kind === 'worktree' ? [`of ${source.root}, from commit ${place.base.slice(0, 8)}`, ...place.notes] : []),
    ...brought.map((result) => `brought back ${broughtWords(result)}`),
    ...left,
  ];
}
