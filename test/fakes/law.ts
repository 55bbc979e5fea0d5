/** Throws with the law's words where it is broken. */
export function law(holds: boolean, words: string): void {
  if (!holds) throw new Error(words);
}
