import { reachedLimit, reachedLimitWithinTurn } from '../../shared/budget/limits';
import { asksModel, owedWork, type Work } from '../../shared/continuation/owed';
import { policy } from '../../shared/continuation/policy';
import { contractChecks } from '../../shared/goal/contract';
import type { RecordedEvent } from '../../shared/thread/events';
import { evolve } from '../../shared/thread/evolve';
import type { GoalState, GoalStatus } from '../../shared/thread/goalState';
import type { ThreadState } from '../../shared/thread/state';
import { READ_ONLY_TOOLS } from '../../shared/tools/arguments';
import { checkpointLaw } from './checkpointLaws';
import { compactedKeeps, compactionMayStart, fills } from './compactionLaws';
import { law } from './law';
import { NeedLaws } from './needLaws';
import type { Submission } from './simulatedThread';

/** From these nothing but a person moves a goal. */
const STOPPED: ReadonlySet<GoalStatus | undefined> = new Set<GoalStatus>([
  'paused',
  'blocked',
  'budget_limited',
  'usage_limited',
  'complete',
  'cleared',
]);

const PEOPLE =
  /^(goal\.(draft|edit|activate|pause|resume|clear|reopen)|budget\.change|model\.choose|tree\.revert|checkpoints\.prune|context\.change|input\.\w+|mode\.set|turn\.interrupt|question\.answer|needs\.answer|thread\.open)$/;

/** Tools after which the tree may be another, by the names that the histories know. */
const TOUCHING: ReadonlySet<string> = new Set(['shell', 'apply_patch', 'write_stdin']);

/** Turns that only look: a plan, or a draft of a contract. */
const LOOKING: ReadonlySet<string | undefined> = new Set(['plan', 'draft']);

/** Where such a turn may run: never where somebody or something stopped the goal. */
const PLANNED_IN: ReadonlySet<GoalStatus | undefined> = new Set<GoalStatus | undefined>([
  undefined,
  'draft',
  'active',
  'complete',
  'cleared',
]);

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

function turnMayStart(state: ThreadState, data: { kind: string; inputs: readonly string[] }): void {
  law(state.turn === null, 'two turns at once');
  law(
    state.goal?.status === 'active' || (LOOKING.has(data.kind) && PLANNED_IN.has(state.goal?.status)),
    `a ${data.kind} turn started while ${state.goal?.status}`,
  );
  const looks = LOOKING.has(data.kind) ? data.kind : 'goal';
  law(data.kind === 'wrap_up' || looks === state.mode, `a ${data.kind} turn in ${state.mode} mode`);
  law(state.verification === null, 'a turn started while a check runs');
  law(Object.keys(state.questions).length === 0, 'a turn started while a question is open');
  law(!state.goal?.held, 'a turn started while the gate is held');
  law(state.revert === null, 'a turn started while files are put back');
  const reached = state.goal?.status === 'active' && reachedLimit(state.goal.contract.budget, state.goal.usage);
  law(looks === 'goal' || state.inputs.length > 0, `a ${looks} that nobody asked for`);
  law((data.kind === 'wrap_up') === Boolean(reached), `${data.kind} turn with the limit ${reached ? '' : 'not '}reached`);
  const waiting = data.kind === 'wrap_up' ? [] : state.inputs.map((input) => input.id);
  law(waiting.join() === data.inputs.join(), 'queued input did not go first');
  const fromPeople = state.inputs.some((input) => input.from !== 'app');
  law(
    ['wrap_up', 'plan', 'draft'].includes(data.kind) || (data.kind === 'user') === fromPeople,
    'input of people makes a user turn',
  );
}

function deliversSteering(state: ThreadState, data: { readonly inputs: readonly string[] }): void {
  law(state.turn !== null && state.turn.request === null && state.turn.calls.length === 0, 'steering in the midst of a request');
  const steering = state.inputs.filter((input) => input.steer).map((input) => input.id);
  law(steering.join() === data.inputs.join(), 'steering was left out, or changed its order');
}

function requestMayStart(state: ThreadState, data: { turn: string; purpose?: string | undefined }): void {
  const { turn, goal } = state;
  law(
    goal?.status === 'active' || (LOOKING.has(turn?.kind) && PLANNED_IN.has(goal?.status)),
    `a request started while ${goal?.status}`,
  );
  const own = turn?.kind !== 'wrap_up' && data.purpose === undefined;
  law(!own || !state.inputs.some((input) => input.steer), 'a request before the steering that was queued');
  law(turn?.id === data.turn && turn.request === null && turn.calls.length === 0, 'a request while another thing is pending');
  law(state.verification === null, 'a request while a check runs');
  law(!overLimit(state), 'a request over the limit');
}

