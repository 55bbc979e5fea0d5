import { tokensIn } from '../budget/tokens';
import type { ModelRef, TranscriptItem } from '../provider/model';
import { toolSpecs } from '../tools/specs';
import { INSTRUCTIONS } from './prompt';
import type { ThreadState, TurnState } from './state';

/**
 * How much a model takes where nobody has said it. Hosted models have taken this much or more since 2024, so none of theirs is
 * filled beyond what it takes; smaller ones, as on one's own machine, are told with `--context-tokens`, and a server that refuses
 * a conversation as too long is believed before this.
 */
export const DEFAULT_CONTEXT_TOKENS = 128_000;

/** The least that can be worked with: instructions, tools and a contract take about half of it. */
export const LEAST_CONTEXT_TOKENS = 8_000;

/** Why a smaller one is not taken, with the remedy. */
export function contextTooSmall(): string {
  const least = LEAST_CONTEXT_TOKENS.toLocaleString('en-US');
  return `A context of fewer than ${least} tokens leaves no room to work in beside instructions, tools and contract. Use a model that takes ${least} or more.`;
}

/**
 * The share of it that is filled before the conversation is compacted: what is left holds the answer of a model that reasons at
 * length, and the error of an estimate.
 */
const FILL_SHARE = 0.8;

/** What an item takes in a request besides its text: keys, ids, quotes. */
const ITEM_CHARACTERS = 40;

/** Instructions and tools, which every request of a turn carries. The tools are asked for once: they are always the same. */
const FIXED_TOKENS = tokensIn(INSTRUCTIONS.length + JSON.stringify(toolSpecs()).length);

/** What the model takes in one request, in tokens; null for the scripted agent, which has no such limit. */
export function contextWindow(state: ThreadState): number | null {
  const told = toldWindow(state.model);
  const { refusedAt } = state.context;
  return told === null || refusedAt === null ? told : Math.min(told, refusedAt);
}

function toldWindow(model: ModelRef): number | null {
  return model.api === 'scripted' ? null : (model.contextTokens ?? DEFAULT_CONTEXT_TOKENS);
}

/** From here on, in tokens, the next request waits for a compaction; null where there is no limit. */
export function contextLimit(state: ThreadState): number | null {
  const window = contextWindow(state);
  return window === null ? null : Math.floor(window * FILL_SHARE);
}

/** How full the next request of a turn's would be, in tokens: as the server last counted, and an estimate of what came since. */
export function contextTokens({ context }: ThreadState): number {
  return (context.counted ?? FIXED_TOKENS) + tokensIn(context.characters);
}

/** The same for a conversation that is not sent yet. */
export function tokensOf(items: readonly TranscriptItem[]): number {
  return FIXED_TOKENS + tokensIn(charactersOf(items));
}

export function charactersOf(items: readonly TranscriptItem[]): number {
  return items.reduce((sum, item) => sum + ITEM_CHARACTERS + itemCharacters(item), 0);
}

function itemCharacters(item: TranscriptItem): number {
  switch (item.type) {
    case 'message':
      return item.text.length;
    case 'reasoning':
      return (item.encrypted?.length ?? 0) + item.summary.reduce((sum, part) => sum + part.length, 0);
    case 'tool_call':
      return item.name.length + item.arguments.length;
    case 'tool_result':
      return item.output.length;
  }
}

/**
 * Whether the turn's next request must wait for a compaction: the conversation is as full as it may be, or was refused as too long.
 * A wrap-up is short and comes when the budget is gone, so it never waits; and what holds nothing but its opening cannot shrink.
 */
export function needsCompaction(state: ThreadState, turn: TurnState): boolean {
  if (turn.request) return turn.request.compacts;
  const limit = contextLimit(state);
  if (limit === null || turn.kind === 'wrap_up' || turn.calls.length > 0 || !isCompactable(state)) return false;
  return state.context.refused || contextTokens(state) >= limit;
}

/** A compaction can win something: more stands there than what opens a conversation. */
export function isCompactable(state: ThreadState): boolean {
  return state.transcript.length > 1;
}
