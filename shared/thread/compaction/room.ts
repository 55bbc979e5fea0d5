import { CHARACTERS_PER_TOKEN, tokensIn } from '../../budget/tokens';
import { restateContract } from '../../goal/restate';
import { contextLimit, tokensOf } from '../context';
import type { ThreadState } from '../state';

/** Less room than this beside instructions, tools and contract is used up by one look at a file: there a compaction wins nothing. */
const LEAST_ROOM_TOKENS = 1_500;

/**
 * What one part of a compacted conversation may take: a share of the room, so that a small model keeps most of it for work, and
 * at most so many characters, since more facts are not read better in a large one.
 */
export interface Share {
  readonly share: number;
  readonly most: number;
}

/** All shares together are seven tenths of the room: a compaction always leaves the rest of it to work in. */
export const SHARES = {
  words: { share: 0.08, most: 16_000 },
  claims: { share: 0.06, most: 12_000 },
  failures: { share: 0.06, most: 12_000 },
  iterations: { share: 0.06, most: 12_000 },
  files: { share: 0.03, most: 4_000 },
  plan: { share: 0.03, most: 4_000 },
  processes: { share: 0.03, most: 2_000 },
  summary: { share: 0.15, most: 32_000 },
  /** The last steps together; the last alone may take more, since what the model has just asked for is what it goes on from. */
  kept: { share: 0.1, most: 40_000 },
  lastStep: { share: 0.2, most: 64_000 },
} as const satisfies Readonly<Record<string, Share>>;

/** What the conversation may take beside instructions, tools and contract before it is full again, in tokens; null: no limit. */
export function roomTokens(state: ThreadState): number | null {
  const limit = contextLimit(state);
  if (limit === null) return null;
  const contract = state.goal ? restateContract(state.goal.contract, state.goal.revision).length : 0;
  return Math.max(0, limit - tokensOf([]) - tokensIn(contract));
}

/** The characters that a part may take. */
export function charactersFor(state: ThreadState, { share, most }: Share): number {
  const room = roomTokens(state);
  return room === null ? most : Math.min(most, Math.floor(room * share * CHARACTERS_PER_TOKEN));
}

/** Whether a compacted conversation would leave room to work in. */
export function hasRoom(state: ThreadState): boolean {
  const room = roomTokens(state);
  return room === null || room >= LEAST_ROOM_TOKENS;
}
