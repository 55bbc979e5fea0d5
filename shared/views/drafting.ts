import { addActiveTime, type Usage } from '../budget/usage';
import { activeMs } from '../thread/activeTime';
import type { RecordedEvent } from '../thread/events';
import { isOver } from '../thread/over';
import { lastPlanIn } from '../thread/plan';
import type { ThreadState } from '../thread/state';
import { t } from '../words/t';

/** Where the agent's draft of a contract stands, as the form shows it. */
export type Drafting =
  | { readonly kind: 'none' }
  /** Asked for, and not begun: another turn has the place, or the goal's budget is used up. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly since: number; readonly doing: string }
  | { readonly kind: 'cut'; readonly reason: string }
  /** It answered in words alone, which say what it needs to know. */
  | { readonly kind: 'answered'; readonly words: string };

/** Of the thread's present draft; a proposal stands in the state. `writing` is that its arguments are coming in. */
export function draftingOf(state: ThreadState, events: readonly RecordedEvent[], writing: boolean): Drafting {
  const { turn, lastTurn, mode } = state;
  if (turn?.kind === 'draft') return { kind: 'running', since: turn.startedAt, doing: doingOf(turn, writing) };
  if (mode !== 'draft') return { kind: 'none' };
  if (state.inputs.length > 0) return { kind: 'waiting' };
  if (lastTurn?.kind !== 'draft' || lastTurn.reason === 'proposed') return { kind: 'none' };
  if (lastTurn.interrupted || lastTurn.reason !== 'no_more_calls')
    return { kind: 'cut', reason: REASONS[lastTurn.reason] ?? lastTurn.reason };
  return { kind: 'answered', words: lastPlanIn(events) ?? '' };
}

const REASONS: Readonly<Record<string, string>> = {
  interrupt: t`stopped by you`,
  budget_reached: t`the budget of this draft is used up`,
  draft_too_long: t`it only looked, and proposed nothing`,
  no_price: t`the model has no price, and the draft a limit of money`,
};

function doingOf(turn: NonNullable<ThreadState['turn']>, writing: boolean): string {
  if (writing) return t`Writes the contract`;
  if (turn.failure) return t`Asks the model again soon`;
  return turn.calls.length > 0 ? t`Reads the workspace` : t`Asks the model`;
}

/** What drafting and planning have spent so far on what becomes, or is, this thread's goal. */
export function spentOnDraft(state: ThreadState, now: number): Usage {
  const usage = isOver(state) ? state.unclaimed : (state.goal?.usage ?? state.unclaimed);
  return state.turn ? addActiveTime(usage, activeMs(state.turn, now)) : usage;
}
