import { reachedLimit } from '../budget/limits';
import { policy } from '../continuation/policy';
import type { WaitUntil } from '../thread/events';
import { wakesAt } from '../thread/quota';
import type { PendingCall, ThreadState } from '../thread/state';
import { counted, t } from '../words/t';
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
  const said = say('running', t`Waits`, `${queueWords(queued)}.`);
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
  continue: t`Goes on:`,
  verify: t`Verifies:`,
  wrap_up: t`Wraps up:`,
  wait: t`Waits:`,
  ask: t`Asks:`,
  stop: t`Stopped:`,
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
  no_goal: () => say('draft', t`Idle.`, t`This thread has no goal.`),
  not_activated: () => say('draft', t`Draft.`, t`Nothing is spent before you activate.`),
  baseline: (state, times) => say('running', t`Takes the baseline:`, checking(state, times)),
  baseline_flagged: () => say('asks', t`Asks you`, t`what to do about the baseline. Nothing is spent before that.`),
  paused: (state, times) => paused(state, times),
  internal_error: (state) => say('failed', t`Stopped by a fault of the app:`, faultOf(state)),
  claim: (state, times) => say('running', t`Verifies the claim:`, checking(state, times)),
  protected_restoring: () => say('running', t`Waits`, t`until the protected files are put back.`),
  reverting: () => say('running', t`Waits`, t`until your files are put back.`),
  protected_changed: () => say('asks', t`Asks you`, t`whether the change to protected files stands. The gate holds.`),
  human_check: (state) => say('asks', t`Asks you`, t`to look at ${looksAsked(state)}. Every check that the app runs passes.`),
  acceptance: () => say('asks', t`Asks you`, t`to accept the result. Every check passes.`),
  check_pending: (state, times) => say('running', t`Waits`, t`for ${checking(state, times)}`),
  permission: (state, times) => say('asks', t`Asks you`, permissionAsked(state, times)),
  question_open: (state, times) =>
    say('asks', t`Asks you`, t`${askedSince(state, times)}. The agent goes on once you have answered.`),
  user_input: () => say('active', t`Goes on`, t`with your message.`),
  plan_mode: () => say('paused', t`Plan mode:`, t`a message starts a turn that only looks. Nothing goes on by itself.`),
  budget_used_up: () => say('limited', t`Limited:`, t`planning has used up the budget of this draft. Raise it to plan on.`),
  draft_mode: () => say('draft', t`Drafting:`, t`a message asks for a contract. Nothing goes on by itself.`),
  plan_only: () => say('paused', t`Stopped:`, t`the last turn only planned. A message goes on.`),
  no_tool_call: () => say('paused', t`Stopped:`, t`the last turn called no tool. A message, or resume, goes on.`),
  goal_activated: () => say('active', t`Goes on:`, t`the goal is active.`),
  turn_finished: () => say('active', t`Goes on:`, t`the turn has finished and nothing is pending.`),
  turn_interrupted: () => say('active', t`Goes on`, t`after the interrupted turn.`),
  goal_edited: () => say('active', t`Goes on`, t`under the edited contract.`),
  protected_restored: () => say('active', t`Goes on:`, t`the protected files are put back.`),
  protected_returned: () => say('active', t`Goes on`, t`with your note on the protected files.`),
  sent_back: () => say('active', t`Goes on:`, t`you did not accept the result.`),
  answered: () => say('active', t`Goes on`, t`with your answer.`),
  resumed: () => say('active', t`Goes on:`, t`the goal was resumed.`),
  wrap_up_asked: () => say('limited', t`Wraps up`, t`as you asked: one short turn without tools, then it is paused.`),
  budget_extended: () => say('active', t`Goes on:`, t`the budget was extended.`),
  usage_reset: () => say('active', t`Goes on:`, t`the provider’s quota is renewed.`),
  reopened: () => say('active', t`Goes on:`, t`the goal was reopened.`),
  waiting: (state, times) => waiting(state, times),
  tool_pending: (state) => say('running', t`Waits`, t`for ${pendingTools(state)}.`),
  compaction: (state, times) => say('active', t`Waits`, t`while the conversation is compacted, ${sinceRequest(state, times)}.`),
  model_request: (state, times) => say('active', t`Waits`, t`for the model, ${sinceRequest(state, times)}.`),
  blocked_by_agent: () => say('blocked', t`Blocked:`, t`the agent needs your input. The inbox has what it asks for.`),
  no_progress: () =>
    say('blocked', t`Blocked:`, t`the same checks failed again on the same tree. The inbox asks what to try next.`),
  provider_quota: (state, times) => quota(state, times),
  no_price: () =>
    say('blocked', t`Blocked:`, t`the model has no price, so the limit of dollars cannot be kept. Set one, then resume.`),
  evidence_complete: (state) => say('pass', t`Complete`, completedBy(state)),
  cleared: () => say('draft', t`Cleared.`, t`No more model calls.`),
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
  return since.length === 0 ? '' : t`since ${times.clockTime(Math.min(...since))}`;
}

