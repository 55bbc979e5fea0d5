import type { Instant } from '../../kernel/ids';
import type { EventData } from '../events';
import { NOT_ASKED, type ReviewProgress } from '../review/progress';
import type { ThreadState } from '../state';
import { troubleMs } from '../trouble';

function withReview(state: ThreadState, change: (review: ReviewProgress) => ReviewProgress): ThreadState {
  const { verification } = state;
  if (!verification?.running) return state;
  const { running } = verification;
  return { ...state, verification: { ...verification, running: { ...running, review: change(running.review ?? NOT_ASKED) } } };
}

export function reviewAsked(state: ThreadState, data: EventData<'review.asked'>, at: Instant): ThreadState {
  const { request: id, attempt, model, inputEstimate, inputUsd, notShown } = data;
  const request = { id, attempt, startedAt: at, model, inputEstimate, inputUsd, notShown };
  return withReview(state, (review) => ({ ...review, request }));
}

export function reviewFailed(state: ThreadState, data: EventData<'review.failed'>, at: Instant): ThreadState {
  const { error, attempt, retryAt } = data;
  return withReview(state, (review) => ({
    request: null,
    failure: {
      error,
      attempts: attempt,
      troubleMs: troubleMs(review, at),
      pauseMs: (retryAt ?? at) - at,
      retryAt: retryAt ?? at,
    },
    refusals: review.refusals + (error.kind === 'context_full' ? 1 : 0),
    unusable: review.unusable + (data.unusable ? 1 : 0),
  }));
}
