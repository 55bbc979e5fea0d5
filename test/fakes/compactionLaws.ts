import { isDeepStrictEqual } from 'node:util';
import type { TokenUsage, TranscriptItem } from '../../shared/provider/model';
import type { RecordedEvent } from '../../shared/thread/events';
import { evolve } from '../../shared/thread/evolve';
import type { ThreadState } from '../../shared/thread/state';
import { law } from './law';

/** The app's own limit, worked out again: four fifths of what the model was said to take. */
export function fills({ model }: ThreadState, tokens: TokenUsage): boolean {
  if (model.api === 'scripted') return false;
  return tokens.input + tokens.output >= (model.contextTokens ?? 128_000) * 0.8;
}

/** Besides what holds for every request: a wrap-up is never kept waiting, and there is something to compact. */
export function compactionMayStart(state: ThreadState): void {
  law(state.turn?.kind !== 'wrap_up', 'a wrap-up was compacted');
  law(state.model.api !== 'scripted', 'the scripted agent was compacted');
  law(state.transcript.length > 1, 'an opening alone was compacted');
}

/**
 * What a compaction may do: one message in place of the oldest items, the last of them as they were, every call still with its
 * result and every thought with what it led to, the contract and what the user said last told; and nothing else of the thread moves.
 */
export function compactedKeeps(
  state: ThreadState,
  fact: Extract<RecordedEvent, { type: 'context.compacted' }>,
  said: string | undefined,
): void {
  const { turn, goal, transcript } = state;
  const plans = turn?.kind === 'plan' || turn?.kind === 'draft';
  law(goal?.status === 'active' || plans, `compacted while ${goal?.status}`);
  law(turn?.request?.id === fact.data.request && turn.calls.length === 0, 'compacted without having asked, or beside a call');
  law(state.verification === null, 'compacted while a check runs');
  const after = evolve(state, fact, fact.at);
  const [opening, ...kept] = after.transcript;
  law(isDeepStrictEqual(kept, transcript.slice(transcript.length - kept.length)), 'what was kept is not what stood last');
  law(kept.length < transcript.length, 'a compaction that made nothing shorter');
  const text = opening?.type === 'message' && opening.role === 'user' ? opening.text : '';
  const told = goal !== null && goal.status !== 'complete' && goal.status !== 'cleared';
  law(!told || text.includes(`| ${goal.contract.outcome}`), 'the contract is not restated');
  law(turn?.kind !== 'plan' || text.includes('plan mode'), 'a plan was not told that it is one');
  law(turn?.kind !== 'draft' || text.includes('propose_contract'), 'a draft was not told that it is one');
  law(text.includes(fact.data.summary), 'the summary is not there');
  law(said === undefined || text.includes(`| ${said.slice(0, 20).split('\n')[0]}`), 'the user’s last words are lost');
  wholeSteps(kept);
  law(isDeepStrictEqual(restOf(after), restOf(state)), 'a compaction moved something else');
}

function wholeSteps(items: readonly TranscriptItem[]): void {
  const open = new Set<string>();
  items.forEach((item, index) => {
    if (item.type === 'tool_call') open.add(item.call);
    if (item.type === 'tool_result') law(open.delete(item.call), `${item.call} was kept without its call`);
    const next = items[index + 1];
    law(
      item.type !== 'reasoning' || (next !== undefined && next.type !== 'tool_result'),
      'a thought was kept without its answer',
    );
  });
  law(open.size === 0, `${[...open].join(', ')} was kept without its result`);
}

function restOf(state: ThreadState) {
  const { transcript: _, context: _context, turn, lastAt: _at, ...rest } = state;
  return { ...rest, turn: turn && { ...turn, request: null, failure: null } };
}
