import type { ModelRef, ProviderError, TranscriptItem } from '../../provider/model';
import { charactersOf, contextLimit, contextTokens } from '../context';
import type { EventData } from '../events';
import type { ContextState, QueuedInput, ThreadState } from '../state';

/** How many of people's messages are kept word for word, and how much of each; older ones live on in the model's summary. */
const WORDS_KEPT = 20;
const WORDS_LENGTH = 8_000;

function withContext(state: ThreadState, change: Partial<ContextState>): ThreadState {
  return { ...state, context: { ...state.context, ...change } };
}

/** Adds to the conversation, and to what its next request will take. */
export function withItems(state: ThreadState, items: readonly TranscriptItem[]): ThreadState {
  const characters = state.context.characters + charactersOf(items);
  return { ...withContext(state, { characters }), transcript: [...state.transcript, ...items] };
}

/** Keeps what people said as they said it, so that no summary has to. */
export function withWords(state: ThreadState, inputs: readonly QueuedInput[]): ThreadState {
  const said = inputs.filter((input) => input.from !== 'app').map(({ text }) => text.slice(0, WORDS_LENGTH));
  if (said.length === 0) return state;
  return withContext(state, { words: [...state.context.words, ...said].slice(-WORDS_KEPT) });
}

/** Another goal is another conversation: nobody said these words to it. */
export function withoutWords(state: ThreadState): ThreadState {
  return withContext(state, { words: [] });
}

export function contextAnswered(state: ThreadState, request: string): ThreadState {
  return withContext(state, { answered: request, refused: false });
}

/** The server's own count of the answer just heard, which is better than any estimate. A compaction's is of another request. */
export function contextCounted(state: ThreadState, data: EventData<'usage.charged'>): ThreadState {
  if (data.request !== state.context.answered) return state;
  const { input, output } = data.tokens;
  const limit = contextLimit(state);
  const unproven = state.context.unproven && limit !== null && input >= limit;
  return withContext(state, data.estimated ? { unproven } : { unproven, counted: input + output, characters: 0 });
}

/** A conversation that the server calls too long is compacted; a request for a summary that is too long leaves out more. */
export function contextRefused(state: ThreadState, error: ProviderError, compacts: boolean): ThreadState {
  if (error.kind !== 'context_full') return state;
  if (compacts) return withContext(state, { summaryRefusals: state.context.summaryRefusals + 1 });
  const refusedAt = Math.min(contextTokens(state), state.context.refusedAt ?? Number.POSITIVE_INFINITY);
  return withContext(state, { refused: true, refusedAt });
}

/** Somebody looked at it and goes on: a compaction may be tried anew. */
export function contextTriedAnew(state: ThreadState): ThreadState {
  return withContext(state, { unproven: false, summaryRefusals: 0 });
}

/** What a server refused was refused of what the model was thought to take. */
export function contextChanged(state: ThreadState, tokens: number): ThreadState {
  if (state.model.api === 'scripted') return state;
  const changed = { ...state, model: { ...state.model, contextTokens: tokens } };
  return withContext(contextTriedAnew(changed), { refusedAt: null, refused: false });
}

/** What another model takes is its own: what was refused was refused by the one before. */
export function modelChosen(state: ThreadState, model: ModelRef): ThreadState {
  return withContext(contextTriedAnew({ ...state, model }), {
    refusedAt: null,
    refused: false,
    counted: null,
    characters: charactersOf(state.transcript),
  });
}

export function contextCompacted(state: ThreadState, data: EventData<'context.compacted'>): ThreadState {
  const kept = state.transcript.slice(state.transcript.length - data.kept);
  const transcript: TranscriptItem[] = [{ type: 'message', role: 'user', text: data.text }, ...kept];
  const turn = state.turn && { ...state.turn, request: null, failure: null };
  return withContext(
    { ...state, turn, transcript },
    {
      counted: null,
      characters: charactersOf(transcript),
      refused: false,
      summaryRefusals: 0,
      compactions: state.context.compactions + 1,
      unproven: true,
    },
  );
}
