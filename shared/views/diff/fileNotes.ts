import type { RecordedEvent } from '../../thread/events';
import { t } from '../../words/t';

/** What a person decided last about a protected file. */
export interface ProtectedDecision {
  readonly word: string;
  readonly at: number;
}

/** By path, from the events of the present goal. */
export function protectedDecisions(events: readonly RecordedEvent[]): ReadonlyMap<string, ProtectedDecision> {
  const decisions = new Map<string, ProtectedDecision>();
  const decided = (paths: readonly string[], decision: ProtectedDecision) => {
    for (const path of paths) decisions.set(path, decision);
  };
  for (const { type, data, at } of events) {
    if (type === 'goal.drafted') decisions.clear();
    if (type === 'protected.accepted') decided(data.paths, { word: t`Accepted by you`, at });
    if (type === 'protected.restored') decided(data.paths, { word: t`Put back`, at });
    if (type === 'protected.returned') decided(data.paths, { word: t`Sent back to the agent`, at });
  }
  return decisions;
}
