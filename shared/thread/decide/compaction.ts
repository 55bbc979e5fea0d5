import type { Instant } from '../../kernel/ids';
import type { ProviderError, TranscriptItem } from '../../provider/model';
import type { Dossier } from '../../tools/dossier';
import type { Command } from '../commands';
import { cutText } from '../compaction/fit';
import { keptItems } from '../compaction/kept';
import { summaryInputTokens } from '../compaction/request';
import { charactersFor, hasRoom, SHARES } from '../compaction/room';
import { compactedText } from '../compaction/text';
import { contextTokens, contextTooSmall, contextWindow, isCompactable, LEAST_CONTEXT_TOKENS, tokensOf } from '../context';
import { contextCompacted } from '../evolve/context';
import type { ThreadState, TurnState } from '../state';
import { blockGoal } from './blocked';
import { type Decided, Decision, refuse } from './decision';
import { finishTurn } from './turnEnd';

/** A summary that still does not fit at an eighth of the conversation never will. */
const SUMMARY_REFUSALS = 3;

/** A model that answers without a word, asked so often, has none. */
const EMPTY_SUMMARIES = 3;

/** Asks for the summary, or stops where the last one did not help: compacting again would spend as much and come to the same. */
export function startCompaction(
  decision: Decision,
  turn: TurnState,
  due: { readonly request: string; readonly attempt: number; readonly inputUsd?: number | null },
): void {
  const { state } = decision;
  if (state.context.unproven || !hasRoom(state)) return blockForContext(decision);
  const { request, attempt, inputUsd } = due;
  const inputEstimate = summaryInputTokens(state);
  const cost = inputUsd === undefined ? {} : { inputUsd };
  decision.add('request.started', { request, turn: turn.id, attempt, inputEstimate, purpose: 'compaction', ...cost });
}

/** The summary in an answer: its words alone, since no tool was offered; nothing where it has none. */
export function summaryIn(items: readonly TranscriptItem[]): string | undefined {
  const words = items.flatMap((item) => (item.type === 'message' && item.role === 'assistant' ? [item.text] : []));
  return words.join('\n\n').trim() || undefined;
}

/** Puts what is restated from the state, the summary and the last steps in the conversation's place. */
export function compact(decision: Decision, turn: TurnState, request: string, said: string): void {
  const { state } = decision;
  const summary = cutText(said, charactersFor(state, SHARES.summary));
  const text = compactedText(state, summary);
  const data = { request, turn: turn.id, summary, text, kept: keptItems(state), before: contextTokens(state), after: 0 };
  const after = tokensOf(contextCompacted(state, data).transcript);
  decision.add('context.compacted', { ...data, after });
}

export const EMPTY_SUMMARY: ProviderError = {
  kind: 'cut',
  message: 'The model answered the request for a summary of the conversation without one.',
};

/**
 * What a fault means to a compaction, before the usual rules of asking again: a conversation that was called too long is compacted
 * and then asked at once; a summary that is too long itself is asked of less; one that stays empty is given up.
 */
export function compactionRetry(
  state: ThreadState,
  error: ProviderError,
  at: Instant,
): { readonly retryAt: Instant | null } | undefined {
  const { turn, context } = state;
  const compacts = turn?.request?.compacts ?? false;
  if (error === EMPTY_SUMMARY && (turn?.request?.attempt ?? 0) >= EMPTY_SUMMARIES) return { retryAt: null };
  if (error.kind !== 'context_full') return undefined;
  if (compacts) return { retryAt: context.summaryRefusals < SUMMARY_REFUSALS ? at : null };
  const helps = turn?.kind !== 'wrap_up' && !context.unproven && isCompactable(state) && contextWindow(state) !== null;
  return { retryAt: helps && hasRoom(state) ? at : null };
}

/** Somebody knows better how much the model takes: the conversation as it stands is tried again. */
export function changeContext(state: ThreadState, order: Extract<Command, { type: 'context.change' }>, at: Instant): Decided {
  const { by, tokens } = order;
  if (state.model.api === 'scripted') return refuse('wrong_status', 'The scripted agent has no context that could be too small.');
  if (tokens < LEAST_CONTEXT_TOKENS) return refuse('bad_answer', contextTooSmall());
  return new Decision(state, at).add('context.changed', { by, tokens }).done();
}

/** The goal cannot go on in this context; what can be done about it is in the dossier. A plan beside no pursued goal just ends. */
function blockForContext(decision: Decision): void {
  if (decision.state.goal?.status !== 'active') return finishTurn(decision, 'context_full');
  blockGoal(decision, 'app', 'provider_context_full', contextDossier(decision.state));
}

export function contextDossier(state: ThreadState, said = ''): Dossier {
  const window = contextWindow(state) ?? 0;
  const size = `${contextTokens(state).toLocaleString('en-US')} tokens, of ${window.toLocaleString('en-US')} that the model takes`;
  const blocker = `The conversation stays too long for the model (${size})${said === '' ? '' : `: ${said.replace(/\.$/, '')}`}`;
  const tried = state.context.compactions;
  return {
    attempts: [
      tried === 0 ? 'Asked the model.' : `Compacted the conversation (${tried === 1 ? 'once' : `${tried} times`} so far).`,
    ],
    evidence: [],
    blocker,
    needs: [{ id: 'provider', kind: 'text', question: `${blocker}. ${REMEDY}` }],
  };
}

const REMEDY =
  'If the model takes more than that, resume the thread with --context-tokens N. Otherwise shorten the contract, or go on with a model that has a larger context: --model NAME.';
