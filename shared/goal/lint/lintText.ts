import { EVIDENCE_LINE, PLACES_LINE, parseGoalText, type TextFinding } from '../textForm/parseGoalText';
import { type Lint, lint } from './lint';

export interface TextLint extends Lint {
  /** What of the text has no place in a contract, and what became of it. */
  readonly unplaced: readonly TextFinding[];
}

/**
 * Lints a goal's text, `/goal …`. A text names its evidence and its boundaries in words, where a contract has commands and paths: it
 * is held to naming them. It is not held to a budget, for which its template has no place.
 */
export function lintText(text: string): TextLint {
  const { contract, findings } = parseGoalText(text);
  const words = { evidence: lineOf(contract.objective, EVIDENCE_LINE), boundaries: lineOf(contract.objective, PLACES_LINE) };
  return { ...lint(contract, words), unplaced: findings };
}

function lineOf(objective: string, lead: string): string {
  const line = objective.split('\n').find((one) => one.startsWith(lead));
  return line === undefined ? '' : line.slice(lead.length).trim();
}
