/** A usual share of characters per token of English and code: enough to keep a limit, and marked as ours wherever it is shown. */
export const CHARACTERS_PER_TOKEN = 4;

export function tokensIn(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}
