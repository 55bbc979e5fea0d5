import { t } from '../../words/t';
import type { PassageKind } from './passages';
import type { SnippetPart } from './snippet';

/** One place in a thread. `seq` is the number of its event. */
export interface FoundPassage {
  readonly thread: string;
  readonly seq: number;
  readonly at: number;
  readonly kind: PassageKind;
  readonly snippet: readonly SnippetPart[];
}

/** What was found in one thread: its first places, and how many more there are of those that were looked at. */
export interface FoundThread {
  readonly thread: string;
  readonly passages: readonly FoundPassage[];
  readonly more: number;
}

/** How far the texts of older threads have been read in, in events; null when all are. */
export type Indexing = { readonly read: number; readonly of: number } | null;

export interface SearchFound {
  readonly threads: readonly FoundThread[];
  /** There are more than were looked at: older ones are left out. */
  readonly cut: boolean;
  readonly indexing: Indexing;
}

/** A thread shows so many places; the others are reached by more words. */
const PLACES_SHOWN = 4;

interface PlaceIn {
  readonly thread: string;
  readonly seq: number;
}

/**
 * By thread: those whose goal says it first, then by the newest place; no more than `most` places together. Within a thread what its goal
 * says, then the newest first. `goals` and `all` are newest first; a place may stand in both.
 */
export function byThread<T extends PlaceIn>(goals: readonly T[], all: readonly T[], most: number) {
  const threads = new Map<string, Map<number, T>>();
  for (const place of [...goals, ...all]) {
    const places = threads.get(place.thread) ?? new Map<number, T>();
    threads.set(place.thread, places);
    if (!places.has(place.seq)) places.set(place.seq, place);
  }
  let left = most;
  return [...threads].flatMap(([thread, places]) => {
    const passages = [...places.values()].slice(0, Math.min(PLACES_SHOWN, left));
    left -= passages.length;
    return passages.length === 0 ? [] : [{ thread, passages, more: places.size - passages.length }];
  });
}

/** The word beside a found text. */
export const PASSAGE_WORDS: Readonly<Record<PassageKind, string>> = {
  goal: t`goal`,
  person: t`you`,
  agent: t`agent`,
  command: t`command`,
  files: t`files`,
  note: t`note`,
  question: t`question`,
};
