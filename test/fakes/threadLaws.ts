import { asksModel, owedWork, type Work } from '../../shared/continuation/owed';
import { policy } from '../../shared/continuation/policy';
import type { RecordedEvent } from '../../shared/thread/events';
import { evolve } from '../../shared/thread/evolve';
import type { GoalStatus } from '../../shared/thread/goalState';
import type { ThreadState } from '../../shared/thread/state';
import { isWaiverPhrase } from '../../shared/thread/waiver';
import { checkpointLaw } from './checkpointLaws';
import { compactedKeeps, compactionMayStart, fills } from './compactionLaws';
import { law } from './law';
import { NeedLaws } from './needLaws';
import { provenComplete } from './proofLaws';
import type { Submission } from './simulatedThread';
import {
  deliversSteering,
  LOOKING,
  overLimit,
  PLANNED_IN,
  requestMayStart,
  reviewMayStart,
  toolMayStart,
  turnMayStart,
} from './startLaws';

/** From these nothing but a person moves a goal. */
const STOPPED: ReadonlySet<GoalStatus | undefined> = new Set<GoalStatus>([
  'paused',
  'blocked',
  'budget_limited',
  'usage_limited',
  'complete',
  'cleared',
]);

const OF_A_TURN: ReadonlySet<Work['kind']> = new Set([
  'start-turn',
  'request-model',
  'compact',
  'run-tool',
  'await',
  'ask-permission',
]);

const PEOPLE =
  /^(goal\.(draft|edit|activate|pause|resume|clear|reopen|wrap_up)|budget\.change|model\.choose|tree\.revert|checkpoints\.prune|context\.change|sandbox\.(waive|restore)|input\.\w+|mode\.set|turn\.interrupt|question\.answer|permission\.revoke|needs\.answer|place\.remove|result\.record|thread\.open)$/;

/** A contract is drafted beside no live goal. */
const DRAFTED_IN: ReadonlySet<GoalStatus | undefined> = new Set<GoalStatus | undefined>([
  undefined,
  'draft',
  'complete',
  'cleared',
]);

/** Where each kind of question may be open: law 7 closes it when what asked it is gone. */
const ASKED_IN: Readonly<Record<string, readonly (GoalStatus | undefined)[]>> = {
  baseline: ['draft'],
  protected: ['verifying', 'paused'],
  acceptance: ['verifying', 'paused'],
  human: ['verifying', 'paused'],
  need: ['blocked'],
  permission: ['active', 'paused'],
};

/** Watches one thread, order by order, and throws at the first that breaks a law of continuation. Knows nothing of how it decides. */
export class ThreadLaws {
  #suppressed = false;
  readonly #begun = new Set<string>();
  readonly #retired = new Set<string>();
  readonly #evidence = new Set<string>();
  readonly #charged = new Map<string, number>();
  #asked: string | null = null;
  #budgetMoved = false;
  #told = 0;
  /** The server's last count of the conversation left no room for another answer. */
  #full = false;
  #answered = '';
  /** What people said to the goal last, as the model was told it. */
  #said: string | undefined;
  #baselineOf = 0;
  readonly #needs = new NeedLaws();
  #deadMs = 0;
  #wokenAt = 0;
  #checkedMs = 0;
  /** What the provider said of its last quota refusal. */
  #resetAt: number | null = null;
  readonly #warned = new Set<string>();

  /** The app was dead for so long: no goal may count it as active time. */
  dead(ms: number, until: number): void {
    this.#deadMs += ms;
    this.#wokenAt = until;
  }

