import type { RecordedEvent } from '../../shared/thread/events';
import { t } from '../../shared/words/t';
import type { Wire } from '../bridge/bridge';

/** Asked for at once on the way back: some 30 ms of main's time, so that orders and other windows are answered in between. */
const PAGE = 2_000;

/**
 * Reads a thread's events backwards from its last ones to its first. They are handed over in growing pieces, each at least as long
 * as what is shown already: views fold anew for each, and so in all no more than about twice. `give` answers whether to go on.
 * Answers a sentence where the log could not be read.
 */
export async function readOlder(
  thread: string,
  wire: Pick<Wire, 'call'>,
  last: readonly RecordedEvent[],
  give: (older: readonly RecordedEvent[]) => boolean,
): Promise<string | undefined> {
  let before = last[0]?.seq ?? 1;
  let shown = last.length;
  let pages: (readonly RecordedEvent[])[] = [];
  let gathered = 0;
  while (before > 1) {
    const after = Math.max(0, before - 1 - PAGE);
    const answer = await wire.call('thread/events', { thread, after, before });
    if (!answer.ok) return answer.error.message;
    if (answer.value[0]?.seq !== after + 1 || answer.value.at(-1)?.seq !== before - 1) return incomplete(after, before);
    pages = [answer.value, ...pages];
    gathered += answer.value.length;
    before = after + 1;
    if (before > 1 && gathered < shown) continue;
    if (!give(pages.flat())) return undefined;
    shown += gathered;
    [pages, gathered] = [[], 0];
  }
  return undefined;
}

function incomplete(after: number, before: number): string {
  return t`The thread's log does not read: events ${after + 1} to ${before - 1} did not come whole. It was not changed.`;
}
