import { assertNever } from '../kernel/assertNever';
import type { RecordedEvent } from '../thread/events';
import { counted, t } from '../words/t';
import { broughtWords } from './brought';
import * as calls from './conversation/calls';
import * as checkpointNotes from './conversation/checkpointNotes';
import { Draft, NOTHING_OPEN, type Open } from './conversation/draft';
import * as notes from './conversation/goalNotes';
import * as goals from './conversation/goals';
import { permissionNote } from './conversation/permissionNote';
import type { ConversationRow, TurnRow } from './conversation/row';
import * as turns from './conversation/turns';
import { clock, thousands } from './format';
import { hasOlder } from './hasOlder';

/**
 * A thread's events as the rows of its conversation. It is folded like the state, a batch of events onto what stood before, so
 * that a long thread costs a new event and not its whole length. It draws nothing and knows no clock: times are instants.
 */
export interface Conversation {
  /** The first and the last event that were folded. */
  readonly from: number;
  readonly seq: number;
  readonly rows: readonly ConversationRow[];
  readonly open: Open;
}

export const EMPTY_CONVERSATION: Conversation = { from: 1, seq: 0, rows: [], open: NOTHING_OPEN };

/**
 * Folds the events that came after `before.seq`; earlier ones are known already. The same value where there are none. A thread
 * whose older events have come meanwhile is folded anew.
 */
export function extendConversation(known: Conversation, events: readonly RecordedEvent[]): Conversation {
  const before = hasOlder(known.from, events) ? EMPTY_CONVERSATION : known;
  const from = events.findLastIndex((event) => event.seq <= before.seq) + 1;
  const last = events.at(-1);
  if (!last || from >= events.length) return before;
  const draft = new Draft(before.rows, before.open);
  for (const event of events.slice(from)) fold(draft, event);
  return { from: before.seq === 0 ? (events[0]?.seq ?? 1) : before.from, seq: last.seq, rows: draft.rows, open: draft.open };
}

/** The rows to show: of a folded turn only its head and what came of it. */
export function visibleRows(rows: readonly ConversationRow[], isOpen: (turn: string) => boolean): readonly ConversationRow[] {
  return rows.filter((row) => !row.folds || row.turn === null || isOpen(row.turn));
}

