import type { Instant, RequestId } from '../kernel/ids';
import { needsCompaction } from './context';
import type { ThreadState, TurnState } from './state';

/** The request that a turn owes: its own, or before it the one for a summary that makes room (`c` in its id). */
export interface NextRequest {
  readonly kind: 'request-model' | 'compact';
  readonly request: RequestId;
  readonly attempt: number;
  readonly notBefore: Instant;
}

/** What is asked next in an open turn without pending calls; the same value before it is asked and while it is. */
export function nextRequest(state: ThreadState, turn: TurnState): NextRequest {
  const compacts = needsCompaction(state, turn);
  const failed = Math.max(turn.failure?.attempts ?? 0, compacts ? 0 : turn.failedTries);
  const attempt = turn.request?.attempt ?? failed + 1;
  const name = compacts ? `c${state.context.compactions + 1}` : `r${turn.answers + 1}`;
  return {
    kind: compacts ? 'compact' : 'request-model',
    request: turn.request?.id ?? `${turn.id}${name}a${attempt}`,
    attempt,
    notBefore: turn.failure?.retryAt ?? 0,
  };
}
