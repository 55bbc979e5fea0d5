import type { Iteration } from '../../thread/goalState';
import type { ThreadState } from '../../thread/state';
import { counted, t } from '../../words/t';

/** One turn as it can be chosen for comparing. */
export interface IterationTab {
  readonly turn: string;
  /** `3`, `4 running`. */
  readonly label: string;
  /** `Turn 3, 2 files, refused`. */
  readonly words: string;
}

export function iterationTabs(state: ThreadState): readonly IterationTab[] {
  return (state.goal?.iterations ?? []).map((iteration) => ({
    turn: iteration.turn,
    label: iteration.ended === null ? t`${iteration.n} running` : `${iteration.n}`,
    words: [t`Turn ${iteration.n}`, filesWords(iteration), verdictWords(iteration, state)].filter(Boolean).join(', '),
  }));
}

function filesWords({ changed }: Iteration): string {
  return changed.length === 0 ? t`no file changed` : counted(changed.length, 'file', 'files');
}

/** What its claim came to, or else the last results of its checks, or else how it ended. */
function verdictWords({ claims, evidence, ended }: Iteration, state: ThreadState): string {
  const claim = claims.at(-1);
  if (claim !== undefined) return CLAIMS[claim];
  const own = new Set(evidence);
  const last = new Map(state.evidence.filter((row) => own.has(row.id)).map((row) => [row.check, row.verdict.verdict]));
  if (last.size > 0) return [...last].map(([check, verdict]) => `${check} ${verdict}`).join(', ');
  return ended === null ? t`running` : t`no check ran`;
}

const CLAIMS = { refused: t`claim refused`, opened: t`claim proven`, held: t`claim held: protected files` } as const;
