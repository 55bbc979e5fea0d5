import type { FileChange } from '../workspace/checkpoint';

/**
 * What became of what an iteration changed: it stands, later iterations put all or some of it back as it was, nothing was changed, or
 * the log is of a version that did not name contents.
 */
export type Fate =
  | { readonly kind: 'nothing' | 'kept' | 'unknown' }
  | { readonly kind: 'reverted' | 'partly'; readonly paths: readonly string[]; readonly by: number; readonly between?: true };

/** One path's content before and after; null where the file was not there. A moved file is two of them. */
interface Step {
  readonly path: string;
  readonly was: string | null;
  readonly is: string | null;
}

/**
 * The fate of each iteration's changes, from the contents that checkpoints name: a change is undone where its path last has the
 * content that it had before it. `by` is the index of the iteration that undid the last of it, or, `between`, the one before which
 * somebody else did: `others` are what changed before each iteration, and was none's.
 */
export function fatesOf(
  iterations: readonly (readonly FileChange[])[],
  others: readonly (readonly FileChange[])[] = [],
): readonly Fate[] {
  const steps = iterations.map(stepsOf);
  // Before and during each iteration, in turn.
  const all = steps.flatMap((own, index) => [stepsOf(others[index] ?? []), own]);
  return steps.map((own, index) => fateOf(own, all.slice(2 * index + 2), index + 1));
}

function fateOf(own: readonly Step[] | undefined, later: readonly (readonly Step[] | undefined)[], first: number): Fate {
  if (!own) return { kind: 'unknown' };
  const changed = own.filter((step) => step.was !== step.is);
  if (changed.length === 0) return { kind: 'nothing' };
  const undone = changed.flatMap((step) => undoing(step, later) ?? []);
  if (undone.length === 0) return { kind: 'kept' };
  const last = Math.max(...undone.map(({ at }) => at));
  const by = { by: first + Math.floor(last / 2), ...(last % 2 === 0 ? { between: true as const } : {}) };
  return { kind: undone.length === changed.length ? 'reverted' : 'partly', paths: undone.map(({ path }) => path), ...by };
}

/** Which later step, iteration or between two, put the path back for good; undefined where it says something else, or what it says is not known. */
function undoing(step: Step, later: readonly (readonly Step[] | undefined)[]): { path: string; at: number } | undefined {
  const touches = later.flatMap((steps, at) =>
    (steps ?? []).flatMap((next) => (next.path === step.path ? [{ at, is: next.is }] : [])),
  );
  const last = touches.at(-1);
  return last && last.is === step.was ? { path: step.path, at: last.at } : undefined;
}

function stepsOf(changes: readonly FileChange[]): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const { path, from, was, is } of changes) {
    if (was === undefined || is === undefined) return undefined;
    if (from === undefined) steps.push({ path, was, is });
    else steps.push({ path: from, was, is: null }, { path, was: null, is });
  }
  return steps;
}
