import type { CheckReport } from '../../evidence/record';
import { judgeCriteria, parseReviewerAnswer, reviewText, reviewVerdict } from '../../evidence/review';
import type { ReviewCheck } from '../../goal/reviewCheck';
import type { Instant } from '../../kernel/ids';
import { err, type Result } from '../../kernel/result';
import type { ProviderError, TranscriptItem } from '../../provider/model';
import { activeMs } from '../activeTime';
import type { Command } from '../commands';
import { nextReview, type ReviewProgress } from '../review/progress';
import { citableBy, REVIEW_TOOL } from '../review/request';
import type { ThreadState } from '../state';
import { troubleMs } from '../trouble';
import { type Decided, Decision, refuse } from './decision';
import { blockForPrice, giveUp } from './giveUp';
import { checkById } from './goal';
import { abandonVerification } from './interrupt';
import { stopAtLimit, usedUp } from './request';
import { retryTime } from './retry';
import { finishTurn } from './turnEnd';
import { recordEvidence } from './verification';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** A reviewer that answers in no form that can be read, asked so often, will not. */
const UNUSABLE_ANSWERS = 3;

/** A review that still does not fit at an eighth never will. */
const SIZE_REFUSALS = 3;

/** The review that runs now, with what has come of it. */
interface Running {
  readonly verification: string;
  readonly check: ReviewCheck;
  readonly evidence: string;
  readonly progress: ReviewProgress | undefined;
}

function runningReview({ goal, verification }: ThreadState): Running | undefined {
  const running = verification?.running;
  const check = goal && running ? checkById(goal.contract, running.check) : undefined;
  if (!verification || !running || check?.kind !== 'review') return undefined;
  return { verification: verification.id, check, evidence: running.evidence, progress: running.review };
}

/** Budgets are looked at before a reviewer is asked, as before every request: at the limit nobody is asked, and the turn ends. */
export function startReview(state: ThreadState, order: Order<'review.start'>, at: Instant): Decided {
  const running = runningReview(state);
  const due = running && nextReview(running.evidence, running.progress);
  if (!running || running.progress?.request || due?.request !== order.request) return notOwed();
  const decision = new Decision(state, at);
  if (usedUp(state, state.turn ? activeMs(state.turn, at) : 0)) stopForBudget(decision);
  else if (order.inputUsd === null && decision.goal.contract.budget.usd !== undefined) stopForPrice(decision, order.model);
  else {
    const { verification, evidence } = running;
    const { request, model, inputEstimate, inputUsd, notShown } = order;
    const data = {
      verification,
      check: running.check.id,
      evidence,
      request,
      attempt: due.attempt,
      model,
      inputEstimate,
      inputUsd,
    };
    decision.add('review.asked', { ...data, notShown: [...notShown] });
  }
  return decision.done();
}

function stopForBudget(decision: Decision): void {
  abandonVerification(decision, 'the budget is used up, so the reviewer was not asked');
  finishTurn(decision, 'budget_reached');
}

function stopForPrice(decision: Decision, model: string): void {
  abandonVerification(decision, `${model} has no price, so the reviewer was not asked`);
  if (decision.state.goal?.status === 'active') blockForPrice(decision, model);
}

/** The reviewer's answer: charged, judged, and recorded as evidence. One that cannot be read is asked for again. */
export function finishReview(state: ThreadState, order: Order<'review.finish'>, at: Instant): Decided {
  const running = runningReview(state);
  const asked = running?.progress?.request;
  if (!running || asked?.id !== order.request) return notOwed();
  const answers = answersIn(order.items);
  if (!answers.ok) {
    const { request, tokens, usd, estimated } = order;
    const error = { kind: 'cut' as const, message: `The answer is no review: ${answers.error}.` };
    return failed(state, running, { request, error, tokens, usd, estimated, jitter: 0, unusable: true }, at);
  }
  const decision = new Decision(state, at);
  charge(decision, order);
  const criteria = judgeCriteria(running.check.rubric, answers.value, citableBy(state));
  const record = { model: asked.model, criteria: [...criteria], notShown: [...asked.notShown] };
  const report = { verdict: reviewVerdict(criteria), review: record, excerpt: reviewText(criteria, asked.notShown) };
  conclude(decision, reportOf(state, asked, report, at));
  return decision.done();
}

