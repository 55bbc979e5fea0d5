import { useSyncExternalStore } from 'react';
import { onPush } from '../bridge/bridge';
import { type Delta, foldDelta, proposedIn } from './deltaFold';
import { onNextFrame } from './frame';

let said: ReadonlyMap<string, Delta> = new Map();
let shown = said;
const listeners = new Set<() => void>();

onPush((push) => {
  const next = foldDelta(said, push);
  if (next === said) return;
  said = next;
  onNextFrame(publish);
});

function publish(): void {
  shown = said;
  for (const listener of [...listeners]) listener();
}

/** What the model is saying now, once a frame; undefined when it is silent or its answer stands in the log. */
export function useDelta(thread: string): Delta | undefined {
  return useSyncExternalStore(subscribe, () => shown.get(thread));
}

/** What has come of the contract that a turn proposes, as text; empty where none is, so that other words of the model change nothing. */
export function useProposedText(thread: string, turn: string | undefined): string {
  return useSyncExternalStore(subscribe, () => proposedIn(shown.get(thread), turn));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
