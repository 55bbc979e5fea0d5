import type { Work } from '../../shared/continuation/owed';
import type { CheckReport, Verdict } from '../../shared/evidence/record';
import { assertNever } from '../../shared/kernel/assertNever';
import type { ProviderError, TranscriptItem } from '../../shared/provider/model';
import type { Command, ToolReport } from '../../shared/thread/commands';
import { checkById } from '../../shared/thread/decide/goal';
import { REVIEW_TOOL } from '../../shared/thread/review/request';
import type { ThreadState } from '../../shared/thread/state';

/** What the simulated model does next: calls and words, or a failure. */
export type Reply =
  | { readonly items: readonly TranscriptItem[]; readonly tokens?: { input: number; cached: number; output: number } }
  | { readonly error: ProviderError };

/** The world around a thread, in memory: what the model answers, what the tree is, what the checks say of it. */
export interface World {
  replies: Reply[];
  tree: string;
  protectedFiles: Record<string, string>;
  verdict: (check: string, tree: string) => Verdict;
  tool: (name: string) => ToolReport;
  /** What a reviewer says, or the fault of its server, each time that one is asked. */
  review: (state: ThreadState) => Reply;
}

/** Where simulated work looks and reports: a thread alone, or an engine's. */
export interface WorkPort {
  state(): ThreadState;
  submit(command: Command): void;
}

export const PASS: Verdict = { verdict: 'pass' };
export const red = (message: string): Verdict => ({ verdict: 'fail', reason: 'exit', message });

/** A world in which the model is silent, the benchmark is red, everything else is green, and every tool is done at once. */
export function newWorld(changes: Partial<World> = {}): World {
  return {
    replies: [],
    tree: 'tree0',
    protectedFiles: {},
    verdict: (check) => (check === 'bench' ? red('180 ms, target < 120 ms') : PASS),
    tool: () => ({ status: 'ok', output: 'done', durationMs: 1 }),
    review: allMet,
    ...changes,
  };
}

/** Carries out one piece of owed work at once, from its beginning to its report. */
export function simulateWork(world: World, work: Work, port: WorkPort): void {
  switch (work.kind) {
    case 'take-checkpoint':
      return port.submit(checkpointOf(world, work, port.state()));
    case 'revert-tree':
      return port.submit(revertOf(world, port.state()));
    case 'prune-checkpoints':
      return port.submit({ type: 'prune.finish', checkpoints: work.checkpoints });
    case 'run-check':
      port.submit({ type: 'check.start', verification: work.verification, check: work.check, evidence: work.evidence });
      return port.submit({
        type: 'check.finish',
        verification: work.verification,
        check: work.check,
        evidence: work.evidence,
        report: reportOf(world.verdict(work.check, world.tree)),
      });
    case 'review':
      return simulateReview(world, work, port);
    case 'start-turn':
      return port.submit({ type: 'turn.start', reason: work.reason });
    case 'request-model':
    case 'compact':
      return simulateRequest(world, work.request, port);
    case 'run-tool':
      return simulateTool(world, work.call, port);
    case 'await':
      return port.submit({ type: 'wait.end', call: work.call, reason: 'The time is over.' });
    case 'restore-protected':
      world.protectedFiles = { ...port.state().goal?.protected };
      return port.submit({ type: 'protected.restore', paths: work.paths });
    case 'await-reset':
      return port.submit({ type: 'usage.reset' });
    case 'end-processes':
      for (const id of Object.keys(port.state().processes)) port.submit({ type: 'process.exit', process: id, exit: null });
      return;
    default:
      return assertNever(work);
  }
}

/** Puts the simulated tree back as a whole: as it was at the checkpoint that is gone back to. */
export function revertOf(world: World, { revert, checkpoints }: ThreadState): Command {
  if (!revert) throw new Error('no revert is asked for');
  const tree = checkpoints.find((row) => row.id === revert.to)?.tree ?? world.tree;
  if (tree === world.tree) {
    return { type: 'revert.refuse', revert: revert.id, message: 'There is nothing to put back.', paths: [] };
  }
  world.tree = tree;
  return { type: 'revert.write', revert: revert.id, paths: ['src/a.js'] };
}

