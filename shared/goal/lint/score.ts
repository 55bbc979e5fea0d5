import { LINT_PARTS, type LintFinding, type LintPart, type Severity } from './finding';

export type Verdict = 'weak' | 'workable' | 'strong';

/** Points out of 100, for the whole and for each part. */
export interface LintScore {
  readonly whole: number;
  readonly parts: Readonly<Record<LintPart, number>>;
}

/** What a finding takes from its part: one major one makes a part weak, one minor one keeps it from being strong, a note does not. */
const COST: Readonly<Record<Severity, number>> = { major: 45, minor: 20, note: 5 };

/** Rules that say of a part that it is not there at all: nothing is left to score. */
const ABSENT = new Set(['no-check', 'no-constraint', 'boundaries-empty', 'iteration-empty', 'blocked-empty', 'budget-none']);

/** How much a part counts for the whole, in percent: what is to be true and what proves it make more than half of a goal. */
const WEIGHT: Readonly<Record<LintPart, number>> = {
  outcome: 25,
  verification: 30,
  constraints: 12,
  boundaries: 12,
  iteration: 6,
  blocked: 8,
  budget: 7,
};

const STRONG_FROM = 90;
const WORKABLE_FROM = 60;

/** Without these two, nothing can tell when the goal is reached: such a goal is weak, however good the rest is. */
const DECISIVE: readonly LintPart[] = ['outcome', 'verification'];

export function scoreOf(findings: readonly LintFinding[]): LintScore {
  const parts = Object.fromEntries(LINT_PARTS.map((part) => [part, partScore(findings, part)])) as Record<LintPart, number>;
  const sum = LINT_PARTS.reduce((total, part) => total + parts[part] * WEIGHT[part], 0);
  return { whole: Math.min(Math.round(sum / 100), ceiling(findings)), parts };
}

function partScore(findings: readonly LintFinding[], part: LintPart): number {
  const own = findings.filter((finding) => finding.part === part);
  const cost = own.reduce((total, { rule, severity }) => total + (ABSENT.has(rule) ? 100 : COST[severity]), 0);
  return Math.max(0, 100 - cost);
}

/** A whole with more than notes against it is not strong; with something major in what decides it, it is weak. */
function ceiling(findings: readonly LintFinding[]): number {
  if (findings.some(({ part, severity }) => severity === 'major' && DECISIVE.includes(part))) return WORKABLE_FROM - 1;
  return findings.some(({ severity }) => severity !== 'note') ? STRONG_FROM - 1 : 100;
}

/** The word for a score: of a part, or of the whole. */
export function verdictOf(score: number): Verdict {
  if (score >= STRONG_FROM) return 'strong';
  return score >= WORKABLE_FROM ? 'workable' : 'weak';
}
