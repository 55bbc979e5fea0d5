/** Where somebody reads in a thread's conversation: the first row in sight, and its turn, should the row be folded away later. */
export interface ReadingPlace {
  readonly row: string;
  readonly turn: string | null;
}

const PREFIX = 'goalpost.reading.';

/** Kept for this window alone, as long as it stands: through a reload, and through the death of its page. */
export function keepReadingPlace(thread: string, place: ReadingPlace | undefined): void {
  if (place) sessionStorage.setItem(PREFIX + thread, JSON.stringify(place));
  else sessionStorage.removeItem(PREFIX + thread);
}

/** Nothing where one was at the end, which is where a thread opens. */
export function readingPlace(thread: string): ReadingPlace | undefined {
  const kept = sessionStorage.getItem(PREFIX + thread);
  return kept === null ? undefined : (JSON.parse(kept) as ReadingPlace);
}
