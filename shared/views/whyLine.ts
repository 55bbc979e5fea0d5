import { reachedLimit } from '../budget/limits';
import { policy } from '../continuation/policy';
import type { WaitUntil } from '../thread/events';
import { wakesAt } from '../thread/quota';
import type { PendingCall, ThreadState } from '../thread/state';
import { clock } from './format';
import { type QueuePlace, queueWords } from './queue';
import type { Shape } from './shape';

/** Why the goal goes on or not, in one line: `Waits` `for check p95, 0:21.` `Then your message goes first.` `wait: check_pending`. */
export interface WhyLine {
  readonly shape: Shape;
  readonly lead: string;
  readonly rest: string;
  readonly after: string;
  readonly reason: string;
}

/** What only the window knows: the time, how a check's time went so far, and how an instant reads on this machine's clock. */
export interface WhyTimes {
  readonly now: number;
  readonly checkSince: number | null;
  readonly clockTime: (at: number) => string;
  /** The place in the line that the thread waits in, which no state knows. */
  readonly queued?: QueuePlace | undefined;
}

type Said = Pick<WhyLine, 'shape' | 'lead' | 'rest'>;

/** The policy's answer in words; every reason it can give has its sentence here, and one it does not know is shown by name. */
export function whyLine(state: ThreadState, times: WhyTimes): WhyLine {
  const { next, reason } = policy(state);
  if (times.queued !== undefined) return queuedLine(state, times.queued);
  const said = sentence(state, reason, times) ?? { shape: SHAPES[next], lead: LEADS[next], rest: `${reason}.` };
  return { ...said, after: afterwards(state, next), reason: `${next.replace('_', ' ')}: ${reason}` };
}

/** The policy has said that it goes on; only its turn has not come yet. */
function queuedLine(state: ThreadState, queued: QueuePlace): WhyLine {
  const said = say('running', 'Waits', `${queueWords(queued)}.`);
  return { ...said, after: afterwards(state, 'wait'), reason: `wait: ${queued.line}_queue` };
}

const SHAPES = {
  continue: 'active',
  verify: 'running',
  wrap_up: 'limited',
  wait: 'running',
  ask: 'asks',
  stop: 'draft',
} as const;
const LEADS = {
  continue: 'Goes on:',
  verify: 'Verifies:',
  wrap_up: 'Wraps up:',
  wait: 'Waits:',
  ask: 'Asks:',
  stop: 'Stopped:',
} as const;

function sentence(state: ThreadState, reason: string, times: WhyTimes): Said | undefined {
  if (reason.startsWith('retry_')) return retrying(state, times);
  const limit = LIMITS[reason];
  if (limit !== undefined) return budget(state, limit);
  if (reason.startsWith('provider_') && reason !== 'provider_quota') return provider(reason);
  return SENTENCES[reason]?.(state, times);
}

const say = (shape: Shape, lead: string, rest: string): Said => ({ shape, lead, rest });

/** Every reason of `continuation/policy` and of the marks and turn ends that it passes on. */
const SENTENCES: Readonly<Record<string, (state: ThreadState, times: WhyTimes) => Said>> = {
  no_goal: () => say('draft', 'Idle.', 'This thread has no goal.'),
  not_activated: () => say('draft', 'Draft.', 'Nothing is spent before you activate.'),
  baseline: (state, times) => say('running', 'Takes the baseline:', checking(state, times)),
  baseline_flagged: () => say('asks', 'Asks you', 'what to do about the baseline. Nothing is spent before that.'),
  paused: (state, times) => paused(state, times),
  internal_error: (state) => say('failed', 'Stopped by a fault of the app:', faultOf(state)),
  claim: (state, times) => say('running', 'Verifies the claim:', checking(state, times)),
  protected_restoring: () => say('running', 'Waits', 'until the protected files are put back.'),
  reverting: () => say('running', 'Waits', 'until your files are put back.'),
  protected_changed: () => say('asks', 'Asks you', 'whether the change to protected files stands. The gate holds.'),
  human_check: (state) => say('asks', 'Asks you', `to look at ${looksAsked(state)}. Every check that the app runs passes.`),
  acceptance: () => say('asks', 'Asks you', 'to accept the result. Every check passes.'),
  check_pending: (state, times) => say('running', 'Waits', `for ${checking(state, times)}`),
  permission: (state, times) => say('asks', 'Asks you', permissionAsked(state, times)),
  question_open: (state, times) =>
    say('asks', 'Asks you', `${askedSince(state, times)}. The agent goes on once you have answered.`),
  user_input: () => say('active', 'Goes on', 'with your message.'),
  plan_mode: () => say('paused', 'Plan mode:', 'a message starts a turn that only looks. Nothing goes on by itself.'),
  budget_used_up: () => say('limited', 'Limited:', 'planning has used up the budget of this draft. Raise it to plan on.'),
  draft_mode: () => say('draft', 'Drafting:', 'a message asks for a contract. Nothing goes on by itself.'),
  plan_only: () => say('paused', 'Stopped:', 'the last turn only planned. A message goes on.'),
  no_tool_call: () => say('paused', 'Stopped:', 'the last turn called no tool. A message, or resume, goes on.'),
  goal_activated: () => say('active', 'Goes on:', 'the goal is active.'),
  turn_finished: () => say('active', 'Goes on:', 'the turn has finished and nothing is pending.'),
  turn_interrupted: () => say('active', 'Goes on', 'after the interrupted turn.'),
  goal_edited: () => say('active', 'Goes on', 'under the edited contract.'),
  protected_restored: () => say('active', 'Goes on:', 'the protected files are put back.'),
  protected_returned: () => say('active', 'Goes on', 'with your note on the protected files.'),
  sent_back: () => say('active', 'Goes on:', 'you did not accept the result.'),
  answered: () => say('active', 'Goes on', 'with your answer.'),
  resumed: () => say('active', 'Goes on:', 'the goal was resumed.'),
  wrap_up_asked: () => say('limited', 'Wraps up', 'as you asked: one short turn without tools, then it is paused.'),
  budget_extended: () => say('active', 'Goes on:', 'the budget was extended.'),
  usage_reset: () => say('active', 'Goes on:', 'the provider’s quota is renewed.'),
  reopened: () => say('active', 'Goes on:', 'the goal was reopened.'),
  waiting: (state, times) => waiting(state, times),
  tool_pending: (state) => say('running', 'Waits', `for ${pendingTools(state)}.`),
  compaction: (state, times) => say('active', 'Waits', `while the conversation is compacted, ${sinceRequest(state, times)}.`),
  model_request: (state, times) => say('active', 'Waits', `for the model, ${sinceRequest(state, times)}.`),
  blocked_by_agent: () => say('blocked', 'Blocked:', 'the agent needs your input. The inbox has what it asks for.'),
  no_progress: () =>
    say('blocked', 'Blocked:', 'the same checks failed again on the same tree. The inbox asks what to try next.'),
  provider_quota: (state, times) => quota(state, times),
  no_price: () =>
    say('blocked', 'Blocked:', 'the model has no price, so the limit of dollars cannot be kept. Set one, then resume.'),
  evidence_complete: (state) => say('pass', 'Complete', completedBy(state)),
  cleared: () => say('draft', 'Cleared.', 'No more model calls.'),
};

