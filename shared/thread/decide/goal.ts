import { reachedLimit } from '../../budget/limits';
import type { Contract } from '../../goal/contract';
import type { Instant } from '../../kernel/ids';
import type { Command } from '../commands';
import type { Actor } from '../events';
import type { GoalStatus } from '../goalState';
import type { Question } from '../question';
import type { ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';
import { closeOpenWork } from './interrupt';
import { deliverAnswers } from './needs';
import { withdrawPermissions } from './permission';
import { placeDue, placeRefusal } from './place';
import { startVerification } from './verification';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** A goal in one of these is live: a thread has at most one. */
const LIVE: ReadonlySet<GoalStatus> = new Set(['active', 'paused', 'verifying', 'blocked', 'budget_limited', 'usage_limited']);

const RESUMABLE: ReadonlySet<GoalStatus> = new Set([
  'active',
  'paused',
  'verifying',
  'blocked',
  'budget_limited',
  'usage_limited',
]);

export function isLive(state: ThreadState): boolean {
  return state.goal !== null && LIVE.has(state.goal.status);
}

export function draftGoal(state: ThreadState, order: Order<'goal.draft'>, at: Instant): Decided {
  if (isLive(state) && !order.replace) {
    return refuse('goal_live', 'The thread has a live goal. Clear it, edit it, or replace it by the new one.');
  }
  const revision = (state.goal?.revision ?? 0) + 1;
  const data = { by: order.by, contract: order.contract, revision };
  const decision = new Decision(state, at);
  closeOpenWork(decision, order.by, 'another goal was drafted', at);
  closeQuestions(decision, 'another goal was drafted');
  if (isLive(state)) decision.add('goal.cleared', { by: order.by, reason: 'replaced' });
  if (state.mode === 'draft') leaveMode(decision, order.by);
  return decision.add('goal.drafted', order.source === undefined ? data : { ...data, source: order.source }).done();
}

/** An edit makes a new revision, so every older piece of evidence is stale from here on. */
export function editGoal(state: ThreadState, order: Order<'goal.edit'>, at: Instant): Decided {
  if (!state.goal) return noGoal();
  if (state.goal.status === 'complete' || state.goal.status === 'cleared') {
    return refuse('wrong_status', `The goal is ${state.goal.status}. Reopen it before editing.`);
  }
  const decision = new Decision(state, at);
  if (state.verification) closeOpenWork(decision, order.by, 'the contract was edited', at);
  closeQuestions(
    decision,
    'the contract was edited',
    ({ kind }) => kind === 'baseline' || kind === 'acceptance' || kind === 'human',
  );
  withdrawPermissions(decision);
  const why = order.why?.replace(/\s+/g, ' ').trim() ?? '';
  const data = { by: order.by, contract: order.contract, revision: state.goal.revision + 1 };
  return decision.add('goal.edited', why === '' ? data : { ...data, why }).done();
}

export function activateGoal(state: ThreadState, order: Order<'goal.activate'>, at: Instant): Decided {
  if (!state.goal) return noGoal();
  if (state.goal.status !== 'draft')
    return refuse('wrong_status', `The goal is ${state.goal.status}; only a draft is activated.`);
  if (state.verification) return refuse('wrong_status', 'The baseline is being taken already.');
  const misplaced = placeRefusal(state, order.place);
  if (misplaced) return refuse(misplaced.code, misplaced.message);
  const decision = new Decision(state, at);
  closeOpenWork(decision, order.by, 'the goal is being activated', at);
  closeQuestions(decision, 'the baseline is taken again');
  leaveMode(decision, order.by);
  const place = placeDue(state, order.place);
  startVerification(decision, { purpose: 'baseline', accept: order.acceptBaseline, place });
  return decision.done();
}

/** The checks of a draft on the untouched tree, so that its author sees what each comes to before anything is decided. */
export function tryGoal(state: ThreadState, order: Order<'goal.try'>, at: Instant): Decided {
  if (!state.goal) return noGoal();
  if (state.goal.status !== 'draft') {
    return refuse(
      'wrong_status',
      `The goal is ${state.goal.status}; the checks of a draft are tried. The agent runs those of a live goal.`,
    );
  }
  if (state.verification) return refuse('wrong_status', 'The checks are being run already.');
  const decision = new Decision(state, at);
  closeOpenWork(decision, order.by, 'the checks are being tried', at);
  closeQuestions(decision, 'the baseline is taken again');
  startVerification(decision, { purpose: 'baseline', trial: true });
  return decision.done();
}

export function pauseGoal(state: ThreadState, order: Order<'goal.pause'>, at: Instant): Decided {
  if (!state.goal) return noGoal();
  const { status } = state.goal;
  const decision = new Decision(state, at);
  if (status === 'draft' && state.verification) {
    closeOpenWork(decision, order.by, order.reason, at);
    return decision.done();
  }
  if (status !== 'active' && status !== 'verifying' && status !== 'usage_limited') {
    return refuse('wrong_status', `The goal is ${status}; there is nothing to pause.`);
  }
  if (!keepsAsking(state, order.reason)) closeOpenWork(decision, order.by, order.reason, at);
  return decision.add('goal.paused', { by: order.by, reason: order.reason }).done();
}

/**
 * A turn that only waits for a permission stands still over a pause, and its question stays open: nothing of it runs. An interrupt means
 * the turn itself.
 */
function keepsAsking({ turn }: ThreadState, reason: string): boolean {
  return reason !== 'interrupt' && (turn?.calls.some((call) => call.asks !== null) ?? false);
}

export function resumeGoal(state: ThreadState, order: Order<'goal.resume'>, at: Instant): Decided {
  const decision = new Decision(state, at);
  return resumeHere(decision, order.by, order.reason) ?? decision.done();
}

/** Lets the goal go on from where a decision stands, which may have taken answers already. Answers the refusal where it cannot. */
export function resumeHere(decision: Decision, by: Actor, reason: string): Decided | undefined {
  const { state } = decision;
  const { goal } = state;
  if (!goal) return noGoal();
  if (!RESUMABLE.has(goal.status)) {
    const remedy = goal.status === 'draft' ? 'Activate it first.' : 'Reopen it, or draft another.';
    return refuse('wrong_status', `The goal is ${goal.status}. ${remedy}`);
  }
  const waiting = Object.values(state.questions).find(
    ({ question }) => question.kind !== 'need' && question.kind !== 'permission',
  );
  if (waiting) {
    return refuse('question_open', `${waiting.question.text} Answer it first (need "${waiting.question.id}").`);
  }
  const used = reachedLimit(goal.contract.budget, goal.usage);
  if (used) {
    return refuse('budget_used_up', `The ${used.limit} budget is used up: ${used.used} of ${used.max}. Extend it to resume.`);
  }
  if (goal.status === 'verifying' || (goal.status === 'active' && state.turn)) return undefined;
  deliverAnswers(decision);
  closeQuestions(decision, 'resumed without an answer', ({ kind }) => kind !== 'permission');
  leaveMode(decision, by);
  decision.add('goal.resumed', { by, reason });
  return undefined;
}

export function clearGoal(state: ThreadState, order: Order<'goal.clear'>, at: Instant): Decided {
  if (!state.goal || state.goal.status === 'cleared') return noGoal();
  const decision = new Decision(state, at);
  closeOpenWork(decision, order.by, 'the goal was cleared', at);
  closeQuestions(decision, 'the goal was cleared');
  return decision.add('goal.cleared', { by: order.by, reason: order.reason }).done();
}

export function reopenGoal(state: ThreadState, order: Order<'goal.reopen'>, at: Instant): Decided {
  if (state.goal?.status !== 'complete') return refuse('wrong_status', 'Only a complete goal is reopened.');
  if (state.place?.removed) {
    return refuse(
      'no_worktree',
      'The worktree that the goal worked in was removed. Draft it anew; its result is in what was brought back.',
    );
  }
  const decision = new Decision(state, at);
  closeOpenWork(decision, order.by, 'the goal was reopened', at);
  leaveMode(decision, order.by);
  return decision.add('goal.reopened', { by: order.by, reason: order.reason }).done();
}

/** Who sets a goal going wants more than a plan, and who drafts one has what drafting was for. */
function leaveMode(decision: Decision, by: Actor): void {
  if (decision.state.mode !== 'goal') decision.add('mode.changed', { by, mode: 'goal' });
}

/** A question outlives neither its goal nor what asked it (law 7). */
export function closeQuestions(decision: Decision, reason: string, which: (question: Question) => boolean = () => true): void {
  for (const { question } of Object.values(decision.state.questions)) {
    if (which(question)) decision.add('question.closed', { question: question.id, reason });
  }
}

export function noGoal(): Decided {
  return refuse('no_goal', 'The thread has no goal. Draft one first.');
}

/** A contract's check by its id. */
export function checkById(contract: Contract, id: string) {
  return [...contract.verification, ...contract.constraints.flatMap((constraint) => constraint.check ?? [])].find(
    (check) => check.id === id,
  );
}
