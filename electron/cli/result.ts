import type { Usage } from '../../shared/budget/usage';
import type { Evidence, SandboxMode } from '../../shared/evidence/record';
import type { Contract } from '../../shared/goal/contract';
import { parseEvent, type RecordedEvent } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import { isWaived } from '../../shared/thread/waiver';
import { outcomeOf } from '../../shared/views/outcome';
import type { EventStore } from '../store/eventStore';

/** The last line of `--json`. `evidence` holds the latest record of each check, with its stored output. */
export interface ResultLine {
  readonly type: 'result';
  readonly thread: string;
  readonly status: string;
  readonly reason: string;
  /** When the provider renews the quota that limits the goal, ms since the epoch, null where it did not say. Only while it does. */
  readonly resetAt?: number | null;
  /** `none` where a person gave the sandbox up for this goal. */
  readonly sandbox: SandboxMode;
  readonly usage: Usage;
  /** The contract that a draft proposed and nobody has drafted a goal of yet. */
  readonly proposal?: Contract;
  readonly evidence: readonly Evidence[];
}

export function resultLine(store: EventStore, state: ThreadState): ResultLine {
  return {
    type: 'result',
    thread: state.thread,
    ...outcomeOf(state),
    ...(state.goal?.status === 'usage_limited' ? { resetAt: state.goal.quota?.resetAt ?? null } : {}),
    sandbox: isWaived(state) ? 'none' : 'enforced',
    usage: state.goal?.usage ?? state.unclaimed,
    ...(state.proposal ? { proposal: state.proposal.contract } : {}),
    evidence: latestEvidence(store, state),
  };
}

/** Every event of a thread, oldest first. */
export function eventsOf(store: EventStore, thread: string): readonly RecordedEvent[] {
  const stored = [...store.events(thread, 0)];
  return stored.map(({ seq, at, type, data }) => ({ ...parseEvent(type, data), seq, at }));
}

/** The state keeps facts only; the whole records, with their output's references, are in the log. */
function latestEvidence(store: EventStore, state: ThreadState): readonly Evidence[] {
  const wanted = new Set(new Map(state.evidence.map((row) => [row.check, row.id])).values());
  const found = new Map<string, Evidence>();
  for (const stored of store.events(state.thread, 0)) {
    if (stored.type !== 'evidence.recorded') continue;
    const event = parseEvent(stored.type, stored.data);
    if (event.type === 'evidence.recorded' && wanted.has(event.data.evidence.id))
      found.set(event.data.evidence.check, event.data.evidence);
  }
  return [...found.values()];
}
