import { formatPath } from '../findings';
import { type LintFinding, partOf, type Rule } from './finding';
import { readSubject } from './readSubject';
import { RULES } from './registry';
import { rewriteText } from './rewriteText';
import { type LintScore, scoreOf, type Verdict, verdictOf } from './score';
import type { LintSubject, TextWords } from './subject';
import { textRewrite } from './textRewrite';

/** How well a goal can be judged and guarded. It advises: nothing is refused for it. */
export interface Lint {
  readonly verdict: Verdict;
  readonly score: LintScore;
  readonly findings: readonly LintFinding[];
}

/**
 * Lints a contract, or a document on its way to one: what does not parse is told by `contractProblems`, and reads as empty here.
 * `words` are what a text says where a contract has values; without them the document is judged as a contract. Never throws.
 */
export function lint(document: unknown, words: TextWords | null = null): Lint {
  const goal = readSubject(document, words);
  const findings = RULES.flatMap((rule) => findingsOf(rule, goal));
  const score = scoreOf(findings);
  return { verdict: verdictOf(score.whole), score, findings };
}

function findingsOf({ id, severity, look }: Rule, goal: LintSubject): readonly LintFinding[] {
  return look(goal).map(({ path, message, edits }) => ({
    rule: id,
    severity,
    part: partOf(path),
    path: formatPath(path),
    message,
    rewrite: goal.words ? textRewrite(edits) : rewriteText(edits),
    edits,
  }));
}
