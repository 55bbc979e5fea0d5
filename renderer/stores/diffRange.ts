import { type RangeChoice, readChoice } from '../../shared/views/diff/range';
import { recall, remember } from './remembered';

const key = (thread: string) => `diff.range.${thread}`;

/** What the diff of a thread compared last. */
export function recallRange(thread: string): RangeChoice {
  return readChoice(recall(key(thread)));
}

export function rememberRange(thread: string, choice: RangeChoice): void {
  remember(key(thread), choice);
}
