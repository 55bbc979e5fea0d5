import { ANSWER_WORDS } from '../evidence/review';
import type { CriterionAnswer, JudgedCriterion } from '../evidence/reviewRecord';
import type { Mark, Shape } from './shape';

/** One criterion of a review: how it was answered, what it rests on, and why. */
export interface CriterionRow {
  readonly criterion: string;
  readonly mark: Mark;
  /** `e3, c7`; empty where nothing was cited. */
  readonly cited: string;
  readonly why: string;
}

const SHAPES: Readonly<Record<CriterionAnswer, Shape>> = { met: 'pass', not_met: 'failed', cannot_tell: 'draft' };

export function criterionRow({ criterion, answer, evidence, why }: JudgedCriterion): CriterionRow {
  return { criterion, mark: { shape: SHAPES[answer], word: ANSWER_WORDS[answer] }, cited: evidence.join(', '), why };
}