/** Law 2 for reviewers: asked only for a verification that runs, of a goal that is pursued, within what may be spent. */
function reviewMayStart(state: ThreadState, data: { verification: string; evidence: string; inputUsd: number | null }): void {
  const { goal, verification } = state;
  law(goal?.status === 'active' || goal?.status === 'verifying', `a reviewer was asked while ${goal?.status}`);
  law(
    verification?.id === data.verification && verification.running?.evidence === data.evidence,
    'a reviewer that no check asks for',
  );
  law(verification?.purpose !== 'baseline', 'a reviewer was asked before activation');
  law(!verification?.running?.review?.request, 'two reviewers at once');
  law(!overLimit(state), 'a reviewer was asked over the limit');
  law(
    data.inputUsd !== null || goal?.contract.budget.usd === undefined,
    'a reviewer under a limit of money that nobody can count',
  );
}

function overLimit({ goal, turn }: ThreadState): boolean {
  if (!goal || turn?.kind === 'wrap_up' || goal.status === 'complete' || goal.status === 'cleared') return false;
  return reachedLimitWithinTurn(goal.contract.budget, goal.usage) !== undefined;
}

function toolMayStart(state: ThreadState, data: { name: string }): void {
  const plans = LOOKING.has(state.turn?.kind);
  law(!state.verification && (plans || state.goal?.status === 'active'), 'a tool started beside a check');
  law(state.checkpointDue === null, 'a tool started before the checkpoint of the turn before');
  law(!TOUCHING.has(data.name) || state.startDue === null, 'a tool started before it was known how its turn found the tree');
  const others = state.turn?.calls.filter((call) => call.status === 'started') ?? [];
  const looks = [data.name, ...others.map((call) => call.name)].every((name) => READ_ONLY_TOOLS.has(name));
  law(others.length === 0 || looks, 'two tools at once, and not all of them only look');
}

/** Law 1, worked out without the gate: each check's cited evidence passes, on this contract, tree and protected files. */
function provenComplete(state: ThreadState, data: { checkpoint: string; evidence: readonly string[] }): void {
  const { goal, checkpoint } = state;
  law(goal !== null && checkpoint?.id === data.checkpoint, 'completed on a checkpoint that is not the latest');
  if (!goal || !checkpoint) return;
  law(JSON.stringify(goal.protected) === JSON.stringify(checkpoint.protected), 'completed over a changed protected file');
  for (const { check } of contractChecks(goal.contract)) {
    const row = state.evidence.findLast((evidence) => evidence.check === check.id);
    const proves =
      row?.verdict.verdict === 'pass' &&
      row.revision === goal.revision &&
      row.tree === checkpoint.evidenceTree &&
      row.protectedDigest === checkpoint.protectedDigest;
    law(proves && data.evidence.includes(row.id), `completed without proof of ${check.id}`);
  }
  if (goal.contract.research) claimsAreProven(goal, state.evidence);
}

/** A research goal completes with claims in its ledger, and what is confirmed rests on a check that passed under this contract. */
function claimsAreProven(goal: GoalState, evidence: ThreadState['evidence']): void {
  law(goal.claimLedger.length > 0, 'research completed without a claim');
  for (const claim of goal.claimLedger.filter(({ status }) => status === 'confirmed')) {
    const rests = evidence.some(
      (row) => claim.evidence.includes(row.id) && row.verdict.verdict === 'pass' && row.revision === goal.revision,
    );
    law(rests, `completed with ${claim.id} confirmed by nothing`);
  }
}

function onlyPeopleMove(before: ThreadState, after: ThreadState, command: string): void {
  const from = before.goal?.status;
  const to = after.goal?.status;
  law(!STOPPED.has(from) || from === to, `${command} moved the goal from ${from} to ${to}`);
}

function questionsHaveAskers(state: ThreadState): void {
  for (const { question } of Object.values(state.questions)) {
    law(
      ASKED_IN[question.kind]?.includes(state.goal?.status) ?? false,
      `a ${question.kind} question is open while ${state.goal?.status}`,
    );
  }
}

function stoppedIsStill(state: ThreadState): void {
  const { goal, turn, verification } = state;
  if (!STOPPED.has(goal?.status)) return;
  law(turn === null || (LOOKING.has(turn.kind) && PLANNED_IN.has(goal?.status)), `a turn is open while ${goal?.status}`);
  law(verification === null, `a check is open while ${goal?.status}`);
}

function mayBeOwed(state: ThreadState, owed: readonly Work[]): void {
  const { goal } = state;
  const { next, reason } = policy(state);
  law(reason !== '', 'an answer without a reason');
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
