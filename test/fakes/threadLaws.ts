import { reachedLimit, reachedLimitWithinTurn } from '../../shared/budget/limits';
import { asksModel, owedWork, type Work } from '../../shared/continuation/owed';
import { policy } from '../../shared/continuation/policy';
import { contractChecks } from '../../shared/goal/contract';
import type { RecordedEvent } from '../../shared/thread/events';
import { evolve } from '../../shared/thread/evolve';
import type { GoalStatus, ThreadState } from '../../shared/thread/state';
import { READ_ONLY_TOOLS } from '../../shared/tools/arguments';
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
  /^(goal\.(draft|edit|activate|pause|resume|clear|reopen)|budget\.change|input\.queue|question\.answer|needs\.answer|thread\.open)$/;

/** Where each kind of question may be open: law 7 closes it when what asked it is gone. */
const ASKED_IN: Readonly<Record<string, readonly (GoalStatus | undefined)[]>> = {
  baseline: ['draft'],
  protected: ['verifying', 'paused'],
  acceptance: ['verifying', 'paused'],
  need: ['blocked'],
};

function law(holds: boolean, words: string): void {
  if (!holds) throw new Error(words);
}

/** Watches one thread, order by order, and throws at the first that breaks a law of continuation. Knows nothing of how it decides. */
export class ThreadLaws {
  #suppressed = false;
  readonly #begun = new Set<string>();
  readonly #retired = new Set<string>();
  readonly #evidence = new Set<string>();
  readonly #charged = new Map<string, number>();
  #asked: string | null = null;
  #budgetMoved = false;
  #baselineOf = 0;
  readonly #needs = new NeedLaws();

  see(submission: Submission): void {
    const { before, command, events, after, refusal } = submission;
    law(!refusal || (events.length === 0 && before === after), `${command.type} was refused and changed something`);
    let state = before;
    for (const fact of events) {
      if (state) this.#fact(state, fact);
      state = state ? evolve(state, fact, fact.at) : after;
    }
    if (!after) return;
    if (before && !PEOPLE.test(command.type)) onlyPeopleMove(before, after, command.type);
    questionsHaveAskers(after);
    stoppedIsStill(after);
    this.#owes(after);
  }

