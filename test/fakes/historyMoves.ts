import * as fc from 'fast-check';
import type { ProviderError } from '../../shared/provider/model';

/** What the simulated model says when a request of a history ends. */
export type ModelMove =
  | { readonly says: 'words'; readonly full?: boolean }
  | { readonly says: 'nothing' }
  /** `full`: by the server's count the conversation now nearly fills what the model takes. */
  | { readonly says: 'calls'; readonly calls: readonly CallName[]; readonly full?: boolean }
  | {
      readonly says: 'fault';
      readonly kind: ProviderError['kind'];
      readonly retryAfterMs: number | null;
      readonly paid: boolean;
    };

/** Calls as models make them, the faulty ones included. */
export const CALL_NAMES = [
  'shell',
  'background',
  'read_file',
  'search',
  'get_goal',
  'update_plan',
  'record_iteration',
  'record_claim',
  'record_confirmed',
  'record_badly',
  'run_bench',
  'run_tests',
  'run_unknown',
  'claim',
  'block',
  'block_badly',
  'wait_time',
  'wait_process',
  'ask_host',
  'ask_more',
  'ask_never',
  'propose',
  'propose_badly',
  'unknown_tool',
  'bad_arguments',
] as const;
export type CallName = (typeof CALL_NAMES)[number];

/** The world as it is when a piece of work reports: which tree, whether a protected file was changed, what is red. */
export interface Surroundings {
  readonly tree: number;
  readonly tampered: boolean;
  readonly red: 'none' | 'bench' | 'tests';
}

export type UserMove =
  | 'input'
  | 'steer'
  | 'steer_queued'
  | 'reword'
  | 'withdraw'
  | 'plan'
  | 'draft'
  | 'pursue'
  | 'interrupt'
  | 'revoke'
  | 'replace'
  | 'pause'
  | 'resume'
  | 'wrap_up'
  | 'clear'
  | 'edit'
  | 'reopen'
  | 'renew'
  | 'activate'
  | 'renew_apart'
  | 'remove_worktree'
  | 'discard_worktree'
  | 'bring'
  | 'try'
  | 'no_budget'
  | 'small_budget'
  | 'extend'
  | 'extend_little'
  | 'by_user'
  | 'by_itself'
  | 'price'
  | 'model'
  | 'context'
  | 'waive'
  | 'waive_badly'
  | 'restore'
  | 'revert_all'
  | 'revert_turn'
  | 'undo_revert'
  | 'prune'
  | 'archive'
  | 'take_back'
  | 'pin'
  | 'crash'
  | 'fault';

export type Move =
  /** The `pick`th owed piece of work goes one step on: it begins, or what it began ends. */
  | { readonly move: 'work'; readonly pick: number; readonly model: ModelMove; readonly world: Surroundings }
  /** A report that some worker once had in hand arrives, whether or not anybody still asks for it. */
  | { readonly move: 'late'; readonly pick: number; readonly model: ModelMove; readonly world: Surroundings }
  | { readonly move: 'user'; readonly order: UserMove }
  | { readonly move: 'answer'; readonly pick: number; readonly option: number }
  | { readonly move: 'time'; readonly ms: number };

/** The goal that a history is about. */
export interface HistoryGoal {
  readonly accept: 'auto' | 'user';
  readonly sameFailure: number;
  readonly tokens: number | null;
  readonly turns: number | null;
  readonly protect: boolean;
  /** Whether a person must look, too. */
  readonly looks: boolean;
  /** An independent reviewer is among the checks. */
  readonly review: boolean;
  /** The contract has an evidence standard, so the ledger of claims counts. */
  readonly research: boolean;
  /** What the model takes, in tokens; null for the app's default. */
  readonly context: number | null;
  /** It works in a worktree of its own. */
  readonly apart: boolean;
}

const transient: readonly ProviderError['kind'][] = ['unreachable', 'rate_limited', 'server', 'cut'];
const lasting: readonly ProviderError['kind'][] = ['auth', 'quota', 'bad_model', 'bad_request'];