function permissionAsked(state: ThreadState, times: WhyTimes): string {
  const asked = Object.values(state.questions).find(({ question }) => question.kind === 'permission');
  return t`for a permission${asked ? `, ${askedSince(state, times)}` : ''}. ${asked ? `${asked.question.text} ` : ''}No tokens are spent.`;
}

function checking(state: ThreadState, times: WhyTimes): string {
  const { verification } = state;
  if (!verification?.running) return t`the checkpoint.`;
  const { check } = verification.running;
  const done = Object.keys(verification.results).length;
  const of = verification.checks.length > 1 ? t`, ${done + 1} of ${verification.checks.length}` : '';
  const elapsed = times.checkSince === null ? 0 : times.now - times.checkSince;
  const last = state.evidence.findLast((row) => row.check === check)?.durationMs;
  const left = last === undefined || last <= elapsed ? '' : t`, about ${roughly(last - elapsed)}`;
  return t`check ${check}${of}${left}.`;
}

/** A forecast in steps of whole seconds: more would claim to be known. */
const roughly = (ms: number) => (ms < 60_000 ? `${Math.max(1, Math.round(ms / 1_000))} s` : clock(ms));

function waiting(state: ThreadState, times: WhyTimes): Said {
  const call = state.turn?.calls.find((pending) => pending.wait !== null);
  const since = state.turn?.idleSince ?? null;
  const from = since === null ? '' : t` since ${times.clockTime(since)}`;
  return say(
    'running',
    t`Waits`,
    t`${call ? waitWords(call, times, from) : t`for what it asked for${from}`}. No tokens are spent.`,
  );
}

function waitWords(call: PendingCall, times: WhyTimes, since: string): string {
  const { wait } = call;
  if (!wait) return '';
  return `${waitSubject(wait)}${since}${wait.deadline === undefined ? '' : t`, at most until ${times.clockTime(wait.deadline)}`}`;
}

/** `for process p1`, `for the file out.json`, `for the time`. */
export function waitSubject(wait: WaitUntil): string {
  switch (wait.for) {
    case 'process':
      return t`for process ${wait.session}`;
    case 'file':
      return t`for the file ${wait.path}`;
    case 'time':
      return t`for the time to pass`;
  }
}

function pendingTools(state: ThreadState): string {
  const calls = state.turn?.calls ?? [];
  const started = calls.filter((call) => call.status === 'started');
  const [first] = started.length > 0 ? started : calls;
  return calls.length === 1 || !first ? (first?.name ?? t`a tool`) : t`${first.name} and ${calls.length - 1} more`;
}

function sinceRequest(state: ThreadState, times: WhyTimes): string {
  const request = state.turn?.request;
  return request ? clock(Math.max(0, times.now - request.startedAt)) : t`the request is about to start`;
}

function retrying(state: ThreadState, times: WhyTimes): Said {
  const failure = state.turn?.failure;
  if (!failure) return say('running', t`Waits`, t`to ask the model again.`);
  const left = Math.max(0, failure.retryAt - times.now);
  return say('limited', t`Tries again in ${roughly(left)}:`, sentenceOf(failure.error.message));
}

function budget(state: ThreadState, limit: string): Said {
  if (state.goal?.status === 'budget_limited') {
    if (!reachedLimit(state.goal.contract.budget, state.goal.usage)) {
      return say('limited', t`Limited:`, t`the budget was extended since. Resume goes on.`);
    }
    return say('limited', t`Limited:`, t`the ${limit} budget is used up. Extend it to resume.`);
  }
  return say('limited', t`Wraps up:`, t`the ${limit} budget is used up. One short turn without tools, then it stops.`);
}