  #fact(state: ThreadState, fact: RecordedEvent): void {
    this.#noteBegun(state, fact);
    this.#needs.see(fact);
    switch (fact.type) {
      case 'turn.started':
        turnMayStart(state, fact.data);
        law(
          fact.data.kind !== 'continuation' || fact.data.inputs.length > 0 || !this.#suppressed,
          'continued after a turn without a tool call',
        );
        return;
      case 'turn.finished':
        law(this.#asked === null, `${this.#asked} was not charged`);
        if (fact.data.toolCalls === 0 && state.turn?.kind !== 'wrap_up') this.#suppressed = true;
        return;
      case 'goal.edited':
        this.#budgetMoved = true;
        this.#suppressed = false;
        return;
      case 'input.queued':
      case 'goal.resumed':
      case 'goal.reopened':
      case 'goal.drafted':
      case 'protected.restored':
        this.#suppressed = false;
        return;
      case 'request.started':
        this.#asked = fact.data.request;
        return requestMayStart(state, fact.data);
      case 'tool.started':
        law(this.#budgetMoved || !overLimit(state), 'a tool started over the limit');
        return toolMayStart(state, fact.data);
      case 'budget.changed':
        this.#budgetMoved = true;
        return;
      case 'verification.started':
        if (fact.data.purpose === 'baseline') this.#baselineOf = state.goal?.revision ?? 0;
        return;
      case 'goal.activated':
        law(this.#baselineOf === state.goal?.revision, 'activated on the baseline of another contract');
        return;
      case 'turn.interrupted':
        law(this.#asked === null, `${this.#asked} was cut and not charged`);
        return;
      case 'request.failed':
        this.#asked = null;
        return;
      case 'model.responded':
        this.#budgetMoved = false;
        law(
          state.turn?.kind !== 'wrap_up' || fact.data.items.every((item) => item.type !== 'tool_call'),
          'a wrap-up kept a tool call',
        );
        return;
      case 'usage.charged':
        this.#asked = null;
        this.#charged.set(fact.data.request, (this.#charged.get(fact.data.request) ?? 0) + 1);
        law(this.#charged.get(fact.data.request) === 1, `${fact.data.request} was charged twice`);
        return;
      case 'evidence.recorded':
        law(!this.#evidence.has(fact.data.evidence.id), `evidence ${fact.data.evidence.id} stands twice`);
        this.#evidence.add(fact.data.evidence.id);
        return;
      case 'goal.completed':
        if (fact.data.by === 'app') provenComplete(state, fact.data);
        return;
      case 'goal.limited':
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
      'check.started': () => `check:${(fact.data as { evidence: string }).evidence}`,
      'checkpoint.taken': () => `checkpoint:${state.checkpointDue ?? state.verification?.id}`,
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

function turnMayStart(state: ThreadState, data: { kind: string; inputs: readonly string[] }): void {
  law(state.turn === null, 'two turns at once');
  law(state.goal?.status === 'active', `a turn started while ${state.goal?.status}`);
  law(state.verification === null, 'a turn started while a check runs');
  law(Object.keys(state.questions).length === 0, 'a turn started while a question is open');
  law(!state.goal?.held, 'a turn started while the gate is held');
  const reached = state.goal && reachedLimit(state.goal.contract.budget, state.goal.usage);
  law((data.kind === 'wrap_up') === (reached !== undefined), `${data.kind} turn with the limit ${reached ? '' : 'not '}reached`);
  const waiting = data.kind === 'wrap_up' ? [] : state.inputs.map((input) => input.id);
  law(waiting.join() === data.inputs.join(), 'queued input did not go first');
  const fromPeople = state.inputs.some((input) => input.from !== 'app');
  law(data.kind === 'wrap_up' || (data.kind === 'user') === fromPeople, 'input of people makes a user turn');
}

function requestMayStart(state: ThreadState, data: { turn: string }): void {
  const { turn, goal } = state;
  law(goal?.status === 'active', `a request started while ${goal?.status}`);
  law(turn?.id === data.turn && turn.request === null && turn.calls.length === 0, 'a request while another thing is pending');
  law(state.verification === null, 'a request while a check runs');
  law(!overLimit(state), 'a request over the limit');
}

function overLimit({ goal, turn }: ThreadState): boolean {
  if (!goal || turn?.kind === 'wrap_up') return false;
  return reachedLimitWithinTurn(goal.contract.budget, goal.usage) !== undefined;
}

function toolMayStart(state: ThreadState, data: { name: string }): void {
  law(state.goal?.status === 'active' && state.verification === null, 'a tool started beside a check');
  law(state.checkpointDue === null, 'a tool started before the checkpoint of the turn before');
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
  law(turn === null, `a turn is open while ${goal?.status}`);
  law(verification === null, `a check is open while ${goal?.status}`);
}

function mayBeOwed(state: ThreadState, owed: readonly Work[]): void {
  const { goal } = state;
  const { next, reason } = policy(state);
  law(reason !== '', 'an answer without a reason');
  if (goal?.status !== 'active') law(!owed.some(asksModel), `a model is owed a question while ${goal?.status}`);
  law(
    owed.some((work) => work.kind === 'start-turn') === (!state.turn && (next === 'continue' || next === 'wrap_up')),
    `${next} (${reason}) and the work owed disagree`,
  );
  const goesOn = next !== 'ask' && next !== 'stop' && goal?.status !== 'usage_limited';
  const asks = next === 'ask' && (goal?.status === 'verifying' || goal?.status === 'draft' || goal?.status === 'active');
  law(!asks || Object.keys(state.questions).length > 0, `${reason} is asked, and no question is open`);
  law(!goesOn || owed.length > 0, `stuck: ${next} (${reason}) and nothing is owed`);
}
