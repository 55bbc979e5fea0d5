import type { Work } from '../../shared/continuation/owed';
import type { Contract } from '../../shared/goal/contract';
import { assertNever } from '../../shared/kernel/assertNever';
import type { Command } from '../../shared/thread/commands';
import type { PlaceChoice } from '../../shared/thread/place';
import { waiverPhrase } from '../../shared/thread/waiver';
import type { AskedNeed } from '../../shared/tools/dossier';
import { faultOf, itemsOf, reviewItems } from './historyModel';
import type { HistoryGoal, ModelMove, Move, Surroundings, UserMove } from './historyMoves';
import { judgedPermission } from './judgedPermission';
import { SimulatedThread, testContract } from './simulatedThread';
import { beginReview, checkpointOf, PASS, placeOf, red, reportOf, revertOf } from './simulatedWork';
import { ThreadLaws } from './threadLaws';

type Finish = (model: ModelMove) => Command;

interface InHand {
  readonly key: string;
  readonly finish: Finish;
}

const DEAD_MS = 3_600_000;
type RequestWork = Extract<Work, { kind: 'request-model' }> | Extract<Work, { kind: 'compact' }>;

const PROTECTED_PATH = 'test/a.js';

/** A thread with a life of its own: every piece of work begins and ends at its own time, and anything may come between. */
export class History {
  readonly thread: SimulatedThread;
  readonly laws = new ThreadLaws();
  readonly #contract: Contract;
  /** Whether the user's table has a price for the model. */
  #priced = true;
  /** Every report that a worker ever had in hand; those of work that was cut stay, and may arrive late. */
  readonly #inHand: InHand[] = [];

  constructor(goal: HistoryGoal) {
    this.#contract = contractOf(goal);
    this.thread = new SimulatedThread({ protectedFiles: protectedFiles(this.#contract, false) });
    this.thread.watch = (submission) => this.laws.see(submission);
    this.thread.submit({
      type: 'thread.open',
      workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
      model: { api: 'responses', model: 'm', ...(goal.context === null ? {} : { contextTokens: goal.context }) },
    });
    this.#renew(true, goal.apart ? 'worktree' : undefined);
  }

  play(move: Move): void {
    switch (move.move) {
      case 'work':
        this.#surround(move.world);
        return this.#goOn(move.pick, move.model);
      case 'late':
        this.#surround(move.world);
        return this.#arriveLate(move.pick, move.model);
      case 'user':
        return this.#order(move.order);
      case 'answer':
        return this.#answer(move.pick, move.option);
      case 'time':
        this.thread.at += move.ms;
        return;
      default:
        return assertNever(move);
    }
  }

  /** Nobody orders anything any more: carries out what is owed until nothing is. Throws when that takes more than `most` steps. */
  settle(model: ModelMove, most: number): void {
    for (let step = 0; this.thread.owed.length > 0; step++) {
      if (step >= most) throw new Error(`still owed after ${most} steps: ${this.thread.owed.map((work) => work.key).join(', ')}`);
      this.#goOn(0, model);
    }
  }

  #goOn(pick: number, model: ModelMove): void {
    const { owed } = this.thread;
    const work = owed[pick % Math.max(1, owed.length)];
    if (!work) return;
    const begun = this.#inHand.findIndex((entry) => entry.key === work.key);
    const [entry] = begun === -1 ? [] : this.#inHand.splice(begun, 1);
    if (entry) this.thread.submit(entry.finish(model));
    else this.#begin(work);
  }

  /** A report for work that is no longer owed must change nothing. */
  #arriveLate(pick: number, model: ModelMove): void {
    const [entry] = this.#inHand.splice(pick % Math.max(1, this.#inHand.length), 1);
    if (!entry) return;
    const owed = this.thread.owed.some((work) => work.key === entry.key);
    const refusal = this.thread.submit(entry.finish(model));
    if (!owed && !refusal) throw new Error(`a late report was taken: ${entry.key}`);
  }

  #begin(work: Work): void {
    const { thread } = this;
    const keep = (finish: Finish) => void this.#inHand.push({ key: work.key, finish });
    switch (work.kind) {
      case 'make-place': {
        const made = placeOf(thread.now, work.choice);
        return keep(() => ({ type: 'place.record', verification: work.verification, made }));
      }
      case 'take-checkpoint': {
        const taken = checkpointOf(thread.world, work, thread.now);
        return keep(() => taken);
      }
      case 'revert-tree': {
        // What it is to do is known when it begins; a report that comes late is of that revert still.
        const asked = thread.now;
        return keep(() => revertOf(thread.world, asked));
      }
      case 'prune-checkpoints':
        return keep(() => ({ type: 'prune.finish', checkpoints: work.checkpoints }));
      case 'run-check': {
        const { verification, check, evidence } = work;
        this.#owe({ type: 'check.start', verification, check, evidence });
        const verdict = reportOf(thread.world.verdict(check, thread.world.tree));
        return keep(() => ({ type: 'check.finish', verification, check, evidence, report: verdict }));
      }
      case 'review':
        return this.#beginReview(work, keep);
      case 'start-turn':
        return this.#owe({ type: 'turn.start', reason: work.reason });
      case 'request-model':
      case 'compact':
        return this.#beginRequest(work, keep);
      case 'run-tool':
        return this.#beginTool(work, keep);
      case 'ask-permission': {
        const judged = judgedPermission(thread.now, work.call);
        return keep(() => ({ type: 'permission.ask', call: work.call, judged }));
      }
      case 'await':
        thread.at = Math.max(thread.at, Math.min(work.until.deadline ?? 0, thread.at + 5_000));
        return keep(() => ({ type: 'wait.end', call: work.call, reason: 'The time is over.' }));
      case 'restore-protected':
        return keep(() => {
          thread.world.protectedFiles = { ...thread.now.goal?.protected };
          return { type: 'protected.restore', paths: work.paths };
        });
      case 'await-reset':
        thread.at = Math.max(thread.at, work.at);
        return keep(() => ({ type: 'usage.reset' }));
      case 'end-processes':
        return thread.carryOut(work);
      default:
        return assertNever(work);
    }
  }

