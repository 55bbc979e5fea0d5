import type { Instant } from '../../kernel/ids';
import { wakesAt } from '../quota';
import type { ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';

/** The one way in which a limited goal goes on by itself: its provider's quota is renewed by now, and its contract lets it. */
export function resetUsage(state: ThreadState, at: Instant): Decided {
  const due = state.goal && wakesAt(state.goal);
  if (due === null || at < due) return refuse('not_owed', 'The goal does not wait for a quota, or it is not renewed yet.');
  return new Decision(state, at).add('goal.resumed', { by: 'app', reason: 'usage_reset' }).done();
}
