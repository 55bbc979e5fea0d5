import { type LimitName, meters } from '../budget/limits';
import { contractChecks } from '../goal/contract';
import type { EventData, EventType, RecordedEvent } from '../thread/events';
import type { GoalState } from '../thread/goalState';
import { wakesAt } from '../thread/quota';
import type { ThreadState } from '../thread/state';
import { t } from '../words/t';
import { evidenceFigure, shortVerdict } from './checkFigure';
import type { InboxAsk, Words } from './inboxAsk';
import { limitText } from './limitText';
import { limitAmount } from './spend';

/** Turns' worth of budget that the inbox suggests: enough to go on, little enough to be asked again. */
const SUGGESTED_TURNS = 3;

/** What a status itself waits for, whether or not a question stands beside it. */
export function standingAsk(
  state: ThreadState,
  goal: GoalState,
  events: readonly RecordedEvent[],
): { readonly lead: string; readonly ask: InboxAsk } | undefined {
  switch (goal.status) {
    case 'blocked':
      return blockedAsk(state, goal, events);
    case 'budget_limited':
      return budgetAsk(goal);
    case 'usage_limited':
      return usageAsk(goal, events);
    default:
      return undefined;
  }
}

/**
 * Whether these events, a thread's last ones, hold what its row tells: what was said when the goal stopped. The state does not keep it,
 * and nothing else of the row is in older events.
 */
export function holdsStanding(state: ThreadState, events: readonly RecordedEvent[]): boolean {
  const said = state.goal && SAID[state.goal.status];
  return said === undefined || said === null || events.some((event) => event.type === said);
}

const SAID: Readonly<Partial<Record<GoalState['status'], EventType>>> = {
  blocked: 'goal.blocked',
  usage_limited: 'goal.limited',
};

function blockedAsk(state: ThreadState, goal: GoalState, events: readonly RecordedEvent[]) {
  const dossier = last(events, 'goal.blocked')?.dossier ?? null;
  const lead = dossier && dossier.blocker !== '' ? sentence(dossier.blocker) : t`The goal is blocked.`;
  return {
    lead,
    ask: { kind: 'blocked', dossier, cited: cited(state, goal, dossier?.evidence ?? []), needs: goal.needs } as const,
  };
}

function cited(state: ThreadState, goal: GoalState, ids: readonly string[]): readonly string[] {
  const checks = new Map(contractChecks(goal.contract).map(({ check }) => [check.id, check]));
  return ids.map((id) => {
    const row = state.evidence.find((evidence) => evidence.id === id);
    const check = row && checks.get(row.check);
    return row ? `${id} ${row.check} ${check ? evidenceFigure(check, row) : shortVerdict(row.verdict)}` : id;
  });
}

function budgetAsk(goal: GoalState) {
  const used = meters(goal.contract.budget, goal.usage).find((meter) => meter.used >= meter.max);
  if (!used) return { lead: t`The budget was used up; it has room again.`, ask: roomAgain(goal) };
  const perTurn = goal.usage.turns > 0 ? used.used / goal.usage.turns : null;
  const extension = { ...used, perTurn, suggested: suggestion(used.limit, used.max, perTurn), budget: goal.contract.budget };
  const lead = t`The ${LIMIT_WORDS[used.limit]} budget is used up: ${limitAmount(used.limit, used.used)} of ${limitText(used.limit, used.max)}.`;
  return { lead, ask: { kind: 'budget', extension, words: lastWords(goal) } as const };
}

/** A raised limit that nobody resumed on yet: nothing has to be added, only the goal goes on. */
function roomAgain(goal: GoalState): InboxAsk {
  const nearest = meters(goal.contract.budget, goal.usage)[0] ?? { limit: 'turns' as const, used: goal.usage.turns, max: 0 };
  return {
    kind: 'budget',
    extension: { ...nearest, suggested: 0, perTurn: null, budget: goal.contract.budget },
    words: lastWords(goal),
  };
}

function usageAsk(goal: GoalState, events: readonly RecordedEvent[]) {
  const limited = last(events, 'goal.limited');
  const byProvider = limited?.by === 'provider' ? limited : undefined;
  const ask = { kind: 'usage', message: byProvider?.message ?? '', resetAt: byProvider?.resetAt ?? null } as const;
  const then =
    wakesAt(goal) === null ? t`Resume the goal when it is renewed.` : t`The goal goes on by itself when it is renewed.`;
  return { lead: t`The provider’s quota is used up. ${then}`, ask };
}

function lastWords(goal: GoalState): Words | null {
  return goal.iterations.findLast((iteration) => iteration.words)?.words ?? null;
}

/** A few turns at the pace so far, rounded to two figures; a third of the limit where there is no pace yet. */
function suggestion(limit: LimitName, max: number, perTurn: number | null): number {
  if (limit === 'turns') return SUGGESTED_TURNS;
  const wanted = perTurn === null ? max / 3 : perTurn * SUGGESTED_TURNS;
  const step = 10 ** (Math.floor(Math.log10(Math.max(wanted, 1))) - 1);
  const rounded = Math.ceil(wanted / step) * step;
  return limit === 'usd' ? Number(rounded.toFixed(2)) : Math.max(1, Math.round(rounded));
}

const LIMIT_WORDS: Readonly<Record<LimitName, string>> = { tokens: t`token`, usd: t`money`, minutes: t`time`, turns: t`turn` };

function sentence(text: string): string {
  const trimmed = text.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?…]$/.test(trimmed) ? '' : '.'}`;
}

function last<T extends EventType>(events: readonly RecordedEvent[], type: T): EventData<T> | undefined {
  return events.findLast((event) => event.type === type)?.data as EventData<T> | undefined;
}
