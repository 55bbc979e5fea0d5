import { createContext, useContext } from 'react';
import type { LintFinding, LintPart } from '../../../shared/goal/lint/finding';
import { type Verdict, verdictOf } from '../../../shared/goal/lint/score';
import type { FormLint } from './useLint';

export const LintContext = createContext<FormLint | null>(null);

/** What lint says of one part, and what can be done about it. */
export interface Advice {
  readonly findings: readonly LintFinding[];
  /** Null while nothing has been written. */
  readonly standing: { readonly score: number; readonly verdict: Verdict } | null;
  /** Takes a rewrite over. */
  readonly use: (finding: LintFinding) => void;
  /** Takes the last one back, where it was this part's. */
  readonly undo: (() => void) | undefined;
}

export function useAdvice(part: LintPart): Advice {
  const known = useContext(LintContext);
  if (!known) throw new Error('a part outside the goal form');
  const score = known.lint?.score.parts[part];
  return {
    findings: known.lint?.findings.filter((finding) => finding.part === part) ?? [],
    standing: score === undefined ? null : { score, verdict: verdictOf(score) },
    use: known.use,
    undo: known.takenOver === part ? known.undo : undefined,
  };
}