/** The reasons that have a sentence, for the test that compares them with the policy's. */
export const REASONS: readonly string[] = Object.keys(SENTENCES);

function looksAsked(state: ThreadState): string {
  return Object.values(state.questions)
    .flatMap(({ question }) => (question.kind === 'human' ? [question.check] : []))
    .join(' and ');
}

/** Since when somebody is asked: the first of what is open. */
function askedSince(state: ThreadState, times: WhyTimes): string {
  const since = Object.values(state.questions).map(({ openedAt }) => openedAt);
  return since.length === 0 ? '' : `since ${times.clockTime(Math.min(...since))}`;
}

function permissionAsked(state: ThreadState, times: WhyTimes): string {
  const asked = Object.values(state.questions).find(({ question }) => question.kind === 'permission');
  return `for a permission${asked ? `, ${askedSince(state, times)}` : ''}. ${asked ? `${asked.question.text} ` : ''}No tokens are spent.`;
}

function checking(state: ThreadState, times: WhyTimes): string {
  const { verification } = state;
  if (!verification?.running) return 'the checkpoint.';
  const { check } = verification.running;
  const done = Object.keys(verification.results).length;
  const of = verification.checks.length > 1 ? `, ${done + 1} of ${verification.checks.length}` : '';
  const elapsed = times.checkSince === null ? 0 : times.now - times.checkSince;
  const last = state.evidence.findLast((row) => row.check === check)?.durationMs;
  const left = last === undefined || last <= elapsed ? '' : `, about ${roughly(last - elapsed)}`;
  return `check ${check}${of}${left}.`;
}

/** A forecast in steps of whole seconds: more would claim to be known. */
const roughly = (ms: number) => (ms < 60_000 ? `${Math.max(1, Math.round(ms / 1_000))} s` : clock(ms));

function waiting(state: ThreadState, times: WhyTimes): Said {
  const call = state.turn?.calls.find((pending) => pending.wait !== null);
  const since = state.turn?.idleSince ?? null;
  const from = since === null ? '' : ` since ${times.clockTime(since)}`;
  return say('running', 'Waits', `${call ? waitWords(call, times, from) : `for what it asked for${from}`}. No tokens are spent.`);
}

function waitWords(call: PendingCall, times: WhyTimes, since: string): string {
  const { wait } = call;
  if (!wait) return '';
  return `${waitSubject(wait)}${since}${wait.deadline === undefined ? '' : `, at most until ${times.clockTime(wait.deadline)}`}`;
}

/** `for process p1`, `for the file out.json`, `for the time`. */
export function waitSubject(wait: WaitUntil): string {
  switch (wait.for) {
    case 'process':
      return `for process ${wait.session}`;
    case 'file':
      return `for the file ${wait.path}`;
    case 'time':
      return 'for the time to pass';
  }
}

