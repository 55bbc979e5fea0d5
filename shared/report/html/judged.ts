import type { Evidence } from '../../evidence/record';
import { ANSWER_WORDS } from '../../evidence/review';
import type { CriterionAnswer, JudgedCriterion } from '../../evidence/reviewRecord';
import { type Html, html, status, table } from './text';

/** What no command judged: a reviewer's answer to each criterion with what it cites, or who looked and what they noted. */
export function judgedPart({ review, looked }: Evidence): Html {
  if (looked) return html`<p>${looked.name} looked${looked.note !== '' && html`: <span class="said">${looked.note}</span>`}</p>`;
  if (!review) return html``;
  const unseen = review.notShown.map((words) => html`<p class="quiet">${words}</p>`);
  return html`<p class="quiet">Reviewer: ${review.model}. It saw the change and the evidence, and not the conversation.</p>
${table(['Criterion', 'Answer', 'Cites', 'Why, in the reviewer’s words'], review.criteria.map(criterionCells))}${unseen}`;
}

const TONES: Readonly<Record<CriterionAnswer, 'good' | 'bad' | 'quiet'>> = { met: 'good', not_met: 'bad', cannot_tell: 'quiet' };

function criterionCells({ criterion, answer, evidence, why }: JudgedCriterion): readonly (string | Html)[] {
  return [criterion, status(TONES[answer], ANSWER_WORDS[answer]), cited(evidence), html`<span class="said">${why}</span>`];
}

function cited(ids: readonly string[]): Html {
  return html`${ids.length === 0 ? 'nothing' : ids.join(', ')}`;
}
