import type { Instant } from '../../kernel/ids';
import { revertWords } from '../../workspace/revert';
import { missingCheckpoint, rowOfTree } from '../checkpoints/held';
import type { CheckpointOrder } from '../checkpoints/orders';
import { prunable, pruneDue } from '../checkpoints/prune';
import { isOver } from '../over';
import { isRestoring, type ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';

type Order<T extends CheckpointOrder['type']> = Extract<CheckpointOrder, { type: T }>;

/** What goes back, between which checkpoints; or the sentence that says why that cannot be. */
type Span = { readonly from: string; readonly to: string } | string;

/** Puts files back, at once where nothing works on the tree; what is there now is held by a checkpoint before. */
export function revertTree(state: ThreadState, order: Order<'tree.revert'>, at: Instant): Decided {
  const busy = busyWords(state);
  if (busy !== undefined) return refuse(state.turn ? 'turn_open' : 'tree_busy', busy);
  const span = spanOf(state, order);
  if (typeof span === 'string') return refuse('no_checkpoint', span);
  const { by, what } = order;
  return new Decision(state, at).add('revert.asked', { revert: `r${state.reverts + 1}`, by, what, ...span }).done();
}

/** Why no file may be put back under what works on the tree now. */
function busyWords(state: ThreadState): string | undefined {
  if (state.turn) {
    return `Turn ${state.turn.id} is running, and files are not put back under its hands. Interrupt it first (that pauses the goal), or wait until it has ended.`;
  }
  if (state.verification) return 'Checks are running on this tree. Put files back when they are done, or pause the goal first.';
  if (isRestoring(state)) return 'Protected files are being put back. Try again when that is done.';
  if (state.revert) return `${state.revert.id} is being put back. Try again when that is done.`;
  return undefined;
}

function spanOf(state: ThreadState, { what, from, to }: Order<'tree.revert'>): Span {
  if (what.kind === 'turn') return turnSpan(state, what.turn);
  if (what.kind === 'revert') return revertSpan(state, what.revert);
  const seen = from ?? state.checkpoint?.id;
  const back = to ?? rowOfTree(state, state.startTree)?.id;
  if (seen === undefined || back === undefined) {
    return 'There is nothing to go back to: the first checkpoint is taken when a goal is activated.';
  }
  return missingCheckpoint(state, seen) ?? missingCheckpoint(state, back) ?? { from: seen, to: back };
}

function turnSpan(state: ThreadState, turn: string): Span {
  const iteration = state.goal?.iterations.find((entry) => entry.turn === turn);
  if (!iteration) return `There is no turn "${turn}" of this goal. The ledger lists its turns.`;
  if (!iteration.span) return `Turn ${turn} changed no file: there is nothing of it to put back.`;
  const { before, after } = iteration.span;
  return missingCheckpoint(state, after) ?? missingCheckpoint(state, before) ?? { from: after, to: before };
}

function revertSpan(state: ThreadState, revert: string): Span {
  const rows = state.checkpoints.filter((row) => row.revert === revert);
  const before = rows.find((row) => row.reason === 'before_revert');
  const after = rows.find((row) => row.reason === 'after_revert');
  return before && after ? { from: after.id, to: before.id } : `There is no revert "${revert}" that could be undone.`;
}

export function revertWritten(state: ThreadState, order: Order<'revert.write'>, at: Instant): Decided {
  if (state.revert?.id !== order.revert || state.revert.before === null || state.revert.written !== null) return gone();
  return new Decision(state, at).add('revert.written', { revert: order.revert, paths: [...order.paths] }).done();
}

export function revertRefused(state: ThreadState, order: Order<'revert.refuse'>, at: Instant): Decided {
  if (state.revert?.id !== order.revert) return gone();
  const { revert, message, paths } = order;
  return new Decision(state, at).add('revert.refused', { revert, message, paths: [...paths] }).done();
}

function gone(): Decided {
  return refuse('not_owed', 'The files are not to be put back any more.');
}

/** The checkpoint after is taken: it is done, and the agent is told, so that it does not wonder. */
export function concludeRevert(decision: Decision): void {
  const { revert, checkpoint } = decision.state;
  if (revert?.written == null || revert.before === null || !checkpoint) return;
  const { id, by, what, before } = revert;
  const paths = [...revert.written];
  decision.add('tree.reverted', { revert: id, by, what, paths, before, checkpoint: checkpoint.id });
  if (isOver(decision.state) || decision.state.goal?.status === 'draft') return;
  decision.add('input.queued', {
    input: `i${decision.state.inputCount + 1}`,
    from: 'app',
    text: `The user put back ${revertWords(what)}; these files are not as you left them: ${namedPaths(paths)}. That was on purpose: read them again before you build on them, and do not make the same change again unless the user asks for it.`,
  });
}

/** A model needs to know which; past so many it is to look for itself. */
const PATHS_TOLD = 50;

function namedPaths(paths: readonly string[]): string {
  const more = paths.length - PATHS_TOLD;
  return `${paths.slice(0, PATHS_TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A fault of ours in the middle: it is not tried again, and people are told where to find what was there. */
export function failRevert(decision: Decision, message: string): void {
  const { revert } = decision.state;
  if (!revert) return;
  const held = revert.before === null ? 'No file was changed.' : `${revert.before} holds every file as it was before.`;
  decision.add('revert.refused', { revert: revert.id, message: `${message} ${held}`, paths: [] });
}

export function askPrune(state: ThreadState, order: Order<'checkpoints.prune'>, at: Instant): Decided {
  const decision = new Decision(state, at);
  if (state.pruneAsked || prunable(state).length === 0) return decision.done();
  return decision.add('prune.asked', { by: order.by }).done();
}

/** Of what was let go, that which nothing has come to need meanwhile: its ref is gone, and its objects stay until git cleans up. */
export function finishPrune(state: ThreadState, order: Order<'prune.finish'>, at: Instant): Decided {
  const due = new Set(pruneDue(state));
  if (due.size === 0) return refuse('not_owed', 'Nothing is to be pruned.');
  return new Decision(state, at).add('checkpoints.pruned', { checkpoints: order.checkpoints.filter((id) => due.has(id)) }).done();
}