const LIMITS: Readonly<Record<string, string>> = {
  budget_tokens: t`token`,
  budget_usd: t`money`,
  budget_minutes: t`time`,
  budget_turns: t`turn`,
};

/** When a quota is renewed, and who goes on then. */
function quota({ goal }: ThreadState, times: WhyTimes): Said {
  const wakeAt = goal && wakesAt(goal);
  if (wakeAt !== null) {
    return say(
      'limited',
      t`Usage limited:`,
      t`the provider’s quota is used up. Goes on by itself at ${times.clockTime(wakeAt)}.`,
    );
  }
  const resetAt = goal?.quota?.resetAt ?? null;
  const when =
    resetAt === null
      ? t`and no reset time is known. Resume when it is renewed.`
      : t`until ${times.clockTime(resetAt)}. Resume then.`;
  return say('limited', t`Usage limited:`, t`the provider’s quota is used up ${when}`);
}

function provider(reason: string): Said {
  return say('failed', t`Blocked by the provider:`, PROVIDER[reason] ?? t`the request failed. The inbox has its words.`);
}

const PROVIDER: Readonly<Record<string, string>> = {
  provider_auth: t`the key was refused. Set a key in settings, then resume.`,
  provider_unreachable: t`the server cannot be reached. Check its URL in settings, then resume.`,
  provider_server: t`the server failed again and again. Resume when it answers.`,
  provider_cut: t`the answer was cut off again and again. Resume when the server answers.`,
  provider_rate_limited: t`the server asks for fewer requests. Resume later.`,
  provider_bad_model: t`the model is not known there. Choose another in settings, then resume.`,
  provider_bad_request: t`the request was refused. The inbox has its words.`,
  provider_context_full: t`the conversation is longer than the model takes.`,
};

/** Why a goal that was cut again and again does not go on by itself (`decide/recover`). */
const RESTART_POLICY = t`it stopped in the middle of several turns in a row, perhaps because of this goal. 0 model calls; resume goes on.`;

function paused(state: ThreadState, times: WhyTimes): Said {
  const mark = state.goal?.mark;
  if (!mark) return say('paused', t`Paused.`, t`0 model calls.`);
  if (mark.reason === 'restart_policy') return say('paused', t`Paused by the app:`, RESTART_POLICY);
  if (mark.reason === 'wrapped_up')
    return say('paused', t`Paused`, t`at ${times.clockTime(mark.at)}, wrapped up as you asked. 0 model calls.`);
  const who = mark.by === 'user' ? t`by you` : t`by the app`;
  const why = mark.by === 'user' ? '' : ` (${mark.reason.replaceAll('_', ' ')})`;
  return say('paused', t`Paused`, t`${who}${why} at ${times.clockTime(mark.at)}. 0 model calls.`);
}

function faultOf(state: ThreadState): string {
  const words = state.goal?.mark.reason.replace(/^internal_error:?\s*/, '') ?? '';
  return t`${words === '' ? t`its cause is not known.` : sentenceOf(words)} Resume tries again.`;
}

function completedBy(state: ThreadState): string {
  const mark = state.goal?.mark;
  if (mark?.by === 'user') return t`by your hand.`;
  return t`by the gate: every check passes.`;
}

const sentenceOf = (text: string) => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

/** What the thing after this one is: a queued message goes before everything. */
function afterwards(state: ThreadState, next: string): string {
  const queued = state.inputs.filter((input) => input.from === 'user').length;
  const words =
    queued === 1
      ? t`your queued message goes first`
      : t`your ${counted(queued, 'queued message goes', 'queued messages go')} first`;
  if (queued > 0 && state.turn?.kind !== 'wrap_up') return next === 'continue' ? '' : t`Then ${words}.`;
  if (next !== 'wait' || state.goal?.status !== 'active' || !state.turn) return '';
  return state.turn.kind === 'wrap_up' ? t`It wraps up: then it stops.` : t`Then the turn goes on.`;
}

/** `0:21`: the digits that move while something runs. */
export function elapsed(since: number, now: number): string {
  return clock(Math.max(0, now - since));
}