function pendingTools(state: ThreadState): string {
  const calls = state.turn?.calls ?? [];
  const started = calls.filter((call) => call.status === 'started');
  const [first] = started.length > 0 ? started : calls;
  return calls.length === 1 || !first ? (first?.name ?? 'a tool') : `${first.name} and ${calls.length - 1} more`;
}

function sinceRequest(state: ThreadState, times: WhyTimes): string {
  const request = state.turn?.request;
  return request ? clock(Math.max(0, times.now - request.startedAt)) : 'the request is about to start';
}

function retrying(state: ThreadState, times: WhyTimes): Said {
  const failure = state.turn?.failure;
  if (!failure) return say('running', 'Waits', 'to ask the model again.');
  const left = Math.max(0, failure.retryAt - times.now);
  return say('limited', `Tries again in ${roughly(left)}:`, sentenceOf(failure.error.message));
}

function budget(state: ThreadState, limit: string): Said {
  if (state.goal?.status === 'budget_limited') {
    if (!reachedLimit(state.goal.contract.budget, state.goal.usage)) {
      return say('limited', 'Limited:', 'the budget was extended since. Resume goes on.');
    }
    return say('limited', 'Limited:', `the ${limit} budget is used up. Extend it to resume.`);
  }
  return say('limited', 'Wraps up:', `the ${limit} budget is used up. One short turn without tools, then it stops.`);
}

const LIMITS: Readonly<Record<string, string>> = {
  budget_tokens: 'token',
  budget_usd: 'money',
  budget_minutes: 'time',
  budget_turns: 'turn',
};

/** When a quota is renewed, and who goes on then. */
function quota({ goal }: ThreadState, times: WhyTimes): Said {
  const wakeAt = goal && wakesAt(goal);
  if (wakeAt !== null) {
    return say('limited', 'Usage limited:', `the provider’s quota is used up. Goes on by itself at ${times.clockTime(wakeAt)}.`);
  }
  const resetAt = goal?.quota?.resetAt ?? null;
  const when =
    resetAt === null
      ? 'and no reset time is known. Resume when it is renewed.'
      : `until ${times.clockTime(resetAt)}. Resume then.`;
  return say('limited', 'Usage limited:', `the provider’s quota is used up ${when}`);
}

function provider(reason: string): Said {
  return say('failed', 'Blocked by the provider:', PROVIDER[reason] ?? 'the request failed. The inbox has its words.');
}

const PROVIDER: Readonly<Record<string, string>> = {
  provider_auth: 'the key was refused. Set a key in settings, then resume.',
  provider_unreachable: 'the server cannot be reached. Check its URL in settings, then resume.',
  provider_server: 'the server failed again and again. Resume when it answers.',
  provider_cut: 'the answer was cut off again and again. Resume when the server answers.',
  provider_rate_limited: 'the server asks for fewer requests. Resume later.',
  provider_bad_model: 'the model is not known there. Choose another in settings, then resume.',
  provider_bad_request: 'the request was refused. The inbox has its words.',
  provider_context_full: 'the conversation is longer than the model takes.',
};

/** Why a goal that was cut again and again does not go on by itself (`decide/recover`). */
const RESTART_POLICY =
  'it stopped in the middle of several turns in a row, perhaps because of this goal. 0 model calls; resume goes on.';

function paused(state: ThreadState, times: WhyTimes): Said {
  const mark = state.goal?.mark;
  if (!mark) return say('paused', 'Paused.', '0 model calls.');
  if (mark.reason === 'restart_policy') return say('paused', 'Paused by the app:', RESTART_POLICY);
  if (mark.reason === 'wrapped_up')
    return say('paused', 'Paused', `at ${times.clockTime(mark.at)}, wrapped up as you asked. 0 model calls.`);
  const who = mark.by === 'user' ? 'by you' : 'by the app';
  const why = mark.by === 'user' ? '' : ` (${mark.reason.replaceAll('_', ' ')})`;
  return say('paused', 'Paused', `${who}${why} at ${times.clockTime(mark.at)}. 0 model calls.`);
}

function faultOf(state: ThreadState): string {
  const words = state.goal?.mark.reason.replace(/^internal_error:?\s*/, '') ?? '';
  return `${words === '' ? 'its cause is not known.' : sentenceOf(words)} Resume tries again.`;
}

function completedBy(state: ThreadState): string {
  const mark = state.goal?.mark;
  if (mark?.by === 'user') return 'by your hand.';
  return 'by the gate: every check passes.';
}

const sentenceOf = (text: string) => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

/** What the thing after this one is: a queued message goes before everything. */
function afterwards(state: ThreadState, next: string): string {
  const queued = state.inputs.filter((input) => input.from === 'user').length;
  const words = queued === 1 ? 'your queued message goes first' : `your ${queued} queued messages go first`;
  if (queued > 0 && state.turn?.kind !== 'wrap_up') return next === 'continue' ? '' : `Then ${words}.`;
  if (next !== 'wait' || state.goal?.status !== 'active' || !state.turn) return '';
  return state.turn.kind === 'wrap_up' ? 'It wraps up: then it stops.' : 'Then the turn goes on.';
}

/** `0:21`: the digits that move while something runs. */
export function elapsed(since: number, now: number): string {
  return clock(Math.max(0, now - since));
}
