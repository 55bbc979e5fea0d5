import { isDeepStrictEqual } from 'node:util';
import { parseEvent, type RecordedEvent } from '../../shared/thread/events';
import { fold } from '../../shared/thread/evolve';
import type { ThreadState } from '../../shared/thread/state';

/** A value as it comes back from disk. */
export function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The events as the log gives them back: through JSON and the door's own schema. */
export function reread(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return events.map((event) => ({ ...parseEvent(event.type, throughJson(event.data)), seq: event.seq, at: event.at }));
}

/** Law 10: the log folds to the state from scratch, and from a snapshot taken at any place. Throws where it does not. */
export function assertFolds(thread: string, events: readonly RecordedEvent[], state: ThreadState, cut: number): void {
  const log = reread(events);
  const head = cut % (log.length + 1);
  const snapshot = fold(thread, undefined, log.slice(0, head));
  const whole = fold(thread, undefined, log);
  const resumed = fold(thread, snapshot && throughJson(snapshot), log.slice(head));
  for (const [how, folded] of [
    ['from scratch', whole],
    [`from a snapshot after ${head} of ${log.length} events`, resumed],
  ] as const) {
    if (!isDeepStrictEqual(throughJson(folded), throughJson(state)))
      throw new Error(`the log does not fold to the state, ${how}`);
  }
}

/** Every call of a conversation has one result: after the call, before anybody speaks again. The last turn's may be open. */
export function assertAnswered(state: ThreadState): void {
  const open = new Set<string>();
  const seen = new Set<string>();
  for (const item of state.transcript) {
    if (item.type === 'tool_call') {
      if (seen.has(item.call)) throw new Error(`${item.call} was called twice`);
      seen.add(item.call);
      open.add(item.call);
    } else if (item.type === 'tool_result') {
      if (!open.delete(item.call)) throw new Error(`${item.call} has a result that nobody asked for, or two`);
    } else if (item.type === 'message' && item.role === 'user' && open.size > 0) {
      throw new Error(`a turn began before ${[...open].join(', ')} had a result`);
    }
  }
  const pending = new Set(state.turn?.calls.map((call) => call.call));
  if ([...open].some((call) => !pending.has(call))) throw new Error(`${[...open].join(', ')} never got a result`);
}

interface Sum {
  input: number;
  cached: number;
  output: number;
  charged: number;
  usd: number | null;
  unpriced: number;
  turns: number;
  requests: number;
}

const nothing = (): Sum => ({ input: 0, cached: 0, output: 0, charged: 0, usd: null, unpriced: 0, turns: 0, requests: 0 });

/**
 * Law 4: what the goal says it has spent is the sum of what was charged since it was drafted, and of what planning had cost before;
 * what is charged to no goal waits for the next.
 */
export function assertCharged(events: readonly RecordedEvent[], state: ThreadState): void {
  let goal: Sum | undefined;
  let unclaimed = nothing();
  let pursued = false;
  for (const event of events) {
    if (event.type === 'goal.drafted') {
      goal = added(unclaimed, pursued && goal ? goal : nothing());
      unclaimed = nothing();
    }
    if (event.type === 'goal.drafted' || event.type === 'goal.reopened') pursued = true;
    if (event.type === 'goal.completed' || event.type === 'goal.cleared') pursued = false;
    const sum = pursued && goal ? goal : unclaimed;
    if (event.type === 'turn.started' && !['wrap_up', 'plan', 'draft'].includes(event.data.kind)) sum.turns += 1;
    if (event.type !== 'usage.charged') continue;
    const { tokens, usd } = event.data;
    const charged = tokens.input - tokens.cached + tokens.output;
    Object.assign(sum, added(sum, { ...tokens, charged, usd, unpriced: usd === null ? charged : 0, turns: 0, requests: 1 }));
  }
  same(state.goal?.usage, goal, 'the goal');
  same(state.unclaimed, unclaimed, 'no goal');
}

function added(one: Sum, other: Sum): Sum {
  const usd = one.usd === null && other.usd === null ? null : (one.usd ?? 0) + (other.usd ?? 0);
  return {
    input: one.input + other.input,
    cached: one.cached + other.cached,
    output: one.output + other.output,
    charged: one.charged + other.charged,
    usd,
    unpriced: one.unpriced + other.unpriced,
    turns: one.turns + other.turns,
    requests: one.requests + other.requests,
  };
}

function same(usage: ThreadState['unclaimed'] | undefined, sum: Sum | undefined, whose: string): void {
  const { activeMs: _, ...counted } = usage ?? { ...nothing(), activeMs: 0 };
  if (isDeepStrictEqual(counted, sum ?? nothing())) return;
  throw new Error(`the usage of ${whose} is ${JSON.stringify(counted)}, not the sum ${JSON.stringify(sum)}`);
}