/** `14 tools, 2 checks, 3 files`; nothing where there was none. */
export function turnCounts(row: TurnRow): string {
  const parts = [
    row.tools > 0 ? counted(row.tools, 'tool', 'tools') : '',
    row.checks > 0 ? counted(row.checks, 'check', 'checks') : '',
    row.files > 0 ? counted(row.files, 'file', 'files') : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** `2.8 s`, `2:05`: how long a row took, in the width of its column; what was too quick to see is a tenth. */
export function took(ms: number): string {
  return ms < 60_000 ? `${Math.max(0.1, ms / 1_000).toFixed(1)} s` : clock(ms);
}

export function turnTokens(row: TurnRow): string {
  return row.tokens === 0 ? '' : t`${thousands(row.tokens, 0)} tokens`;
}

function fold(draft: Draft, event: RecordedEvent): void {
  switch (event.type) {
    case 'goal.drafted': {
      const { revision, source } = event.data;
      draft.note(event, { icon: 'gate', text: t`Contract drafted, revision ${revision}.`, mono: source ?? '', link: 'goal' });
      return;
    }
    case 'goal.proposed':
      draft.note(event, notes.proposedNote(event.data));
      return;
    case 'goal.edited':
      draft.note(event, notes.editedNote(event.data));
      return;
    case 'goal.activated':
      draft.note(event, notes.activatedNote(event.data));
      return;
    case 'goal.claimed':
      return goals.claimed(draft, event, event.data);
    case 'goal.completed':
      draft.note(event, notes.completedNote(event.data));
      return;
    case 'goal.paused':
      return goals.paused(draft, event, event.data);
    case 'goal.resumed':
      return goals.resumed(draft, event, { word: t`Resumed`, usual: 'resumed' }, event.data);
    case 'goal.reopened':
      return goals.resumed(draft, event, { word: t`Reopened`, usual: 'reopened' }, event.data);
    case 'goal.blocked':
      draft.note(event, notes.blockedNote(event.data));
      return;
    case 'goal.limited':
      draft.note(event, notes.limitedNote(event.data));
      return;
    case 'goal.cleared':
      goals.endPause(draft, event.at);
      draft.note(event, notes.clearedNote(event.data));
      return;
    case 'wrap_up.asked':
      draft.note(event, { icon: 'user', text: t`Asked to wrap up: one turn without tools, then a pause.` });
      return;
    case 'budget.changed':
      draft.note(event, notes.budgetNote(event.data));
      return;
    case 'budget.warned':
      draft.note(event, notes.warnedNote(event.data));
      return;
    case 'model.chosen':
      draft.note(event, notes.modelNote(event.data));
      return;
    case 'turn.started':
      return turns.turnStarted(draft, event, event.data);
    case 'turn.finished':
      return turns.turnEnded(draft, event.at, event.data.reason);
    case 'turn.interrupted':
      draft.note(event, notes.interruptedNote(event.data));
      return turns.turnEnded(draft, event.data.activeUntil, 'interrupted');
    case 'turn.resumed':
      draft.note(event, notes.turnResumedNote());
      return;
    case 'request.started':
      return goals.requestStarted(draft);
    case 'request.failed':
      draft.note(event, goals.requestFailed(event.data), event.data.retryAt !== null);
      return;
    case 'model.responded':
      return turns.responded(draft, event, event.data);
    case 'usage.charged':
      return turns.charged(draft, event.data);
    case 'sandbox.waived':
    case 'sandbox.restored':
      draft.note(event, notes.sandboxNote(event));
      return;
    case 'context.changed':
      draft.note(event, notes.contextNote(event.data));
      return;
    case 'context.compacted':
      draft.note(event, notes.compactedNote(event.data));
      return;
    case 'tool.started':
      return calls.toolStarted(draft, event, event.data);
    case 'tool.finished':
      return calls.toolFinished(draft, event, event.data);
    case 'process.exited':
      draft.note(event, notes.processNote(event.data), true);
      return;
    case 'verification.started':
      return calls.verificationStarted(draft, event, event.data);
    case 'verification.finished':
      return calls.verificationFinished(draft, event, event.data);
    case 'checkpoint.taken':
      return calls.checkpointTaken(draft, event, event.data);
    case 'check.started':
      return calls.checkStarted(draft, event, event.data);
    case 'review.failed':
      draft.note(event, goals.requestFailed(event.data), event.data.retryAt !== null);
      return;
    case 'evidence.recorded':
      return calls.evidenceRecorded(draft, event.data);
    case 'gate.refused':
      draft.note(event, notes.refusedNote(event.data));
      return;
    case 'gate.held':
      draft.note(event, notes.heldNote(event.data));
      return;
    case 'tree.reverted':
      draft.note(event, checkpointNotes.revertedNote(event.data));
      return;
    case 'revert.refused':
      draft.note(event, checkpointNotes.revertRefusedNote(event.data));
      return;
    case 'checkpoints.pruned':
      draft.note(event, checkpointNotes.prunedNote(event.data), true);
      return;
    case 'protected.accepted':
      draft.note(event, { icon: 'user', text: t`Accepted protected change`, mono: event.data.paths.join(', ') });
      return;
    case 'protected.restored':
      draft.note(event, { icon: 'user', text: t`Put back protected files`, mono: event.data.paths.join(', ') });
      return;
    case 'protected.returned':
      draft.note(event, notes.returnedNote(event.data));
      return;
    case 'input.queued':
      draft.inputs.set(event.data.input, { at: event.at, from: event.data.from, text: event.data.text });
      return;
    case 'input.changed':
      return turns.inputChanged(draft, event.data);
    case 'input.withdrawn':
      draft.inputs.delete(event.data.input);
      return;
    case 'input.delivered':
      return turns.inputDelivered(draft, event, event.data);
    case 'place.made':
      draft.note(event, notes.placeNote(event.data));
      return;
    case 'place.removed':
      draft.note(event, { icon: 'user', text: t`Removed the worktree`, mono: event.data.root });
      return;
    case 'result.brought':
      draft.note(event, { icon: 'user', text: t`Brought back ${broughtWords(event.data.result)}.` });
      return;
    case 'mode.changed':
      draft.note(event, notes.modeNote(event.data));
      return;
    case 'question.opened':
      return goals.questionOpened(draft, event, event.data);
    case 'question.answered':
      return goals.questionAnswered(draft, event, event.data);
    case 'permission.granted':
      draft.note(event, permissionNote(event.data));
      return;
    case 'permission.revoked':
      draft.note(event, { icon: 'user', text: t`Took back the permission`, mono: event.data.grant });
      return;
    case 'question.closed':
      draft.note(event, notes.closedNote(event.data));
      return;
    case 'thread.opened':
    case 'thread.archived':
    case 'thread.pinned':
    case 'gate.opened':
    case 'process.opened':
    case 'revert.asked':
    case 'revert.written':
    case 'prune.asked':
    case 'input.steered':
    case 'plan.updated':
    case 'iteration.recorded':
    case 'claim.recorded':
    case 'wait.started':
    case 'wait.ended':
    case 'review.asked':
      // Said by the row of the call, or by the goal's completion.
      return;
    default:
      return assertNever(event);
  }
}