const modelMove: fc.Arbitrary<ModelMove> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ says: fc.constant('words' as const), full: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant<ModelMove>({ says: 'nothing' }) },
  {
    weight: 8,
    arbitrary: fc.record({
      says: fc.constant('calls' as const),
      full: fc.constantFrom(false, false, true),
      calls: fc.array(fc.constantFrom(...CALL_NAMES, 'claim', 'claim', 'claim', 'propose', 'propose'), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      says: fc.constant('fault' as const),
      kind: fc.constantFrom(
        ...transient,
        ...transient,
        ...lasting,
        ...(['context_full', 'context_full', 'context_full', 'quota', 'quota'] as const),
      ),
      retryAfterMs: fc.constantFrom(null, null, 0, 5_000, 3_600_000),
      paid: fc.boolean(),
    }),
  },
);

const world: fc.Arbitrary<Surroundings> = fc.record({
  tree: fc.constantFrom(0, 0, 1, 2),
  tampered: fc.constantFrom(false, false, false, true),
  red: fc.constantFrom('none' as const, 'none' as const, 'none' as const, 'bench' as const, 'tests' as const),
});

const userMoves: readonly UserMove[] = [
  ...(['input', 'input', 'pause', 'resume', 'resume', 'resume', 'edit', 'small_budget', 'no_budget', 'context'] as const),
  ...(['crash', 'crash', 'clear', 'renew', 'activate', 'try', 'reopen', 'reopen', 'fault'] as const),
  ...(['steer', 'steer_queued', 'reword', 'withdraw', 'plan', 'draft', 'draft', 'pursue'] as const),
  ...(['interrupt', 'revoke', 'replace', 'wrap_up', 'wrap_up'] as const),
  ...(['renew_apart', 'remove_worktree', 'discard_worktree', 'bring'] as const),
  ...(['extend', 'extend', 'extend_little', 'by_user', 'by_itself', 'price', 'model'] as const),
  ...(['waive', 'waive_badly', 'restore'] as const),
  ...(['revert_all', 'revert_all', 'revert_turn', 'undo_revert', 'prune'] as const),
  ...(['archive', 'archive', 'take_back', 'pin'] as const),
];

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.record({
      move: fc.constant('work' as const),
      pick: fc.constantFrom(0, 0, 0, 1, 1, 2),
      model: modelMove,
      world,
    }),
  },
  { weight: 2, arbitrary: fc.record({ move: fc.constant('late' as const), pick: fc.nat(20), model: modelMove, world }) },
  { weight: 5, arbitrary: fc.record({ move: fc.constant('user' as const), order: fc.constantFrom(...userMoves) }) },
  { weight: 3, arbitrary: fc.record({ move: fc.constant('answer' as const), pick: fc.nat(2), option: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ move: fc.constant('time' as const), ms: fc.constantFrom(10, 60_000, 1_200_000) }) },
);

const goal: fc.Arbitrary<HistoryGoal> = fc.record({
  accept: fc.constantFrom('auto' as const, 'user' as const),
  sameFailure: fc.integer({ min: 1, max: 3 }),
  tokens: fc.constantFrom(null, 60, 400),
  turns: fc.constantFrom(null, 1, 3),
  protect: fc.boolean(),
  looks: fc.constantFrom(false, false, false, true),
  review: fc.constantFrom(false, false, true),
  research: fc.constantFrom(false, false, false, true),
  context: fc.constantFrom(null, 8_000, 8_000, 20_000),
  apart: fc.constantFrom(false, false, true),
});

/** How the world behaves once nobody orders anything any more. */
export const ENDINGS = ['words', 'claims', 'faults', 'quota'] as const;
export type Ending = (typeof ENDINGS)[number];

export const history = fc.record({
  goal,
  moves: fc.array(move, { minLength: 20, maxLength: 120, size: 'max' }),
  cut: fc.nat(1000),
  ending: fc.constantFrom(...ENDINGS),
});