/** The report of a checkpoint taken of the world as it is now. */
export function checkpointOf(world: World, work: Extract<Work, { kind: 'take-checkpoint' }>, state: ThreadState): Command {
  const { tree, protectedFiles } = world;
  const accepted = state.goal?.protected ?? {};
  const paths = Object.keys(protectedFiles).filter((path) => accepted[path] !== protectedFiles[path]);
  const n = state.checkpointCount + 1;
  const last = state.checkpoint;
  const same = last?.tree === tree && last.protectedDigest === JSON.stringify(protectedFiles);
  return {
    type: 'checkpoint.record',
    reason: work.reason,
    checkpoint: {
      id: `c${n}`,
      n,
      commit: same ? last.commit : `commit${n}`,
      ...(same ? { anchor: last.anchor ?? last.n } : {}),
      tree,
      evidenceTree: tree,
      protected: { ...protectedFiles },
      protectedDigest: JSON.stringify(protectedFiles),
      environment: 'env',
    },
    changed: [],
    notes: [],
    ...(work.verification === undefined ? {} : { verification: work.verification }),
    ...(work.turn === undefined ? {} : { turn: work.turn }),
    ...(work.revert === undefined ? {} : { revert: work.revert }),
    ...(work.reason === 'gate' && paths.length > 0
      ? { protectedDiff: { paths, diff: { sha256: '0'.repeat(64), bytes: 1 }, excerpt: '-a\n+b' } }
      : {}),
  };
}

function simulateRequest(world: World, request: string, port: WorkPort): void {
  port.submit({ type: 'request.start', request });
  if (port.state().turn?.request?.id !== request) return;
  const reply = world.replies.shift();
  if (!reply) throw new Error('the simulated model has no reply');
  if ('error' in reply)
    return port.submit({ type: 'request.fail', request, error: reply.error, tokens: null, usd: null, jitter: 0 });
  const tokens = reply.tokens ?? { input: 100, cached: 60, output: 10 };
  port.submit({ type: 'request.finish', request, items: reply.items, tokens, usd: null });
}

/** The review that runs, as its server answers it; `usd` is what it costs. */
function simulateReview(world: World, work: Extract<Work, { kind: 'review' }>, port: WorkPort): void {
  beginReview(work, port);
  const { request } = work;
  if (port.state().verification?.running?.review?.request?.id !== request) return;
  const reply = world.review(port.state());
  const paid = { usd: null, estimated: false };
  if ('error' in reply)
    return port.submit({ type: 'review.fail', request, error: reply.error, tokens: null, ...paid, jitter: 0 });
  const tokens = reply.tokens ?? { input: 100, cached: 60, output: 10 };
  port.submit({ type: 'review.finish', request, items: reply.items, tokens, ...paid });
}

/** The check is started and its reviewer asked, unless the budget is used up or there is no price. */
export function beginReview(work: Extract<Work, { kind: 'review' }>, port: WorkPort, inputUsd: number | null = null): void {
  const { verification, check, evidence, request } = work;
  if (port.state().verification?.running?.evidence !== evidence)
    port.submit({ type: 'check.start', verification, check, evidence });
  port.submit({ type: 'review.start', request, model: 'reviewer', inputEstimate: 50, inputUsd, notShown: [] });
}

/** A reviewer that finds everything met by the diff. */
export function allMet(state: ThreadState): Reply {
  return { items: reviewOf(state, 'met', [state.verification?.checkpoint?.id ?? '']) };
}

/** One answer to every criterion of the running review. */
export function reviewOf(state: ThreadState, answer: string, evidence: readonly string[]): readonly TranscriptItem[] {
  const check = state.goal && checkById(state.goal.contract, state.verification?.running?.check ?? '');
  const rubric = check?.kind === 'review' ? check.rubric : [];
  const criteria = rubric.map((_, index) => ({ n: index + 1, answer, evidence, why: 'so it stands there' }));
  return [{ type: 'tool_call', call: 'review', name: REVIEW_TOOL, arguments: JSON.stringify({ criteria }) }];
}

function simulateTool(world: World, id: string, port: WorkPort): void {
  const find = () => port.state().turn?.calls.find((entry) => entry.call === id);
  if (find()?.status === 'pending') port.submit({ type: 'tool.start', call: id });
  const started = find();
  if (started?.status === 'started' && !started.wait && !port.state().verification) {
    port.submit({ type: 'tool.finish', call: id, report: world.tool(started.name) });
  }
}

export function reportOf(verdict: Verdict): CheckReport {
  return {
    verdict,
    command: 'node bench.js',
    sandbox: 'enforced',
    environment: 'env',
    startedAt: 0,
    durationMs: 5,
    runs: [],
    excerpt: verdict.verdict === 'pass' ? 'ok' : 'not ok 1 - never charges twice',
    undone: [],
  };
}
