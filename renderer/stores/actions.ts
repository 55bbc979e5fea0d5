import { useEffect, useRef } from 'react';
import { createStore } from 'zustand/vanilla';
import type { ActionId } from '../../shared/views/actions/table';

/** What can be done from anywhere, by whoever can do it now: features provide theirs while they are there, without knowing of each other. */
export type Provided = Partial<Readonly<Record<ActionId, () => void>>>;

/** The last to provide an action does it. */
export const providedStore = createStore<{ readonly by: ReadonlyMap<ActionId, readonly (() => void)[]> }>(() => ({
  by: new Map(),
}));

/** Provides an action until the returned function is called. */
export function provideAction(id: ActionId, run: () => void): () => void {
  change(id, (runs) => [...runs, run]);
  return () => change(id, (runs) => runs.filter((one) => one !== run));
}

function change(id: ActionId, next: (runs: readonly (() => void)[]) => readonly (() => void)[]): void {
  providedStore.setState(({ by }) => {
    const changed = new Map(by);
    const runs = next(by.get(id) ?? []);
    if (runs.length === 0) changed.delete(id);
    else changed.set(id, runs);
    return { by: changed };
  });
}

/** Does it, where somebody provides it; whether it was done. */
export function runProvided(id: ActionId): boolean {
  const run = providedStore.getState().by.get(id)?.at(-1);
  run?.();
  return run !== undefined;
}

/** Provides actions while the component is there. Which ones they are does not change; what they do may. */
export function useActions(actions: Provided): void {
  const latest = useRef(actions);
  latest.current = actions;
  const ids = Object.keys(actions).join(' ');
  useEffect(() => {
    const stops = ids
      .split(' ')
      .filter((id) => id !== '')
      .map((id) => provideAction(id as ActionId, () => latest.current[id as ActionId]?.()));
    return () => {
      for (const stop of stops) stop();
    };
  }, [ids]);
}
