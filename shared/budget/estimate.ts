import type { Usage } from './usage';

/** A goal that was completed, with what all of it has cost. */
export interface FinishedGoal {
  readonly thread: string;
  /** Git's common folder of its repository: the same for all of its worktrees. */
  readonly repository: string;
  /** Null for the embedded agent of the samples, which asks no model and so says nothing of what one costs. */
  readonly model: string | null;
  readonly usage: Usage;
  readonly endedAt: number;
}

/** How near the goals that an estimate rests on are to the one it is for. */
export type EstimateScope = 'workspace_and_model' | 'workspace' | 'model' | 'all';

export interface Likely {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Goals whose figure was known. */
  readonly goals: number;
  /** Whether `low` to `high` is the middle half of these goals, and not all of them. */
  readonly middleHalf: boolean;
}

export interface Estimate {
  readonly scope: EstimateScope;
  readonly goals: number;
  readonly tokens: Likely | null;
  /** Of goals all of whose tokens had a price. */
  readonly usd: Likely | null;
  readonly minutes: Likely | null;
  readonly turns: Likely | null;
}

/** With fewer, one odd goal decides: the next wider circle is asked. */
const LEAST_GOALS = 3;

/** From so many on a middle half leaves out the odd ones; of fewer all are shown. */
const HALVED_FROM = 5;

const MS_PER_MINUTE = 60_000;

/**
 * What a goal here is likely to cost, from what finished ones did: those of the same repository and model, where there are three,
 * otherwise of the repository, of the model, or all. Null where nothing was ever finished by a model: nothing is made up.
 */
export function estimateFrom(
  goals: readonly FinishedGoal[],
  at: { readonly repository: string | null; readonly model: string },
): Estimate | null {
  const asked = goals.filter((goal) => goal.model !== null);
  const here = (goal: FinishedGoal) => goal.repository === at.repository;
  const same = (goal: FinishedGoal) => goal.model === at.model;
  const circles: readonly (readonly [EstimateScope, readonly FinishedGoal[]])[] = [
    ['workspace_and_model', asked.filter((goal) => here(goal) && same(goal))],
    ['workspace', asked.filter(here)],
    ['model', asked.filter(same)],
    ['all', asked],
  ];
  const [scope, chosen] = circles.find(([, circle]) => circle.length >= LEAST_GOALS) ??
    circles.findLast(([, circle]) => circle.length > 0) ?? ['all', []];
  if (chosen.length === 0) return null;
  return {
    scope,
    goals: chosen.length,
    tokens: likely(chosen.map(({ usage }) => usage.charged)),
    usd: likely(chosen.flatMap(({ usage }) => (usage.usd === null || usage.unpriced > 0 ? [] : [usage.usd]))),
    minutes: likely(chosen.map(({ usage }) => usage.activeMs / MS_PER_MINUTE)),
    turns: likely(chosen.map(({ usage }) => usage.turns)),
  };
}

function likely(values: readonly number[]): Likely | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middleHalf = values.length >= HALVED_FROM;
  const [from, to] = middleHalf ? [0.25, 0.75] : [0, 1];
  const [low, high] = [quantile(sorted, from), quantile(sorted, to)];
  return { median: quantile(sorted, 0.5), low, high, goals: values.length, middleHalf };
}

/** Between the two nearest, by their distance (Hyndman and Fan's type 7). */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/** A figure as somebody would set it as a limit: its two leading digits, rounded up. */
export function roundLimit(value: number): number {
  if (value <= 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(Number((value / step).toPrecision(12))) * step).toPrecision(12));
}