  see(submission: Submission): void {
    const { before, command, events, after, refusal } = submission;
    law(!refusal || (events.length === 0 && before === after), `${command.type} was refused and changed something`);
    let state = before;
    for (const fact of events) {
      if (state) this.#fact(state, fact);
      state = state ? evolve(state, fact, fact.at) : after;
    }
    if (!after) return;
    if (command.type === 'usage.reset') this.#reset(before, after, events);
    else if (before && !PEOPLE.test(command.type)) onlyPeopleMove(before, after, command.type);
    law(!refusal || command.type !== 'budget.change' || before === after, 'a refused extension changed the budget');
    questionsHaveAskers(after);
    stoppedIsStill(after);
    worksWhereItIs(after);
    law(after.mode !== 'draft' || DRAFTED_IN.has(after.goal?.status), `drafting beside a goal that is ${after.goal?.status}`);
    // Checks between turns are counted by their own length, which may be more than this thread's clock went on.
    for (const fact of events) if (fact.type === 'evidence.recorded') this.#checkedMs += fact.data.evidence.durationMs;
    const lived = Math.max(after.lastAt, this.#wokenAt) - after.createdAt - this.#deadMs + this.#checkedMs;
    law((after.goal?.usage.activeMs ?? 0) <= lived, 'more active time than the app lived');
    this.#owes(after);
  }

  /** The one move that nobody ordered: out of the provider's quota, at the time it named, where the contract says so. */
  #reset(before: ThreadState | undefined, after: ThreadState, events: readonly RecordedEvent[]): void {
    if (events.length === 0) return;
    const [resumed] = events;
    law(before?.goal?.status === 'usage_limited' && after.goal?.status === 'active', 'a reset out of another status');
    law(before?.goal?.contract.resume === 'auto', 'a reset that the contract had turned off');
    law(this.#resetAt !== null && after.lastAt >= this.#resetAt, 'a reset before its time');
    law(resumed?.type === 'goal.resumed' && resumed.data.by === 'app', 'a reset that was not marked as the app’s');
    law(resumed?.type === 'goal.resumed' && resumed.data.reason === 'usage_reset', 'a reset under another reason');
  }

  #fact(state: ThreadState, fact: RecordedEvent): void {
    this.#noteBegun(state, fact);
    this.#needs.see(fact);
    switch (fact.type) {
      case 'turn.started':
        this.#said =
          state.inputs.findLast((input) => input.from !== 'app' && fact.data.inputs.includes(input.id))?.text ?? this.#said;
        turnMayStart(state, fact.data);
        law(
          fact.data.kind !== 'continuation' || fact.data.inputs.length > 0 || !this.#suppressed,
          'continued after a turn without a tool call, or one that only planned',
        );
        law(fact.data.kind !== 'continuation' || state.mode === 'goal', 'continued where messages only look');
        this.#told = state.goal?.revision ?? 0;
        return;
      case 'turn.finished':
        law(this.#asked === null, `${this.#asked} was not charged`);
        if (LOOKING.has(state.turn?.kind) || (fact.data.toolCalls === 0 && state.turn?.kind !== 'wrap_up'))
          this.#suppressed = true;
        return;
      case 'goal.edited':
        this.#warned.clear();
        this.#budgetMoved = true;
        this.#suppressed = false;
        return;
      case 'mode.changed':
        if (fact.data.mode === 'goal') this.#suppressed = false;
        return;
      case 'goal.proposed':
        law(state.turn?.kind === 'draft' && state.turn.id === fact.data.turn, 'a proposal outside a turn that drafts');
        return;
      case 'input.delivered':
        this.#told = fact.data.revision ?? this.#told;
        return deliversSteering(state, fact.data);
      case 'goal.drafted':
        this.#warned.clear();
        this.#said = undefined;
        this.#suppressed = false;
        return;
      case 'input.queued':
      case 'goal.resumed':
      case 'goal.reopened':
      case 'protected.restored':
      case 'protected.returned':
        this.#suppressed = false;
        return;
      case 'request.started':
        this.#asked = fact.data.request;
        law(
          state.turn?.kind === 'wrap_up' || fact.data.purpose === 'compaction' || this.#told === (state.goal?.revision ?? 0),
          'a request under a contract that the turn was not told of',
        );
        law(
          fact.data.inputUsd !== null || state.goal?.contract.budget.usd === undefined || state.goal.status !== 'active',
          'a request under a limit of money that nobody can count',
        );
        if (fact.data.purpose === 'compaction') compactionMayStart(state);
        else law(!this.#full || state.turn?.kind === 'wrap_up', 'a request that no longer fits was sent');
        return requestMayStart(state, fact.data);
      case 'context.compacted':
        this.#asked = fact.data.request;
        this.#full = false;
        return compactedKeeps(state, fact, this.#said);
      case 'tool.started':
        law(this.#budgetMoved || !overLimit(state), 'a tool started over the limit');
        return toolMayStart(state, fact.data);
      case 'context.changed':
      case 'model.chosen':
        this.#full = false;
        return;
      case 'sandbox.waived':
        return law(isWaiverPhrase(state, fact.data.words), 'a sandbox given up in other words');
      case 'budget.changed':
        law(fact.data.by === 'user', 'a budget that the user did not set');
        this.#warned.clear();
        this.#budgetMoved = true;
        return;
      case 'verification.started':
        if (fact.data.purpose === 'baseline') this.#baselineOf = fact.data.trial ? 0 : (state.goal?.revision ?? 0);
        return;
      case 'goal.activated':
        law(this.#baselineOf === state.goal?.revision, 'activated on the baseline of another contract');
        return;
      case 'turn.interrupted':
        law(this.#asked === null, `${this.#asked} was cut and not charged`);
        return;
      case 'review.asked':
        this.#asked = fact.data.request;
        return reviewMayStart(state, fact.data);
      case 'verification.finished':
        law(this.#asked === null, `${this.#asked} was asked for a check, and not charged`);
        return;
      case 'review.failed':
      case 'request.failed':
        this.#asked = null;
        return;
      case 'model.responded':
        this.#budgetMoved = false;
        this.#answered = fact.data.request;
        law(
          state.turn?.kind !== 'wrap_up' || fact.data.items.every((item) => item.type !== 'tool_call'),
          'a wrap-up kept a tool call',
        );
        return;
      case 'usage.charged':
        this.#asked = null;
        if (fact.data.request === this.#answered && !fact.data.estimated) this.#full = fills(state, fact.data.tokens);
        this.#charged.set(fact.data.request, (this.#charged.get(fact.data.request) ?? 0) + 1);
        law(this.#charged.get(fact.data.request) === 1, `${fact.data.request} was charged twice`);
        return;
      case 'revert.asked':
      case 'revert.written':
      case 'tree.reverted':
      case 'checkpoints.pruned':
        return checkpointLaw(state, fact);
      case 'evidence.recorded':
        law(!this.#evidence.has(fact.data.evidence.id), `evidence ${fact.data.evidence.id} stands twice`);
        this.#evidence.add(fact.data.evidence.id);
        return;
      case 'checkpoint.taken':
        law(
          fact.data.verification === undefined || state.verification?.place === null,
          'a baseline before the goal had its place',
        );
        return;
      case 'place.removed':
        return mayBeRemoved(state, fact.data.discarded);
      case 'goal.completed':
        if (fact.data.by === 'app') provenComplete(state, fact.data);
        return;
      case 'budget.warned': {
        const { limit, used, max } = fact.data;
        law(used >= 0.8 * max && used < max, 'warned of a limit that is not near');
        law(!this.#warned.has(limit), `warned of ${limit} twice`);
        this.#warned.add(limit);
        return;
      }
      case 'permission.granted':
        law(state.answers[fact.data.question] !== undefined, 'allowed without an answer');
        law(fact.data.by === 'user', 'a permission that no person gave');
        return;
      case 'goal.limited':
        if (fact.data.by === 'provider') this.#resetAt = fact.data.resetAt;
        law(fact.data.by !== 'budget' || fact.data.used >= fact.data.max, 'limited below the limit');
        return;
    }
  }

  /** Keys of work that has had an effect: once such a key is owed no more, it is never owed again. */
  #noteBegun(state: ThreadState, fact: RecordedEvent): void {
    const begun: Partial<Record<RecordedEvent['type'], () => string>> = {
      'turn.started': () => `turn:t${state.turns + 1}`,
      'request.started': () => `request:${(fact.data as { request: string }).request}`,
      'tool.started': () => `tool:${state.turn?.id}:${(fact.data as { call: string }).call}`,
      'wait.started': () => `wait:${state.turn?.id}:${(fact.data as { call: string }).call}`,
      'review.asked': () => `review:${(fact.data as { request: string }).request}`,
      'check.started': () => `check:${(fact.data as { evidence: string }).evidence}`,
      'checkpoint.taken': () => checkpointKey(state, fact as Extract<RecordedEvent, { type: 'checkpoint.taken' }>),
      'revert.written': () => `revert:${state.revert?.id}`,
      'checkpoints.pruned': () => `prune:p${state.prunes + 1}`,
      'protected.restored': () => `restore:v${state.verificationCount}`,
    };
    const key = begun[fact.type]?.();
    if (key !== undefined) this.#begun.add(key);
  }

  #owes(state: ThreadState): void {
    const owed = owedWork(state);
    const keys = new Set(owed.map((work) => work.key));
    law(keys.size === owed.length, `a key is owed twice: ${owed.map((work) => work.key).join(', ')}`);
    for (const key of keys) law(!this.#retired.has(key), `${key} is owed again after it had begun and ended`);
    for (const key of this.#begun) if (!keys.has(key)) this.#retired.add(key);
    mayBeOwed(state, owed);
  }
}

function checkpointKey(state: ThreadState, { data }: Extract<RecordedEvent, { type: 'checkpoint.taken' }>): string {
  if (data.reason === 'start') return `checkpoint:start:${data.turn}`;
  if (data.revert !== undefined) return `checkpoint:${data.reason}:${data.revert}`;
  return `checkpoint:${state.checkpointDue ?? state.verification?.id}`;
}

function onlyPeopleMove(before: ThreadState, after: ThreadState, command: string): void {
  const from = before.goal?.status;
  const to = after.goal?.status;
  law(!STOPPED.has(from) || from === to, `${command} moved the goal from ${from} to ${to}`);
}

/** A goal that goes on has its files: never in a worktree that is gone, and never anywhere but in the place it was given. */
function worksWhereItIs({ goal, place, workspace, source }: ThreadState): void {
  const goes = goal !== null && !['draft', 'complete', 'cleared'].includes(goal.status);
  law(!goes || !place?.removed, `a goal is ${goal?.status} in a worktree that was removed`);
  const root = place && !place.removed ? place.root : source.root;
  law(workspace.root === root, `works in ${workspace.root}, and its place is ${root}`);
}

/** Nothing is lost with a worktree but what somebody let go. */
function mayBeRemoved({ goal, place, checkpoint, brought, turn, checkpointDue }: ThreadState, discarded: boolean): void {
  law(goal === null || ['draft', 'complete', 'cleared'].includes(goal.status), `a worktree was removed while ${goal?.status}`);
  law(turn === null && checkpointDue === null, 'a worktree was removed in the midst of work');
  const kept = brought.some((result) => result.tree === checkpoint?.tree) || checkpoint?.tree === place?.from;
  law(kept || discarded || checkpoint === null, 'a worktree was removed with a result that was not brought back');
}

function questionsHaveAskers(state: ThreadState): void {
  for (const { question } of Object.values(state.questions)) {
    law(
      ASKED_IN[question.kind]?.includes(state.goal?.status) ?? false,
      `a ${question.kind} question is open while ${state.goal?.status}`,
    );
    const calls = state.turn?.calls.filter((call) => call.asks === question.id) ?? [];
    law(question.kind !== 'permission' || calls.length === 1, `${question.id} is open, and ${calls.length} calls wait for it`);
  }
}

function stoppedIsStill(state: ThreadState): void {
  const { goal, turn, verification } = state;
  if (!STOPPED.has(goal?.status)) return;
  law(
    turn === null || standsStill(state) || (LOOKING.has(turn.kind) && PLANNED_IN.has(goal?.status)),
    `a turn is open while ${goal?.status}`,
  );
  law(verification === null, `a check is open while ${goal?.status}`);
}

/** A turn that waits for a permission is kept over a pause: nothing of it runs, whether it was answered meanwhile or not. */
function standsStill({ goal, turn }: ThreadState): boolean {
  return goal?.status === 'paused' && turn?.request === null && turn.calls.every((call) => call.status === 'pending');
}

function mayBeOwed(state: ThreadState, owed: readonly Work[]): void {
  const { goal } = state;
  const { next, reason } = policy(state);
  law(reason !== '', 'an answer without a reason');
  if (goal?.status === 'paused') law(!owed.some((work) => OF_A_TURN.has(work.kind)), 'something of a turn is owed while paused');
  for (const call of state.turn?.calls ?? [])
    law(call.asks === null || state.questions[call.asks] !== undefined, `${call.call} waits for a question that is gone`);
  const plans = PLANNED_IN.has(goal?.status) && (state.mode !== 'goal' || LOOKING.has(state.turn?.kind));
  const asked = owed.filter((work) => asksModel(work) && !(work.kind === 'review' && goal?.status === 'verifying'));
  if (goal?.status !== 'active' && !plans) law(asked.length === 0, `a model is owed a question while ${goal?.status}`);
  law(
    owed.some((work) => work.kind === 'start-turn') === (!state.turn && (next === 'continue' || next === 'wrap_up')),
    `${next} (${reason}) and the work owed disagree`,
  );
  const goesOn = next !== 'ask' && next !== 'stop' && goal?.status !== 'usage_limited';
  const asks = next === 'ask' && (goal?.status === 'verifying' || goal?.status === 'draft' || goal?.status === 'active');
  law(!asks || Object.keys(state.questions).length > 0, `${reason} is asked, and no question is open`);
  law(!goesOn || owed.length > 0, `stuck: ${next} (${reason}) and nothing is owed`);
}
