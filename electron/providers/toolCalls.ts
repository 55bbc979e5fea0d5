import { randomUUID } from 'node:crypto';
import type { TranscriptItem } from '../../shared/provider/model';

/** What the APIs accept as a function's name; a model's invention outside it would make every later request fail. */
const NAME_LIMIT = 64;

/** What stands for the answer of a call that was never answered (as in a wrap-up): the APIs refuse a call without one. */
export const UNANSWERED = 'Interrupted: this call was not run.';

/** The ids of every call in a conversation. */
export function callsOf(items: readonly TranscriptItem[]): ReadonlySet<string> {
  return new Set(items.flatMap((item) => (item.type === 'tool_call' ? [item.call] : [])));
}

/** The server's id of a call, or another where it gave none or one that is `used` already; it is used from then on. */
export function unusedCall(call: string | undefined, used: Set<string>): string {
  const id = call && !used.has(call) ? call : `call_${randomUUID().replaceAll('-', '')}`;
  used.add(id);
  return id;
}

export const acceptableName = (name: string): string => name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, NAME_LIMIT) || 'unnamed';
