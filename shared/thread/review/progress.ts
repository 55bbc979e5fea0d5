import type { ReviewCheck } from '../../goal/reviewCheck';
import type { EvidenceId, Instant, RequestId } from '../../kernel/ids';
import type { ModelRef } from '../../provider/model';
import type { Trouble } from '../trouble';

/** How far the review that a verification runs has come; kept in the state so that its pauses and its charge survive a restart. */
export interface ReviewProgress {
  readonly request: {
    readonly id: RequestId;
    readonly attempt: number;
    readonly startedAt: Instant;
    readonly model: string;
    readonly inputEstimate: number;
    /** What its input costs by estimate; null without a price. */
    readonly inputUsd: number | null;
    /** What the reviewer is not shown, in sentences. */
    readonly notShown: readonly string[];
  } | null;
  readonly failure: Trouble | null;
  /** How often the server called it too long: each time half of it is left out. */
  readonly refusals: number;
  /** Answers that could not be read. */
  readonly unusable: number;
}

export const NOT_ASKED: ReviewProgress = { request: null, failure: null, refusals: 0, unusable: 0 };

/** The request that a review owes: the same value before it is asked and while it is. */
export function nextReview(
  evidence: EvidenceId,
  progress: ReviewProgress = NOT_ASKED,
): { readonly request: RequestId; readonly attempt: number; readonly notBefore: Instant } {
  const attempt = progress.request?.attempt ?? (progress.failure?.attempts ?? 0) + 1;
  return { request: `${evidence}a${attempt}`, attempt, notBefore: progress.failure?.retryAt ?? 0 };
}

/** Who reviews: the thread's own model, or the one that the check names, on the same server. A script is its own reviewer. */
export function reviewerOf(model: ModelRef, check: ReviewCheck): ModelRef {
  return model.api === 'scripted' || check.model === undefined ? model : { ...model, model: check.model };
}

/** A review that only waits for its next try spends nothing. */
export function reviewPauses({ verification }: { readonly verification: { readonly running: Running | null } | null }): boolean {
  const review = verification?.running?.review;
  return review !== undefined && review.failure !== null && review.request === null;
}

interface Running {
  readonly review?: ReviewProgress;
}