export function failReview(state: ThreadState, order: Order<'review.fail'>, at: Instant): Decided {
  const running = runningReview(state);
  if (!running || running.progress?.request?.id !== order.request) return notOwed();
  return failed(state, running, { ...order, unusable: false }, at);
}

interface Failure extends Omit<Order<'review.fail'>, 'type'> {
  readonly unusable: boolean;
}

/** A failure is retried like every request's. What asking again will not mend is broken evidence, or stops the goal as a provider's fault does. */
function failed(state: ThreadState, running: Running, failure: Failure, at: Instant): Decided {
  const { check, verification, progress } = running;
  const asked = progress?.request;
  if (!asked) return notOwed();
  const { request, unusable, jitter } = failure;
  const error = { ...failure.error, message: `The reviewer for ${check.id} (${asked.model}): ${failure.error.message}` };
  const history = { error, attempts: asked.attempt, troubleMs: troubleMs(progress, at), jitter };
  const retryAt = reviewRetry(progress, history, unusable, at);
  const decision = new Decision(state, at);
  decision.add('review.failed', { verification, check: check.id, request, attempt: asked.attempt, error, unusable, retryAt });
  if (failure.tokens) charge(decision, { ...failure, tokens: failure.tokens });
  if (retryAt !== null) {
    if (usedUp(decision.state, 0)) stopForBudget(decision);
  } else if (unusable || error.kind === 'context_full') {
    const verdict = { verdict: 'broken' as const, reason: 'review' as const, message: error.message };
    conclude(decision, reportOf(state, asked, { verdict, excerpt: error.message }, at));
  } else giveUp(decision, history);
  return decision.done();
}

/** What the review cost may have used up the budget: then nothing else of the turn begins. Another review looks at it by itself. */
function conclude(decision: Decision, report: CheckReport): void {
  recordEvidence(decision, report);
  if (!decision.state.verification) stopAtLimit(decision);
}

function reviewRetry(
  progress: ReviewProgress,
  history: { readonly error: ProviderError; readonly attempts: number; readonly troubleMs: number; readonly jitter: number },
  unusable: boolean,
  at: Instant,
): Instant | null {
  if (unusable) return progress.unusable + 1 < UNUSABLE_ANSWERS ? at : null;
  if (history.error.kind === 'context_full') return progress.refusals < SIZE_REFUSALS ? at : null;
  return retryTime({ ...history, answeredBefore: true }, at);
}

/** The tool's arguments, or the JSON in what was said. */
function answersIn(items: readonly TranscriptItem[]): ReturnType<typeof parseReviewerAnswer> {
  const called = items.find((item) => item.type === 'tool_call' && item.name === REVIEW_TOOL);
  if (called?.type === 'tool_call') return parseReviewerAnswer(called.arguments);
  const said = items.flatMap((item) => (item.type === 'message' && item.role === 'assistant' ? [item.text] : [])).join('\n');
  const none: Result<never, string> = err('it says nothing');
  return said.trim() === '' ? none : parseReviewerAnswer(said);
}

type Asked = NonNullable<ReviewProgress['request']>;

/** A review runs no command: what it rests on is the checkpoint, the contract and the evidence. */
function reportOf(
  { verification }: ThreadState,
  asked: Asked,
  report: Pick<CheckReport, 'verdict' | 'review' | 'excerpt'>,
  at: Instant,
): CheckReport {
  return {
    ...report,
    command: `review by ${asked.model}`,
    sandbox: 'unused',
    environment: verification?.checkpoint?.environment ?? '',
    startedAt: asked.startedAt,
    durationMs: at - asked.startedAt,
    runs: [],
    undone: [],
  };
}

function charge(decision: Decision, paid: Pick<Order<'review.finish'>, 'request' | 'tokens' | 'usd' | 'estimated'>): void {
  const { request, tokens, usd, estimated } = paid;
  const turn = decision.state.turn?.id ?? '';
  decision.add('usage.charged', { request, turn, tokens, usd, estimated, purpose: 'review' });
}

function notOwed(): Decided {
  return refuse('not_owed', 'The review is no longer asked for.');
}