  /** What is owed can be begun. */
  #owe(command: Command): void {
    const refusal = this.thread.submit(command);
    if (refusal) throw new Error(`what is owed was refused: ${command.type}, ${refusal.message}`);
  }

  #beginRequest(work: RequestWork, keep: (finish: Finish) => void): void {
    const { request } = work;
    this.thread.at = Math.max(this.thread.at, work.notBefore);
    this.#owe({ type: 'request.start', request, inputUsd: this.#priced ? 0.125 : null });
    if (this.thread.now.turn?.request?.id !== request) return;
    keep((model) => {
      const tokens = 'full' in model && model.full ? this.#fullTokens() : { input: 100, cached: 60, output: 10 };
      const usd = this.#priced ? 0.25 : null;
      if (model.says !== 'fault') return { type: 'request.finish', request, items: itemsOf(model), tokens, usd };
      const paid = model.paid ? { tokens, usd } : { tokens: null, usd: null };
      return { type: 'request.fail', request, error: faultOf(model, this.thread.at), jitter: 0.5, ...paid };
    });
  }

  #beginReview(work: Extract<Work, { kind: 'review' }>, keep: (finish: Finish) => void): void {
    const { request } = work;
    this.thread.at = Math.max(this.thread.at, work.notBefore);
    const port = { state: () => this.thread.now, submit: (command: Command) => this.#owe(command) };
    beginReview(work, port, this.#priced ? 0.125 : null);
    if (this.thread.now.verification?.running?.review?.request?.id !== request) return;
    const asked = this.thread.now;
    keep((model) => {
      const usd = this.#priced ? 0.25 : null;
      const tokens = { input: 100, cached: 60, output: 10 };
      if (model.says !== 'fault')
        return { type: 'review.finish', request, items: reviewItems(asked, model), tokens, usd, estimated: false };
      const paid = model.paid ? { tokens, usd } : { tokens: null, usd: null };
      return { type: 'review.fail', request, error: faultOf(model, this.thread.at), jitter: 0.5, estimated: false, ...paid };
    });
  }

  /** As a server counts a conversation that nearly fills what the model takes; nearly all of it cached, so that no budget is moved. */
  #fullTokens() {
    const { model } = this.thread.now;
    const input = model.api === 'scripted' || model.contextTokens === undefined ? 127_000 : model.contextTokens - 200;
    return { input, cached: input - 40, output: 10 };
  }

  #beginTool(work: Extract<Work, { kind: 'run-tool' }>, keep: (finish: Finish) => void): void {
    this.#owe({ type: 'tool.start', call: work.call });
    const started = this.thread.now.turn?.calls.find((entry) => entry.call === work.call);
    if (started?.status !== 'started' || started.wait || this.thread.now.verification) return;
    const opened = started.arguments.includes('"background":true') ? { process: `p-${work.call}`, command: 'serve' } : undefined;
    const ran = { status: 'ok' as const, output: 'done', durationMs: 3, ...(opened && { opened }) };
    keep(() => ({ type: 'tool.finish', call: work.call, report: ran }));
  }

  #order(order: UserMove): void {
    const { thread } = this;
    switch (order) {
      case 'input':
        return void thread.submit({ type: 'input.queue', text: 'look at the cache' });
      case 'steer':
        return void thread.submit({ type: 'input.queue', text: 'not the cart', steer: true });
      case 'steer_queued':
        return this.#withQueued((input) => thread.submit({ type: 'input.steer', input }));
      case 'reword':
        return this.#withQueued((input) => thread.submit({ type: 'input.edit', input, text: `again ${thread.at}` }));
      case 'withdraw':
        return this.#withQueued((input) => thread.submit({ type: 'input.withdraw', input }));
      case 'plan':
        return void thread.submit({ type: 'mode.set', by: 'user', mode: 'plan' });
      case 'draft':
        return void thread.submit({ type: 'mode.set', by: 'user', mode: 'draft' });
      case 'revoke':
        return void thread.submit({ type: 'permission.revoke', by: 'user', grant: thread.now.goal?.grants[0]?.id ?? 'g1' });
      case 'pursue':
        return void thread.submit({ type: 'mode.set', by: 'user', mode: 'goal' });
      case 'interrupt':
        return void thread.submit({ type: 'turn.interrupt', by: 'user', reason: 'interrupt' });
      case 'replace':
        return void thread.submit({ type: 'goal.draft', by: 'user', contract: this.#contract, replace: true });
      case 'archive':
        return void thread.submit({ type: 'thread.archive', by: 'user', archived: true });
      case 'take_back':
        return void thread.submit({ type: 'thread.archive', by: 'user', archived: false });
      case 'pin':
        return void thread.submit({ type: 'thread.pin', by: 'user', pinned: !thread.now.pinned });
      case 'pause':
        return void thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
      case 'resume':
        return void thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
      case 'wrap_up':
        return void thread.submit({ type: 'goal.wrap_up', by: 'user' });
      case 'clear':
        return void thread.submit({ type: 'goal.clear', by: 'user', reason: 'cleared' });
      case 'edit':
        return this.#edit({});
      case 'reopen':
        return void thread.submit({ type: 'goal.reopen', by: 'user', reason: 'reopened' });
      case 'renew':
        return this.#renew(false);
      case 'activate':
        return void thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: false });
      case 'renew_apart':
        return this.#renew(false, 'worktree');
      case 'remove_worktree':
      case 'discard_worktree':
        return void thread.submit({ type: 'place.remove', by: 'user', discard: order === 'discard_worktree' });
      case 'bring':
        return this.#bring();
      case 'try':
        return void thread.submit({ type: 'goal.try', by: 'user' });
      case 'no_budget':
        return void thread.submit({ type: 'budget.change', by: 'user', budget: {} });
      case 'small_budget':
        return void thread.submit({ type: 'budget.change', by: 'user', budget: { tokens: 50, turns: 2, usd: 3 } });
      case 'extend':
        return void thread.submit({ type: 'budget.change', by: 'user', budget: { tokens: 5_000, usd: 50 }, resume: true });
      case 'extend_little':
        return void thread.submit({ type: 'budget.change', by: 'user', budget: { tokens: 60, minutes: 5 }, resume: true });
      case 'by_user':
        return this.#edit({ resume: 'user' });
      case 'by_itself':
        return this.#edit({ resume: 'auto' });
      case 'price':
        this.#priced = !this.#priced;
        return;
      case 'model':
        return void thread.submit({ type: 'model.choose', by: 'user', model: { api: 'responses', model: 'other' } });
      case 'context':
        return void thread.submit({ type: 'context.change', by: 'user', tokens: 12_000 });
      case 'waive':
        return void thread.submit({ type: 'sandbox.waive', by: 'user', words: ` ${waiverPhrase(thread.now)} ` });
      case 'waive_badly':
        return void thread.submit({ type: 'sandbox.waive', by: 'user', words: 'yes' });
      case 'restore':
        return void thread.submit({ type: 'sandbox.restore', by: 'user', reason: 'restored' });
      case 'revert_all':
        return void thread.submit({ type: 'tree.revert', by: 'user', what: { kind: 'all' } });
      case 'revert_turn':
        return void thread.submit({ type: 'tree.revert', by: 'user', what: { kind: 'turn', turn: `t${thread.now.turns}` } });
      case 'undo_revert': {
        const revert = `r${thread.now.reverts}`;
        return void thread.submit({ type: 'tree.revert', by: 'user', what: { kind: 'revert', revert } });
      }
      case 'prune':
        return void thread.submit({ type: 'checkpoints.prune', by: 'user' });
      case 'crash':
        return this.#crash();
      case 'fault':
        return void thread.submit({ type: 'thread.fail', message: 'a worker threw' });
      default:
        return assertNever(order);
    }
  }

  #withQueued(order: (input: string) => void): void {
    const input = this.thread.now.inputs.at(-1);
    if (input) order(input.id);
  }

  /** The app dies and is started again an hour later, which is nobody's active time. */
  #crash(): void {
    this.thread.at += DEAD_MS;
    this.laws.dead(DEAD_MS, this.thread.at);
    this.thread.submit({ type: 'thread.recover' });
  }

  #edit(changes: Partial<Contract>): void {
    const contract = this.thread.now.goal?.contract ?? this.#contract;
    this.thread.submit({ type: 'goal.edit', by: 'user', contract: { ...contract, ...changes } });
  }

  #renew(acceptBaseline: boolean, place?: PlaceChoice): void {
    this.thread.submit({ type: 'goal.draft', by: 'user', contract: this.#contract });
    this.thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline, ...(place && { place }) });
  }

  #bring(): void {
    const { checkpoint } = this.thread.now;
    if (!checkpoint) return;
    const result = { as: 'patch' as const, path: '/r.patch', checkpoint: checkpoint.id, tree: checkpoint.tree, files: 1 };
    this.thread.submit({ type: 'result.record', by: 'user', result });
  }

  #answer(pick: number, option: number): void {
    const open = Object.values(this.thread.now.questions);
    const question = open[pick % Math.max(1, open.length)]?.question;
    const needs = this.thread.now.goal?.needs ?? [];
    if (needs.length > 0 && (!question || question.kind === 'need')) return this.#answerNeeds(needs, pick, option);
    if (!question || question.kind === 'need') return;
    const answer = question.options[option % question.options.length] ?? 'accept';
    const name = question.kind === 'human' ? { name: 'Ada' } : {};
    this.thread.submit({ type: 'question.answer', question: question.id, answer, ...name });
  }

  /** One need, answered already or not; or all of them together, which lets the goal go on. */
  #answerNeeds(needs: readonly AskedNeed[], pick: number, option: number): void {
    const answer = ['the blue one', 'the red one'][option % 2] ?? '';
    const asked = needs[pick % needs.length];
    if (pick < needs.length && asked) {
      this.thread.submit({ type: 'question.answer', question: asked.need.id, answer });
      return;
    }
    const answers = needs.map(({ need }) => ({ need: need.id, answer }));
    this.thread.submit({ type: 'needs.answer', answers, resume: option < 2 });
  }

  #surround(world: Surroundings): void {
    this.thread.world.tree = `tree${world.tree}`;
    this.thread.world.protectedFiles = protectedFiles(this.#contract, world.tampered);
    this.thread.world.verdict = (check) => (check === world.red ? red(`${check} is red`) : PASS);
  }
}

function protectedFiles(contract: Contract, tampered: boolean): Record<string, string> {
  return contract.protect.length === 0 ? {} : { [PROTECTED_PATH]: tampered ? 'h1' : 'h0' };
}

function contractOf(goal: HistoryGoal): Contract {
  const { verification } = testContract();
  const judged = { id: 'judged', kind: 'review' as const, rubric: ['the change is small', 'no test was weakened'] };
  const look = { id: 'look', kind: 'human' as const, ask: 'it reads well' };
  return testContract({
    verification: [...verification, ...(goal.review ? [judged] : []), ...(goal.looks ? [look] : [])],
    ...(goal.research ? { research: { standard: 'within 1 %' } } : {}),
    accept: goal.accept,
    blocked: { report: '', sameFailure: goal.sameFailure },
    budget: { ...(goal.tokens === null ? {} : { tokens: goal.tokens }), ...(goal.turns === null ? {} : { turns: goal.turns }) },
    protect: goal.protect ? ['test/'] : [],
  });
}
