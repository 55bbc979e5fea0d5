import type { TranscriptItem } from '../provider/model';
import { INSTRUCTIONS } from './prompt';
import type { ThreadState } from './state';

/** A usual share of characters per token of English and code: enough to keep a limit, and marked as ours wherever it is shown. */
const CHARACTERS_PER_TOKEN = 4;

/** Items never change, and a long conversation would be written out for every request only to be measured. */
const sizes = new WeakMap<TranscriptItem, number>();

export function tokensIn(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

/** What the next request will cost to read, in tokens, by the length of its conversation. */
export function inputEstimate({ transcript }: Pick<ThreadState, 'transcript'>): number {
  let characters = INSTRUCTIONS.length;
  for (const item of transcript) characters += sizeOf(item);
  return tokensIn(characters);
}

/** With the comma that sets it apart. */
function sizeOf(item: TranscriptItem): number {
  const known = sizes.get(item);
  if (known !== undefined) return known;
  const size = JSON.stringify(item).length + 1;
  sizes.set(item, size);
  return size;
}
