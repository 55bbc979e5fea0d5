import type { CheckReport } from '../evidence/record';
import type { Budget, Contract } from '../goal/contract';
import type { BlobRef } from '../kernel/blobRef';
import type { ModelRef, ProviderError, TokenUsage, TranscriptItem } from '../provider/model';
import type { PermissionAsk } from '../tools/permission/ask';
import type { FileChange } from '../workspace/checkpoint';
import type { CheckpointOrder } from './checkpoints/orders';
import type { CheckpointReason } from './checkpoints/row';
import type { Actor, Checkpoint, ThreadMode } from './events';
import type { BroughtResult, PlaceChoice, PlaceMade } from './place';
import type { ReviewOrder } from './review/orders';
import type { ThreadState } from './state';

/** What a worker says of a tool it has run. `opened` is a process left in the background. */
export interface ToolReport {
  readonly status: 'ok' | 'failed';
  readonly output: string;
  readonly durationMs: number;
  readonly exit?: number | null;
  readonly stored?: BlobRef;
  readonly allowed?: { readonly by: string; readonly allows: readonly string[] };
  readonly tried?: readonly string[];
  readonly opened?: { readonly process: string; readonly command: string };
}

/** A call for permission as the app sees it, which looked at the disk. */
export type JudgedPermission =
  | { readonly result: 'ask'; readonly ask: PermissionAsk }
  | { readonly result: 'never' | 'already'; readonly message: string };

/** A protected-file change against what was accepted, as the git room renders it. */
export interface ProtectedDiff {
  readonly paths: readonly string[];
  readonly diff: BlobRef;
  readonly excerpt: string;
  /** Those of them that git ignores: most likely generated. */
  readonly ignored?: readonly string[];
}

/** Orders to a thread: from people, and from workers that report what they did. Time comes with the order, never from within. */
export type Command =
  | {
      readonly type: 'thread.open';
      readonly workspace: ThreadState['workspace'];
      readonly model: ModelRef;
      /** A first draft that is opened with the thread, so that no crash can leave a thread that has nothing in it. */
      readonly draft?: { readonly by: Actor; readonly contract: Contract; readonly source?: string };
      /** A thread that begins with planning or with the agent's draft, before there is a goal. */
      readonly mode?: ThreadMode;
    }
  /** Out of the list, or back into it; refused while something runs. */
  | { readonly type: 'thread.archive'; readonly by: 'user'; readonly archived: boolean }
  | { readonly type: 'thread.pin'; readonly by: 'user'; readonly pinned: boolean }
  | {
      readonly type: 'goal.draft';
      readonly by: Actor;
      readonly contract: Contract;
      readonly source?: string;
      /** Clears a live goal in the same step. Without it a live goal is left alone, and the order refused. */
      readonly replace?: boolean;
    }
  | { readonly type: 'goal.edit'; readonly by: Actor; readonly contract: Contract; readonly why?: string | undefined }
  | { readonly type: 'goal.activate'; readonly by: Actor; readonly acceptBaseline: boolean; readonly place?: PlaceChoice }
  /** Tries a draft's checks on the untouched tree, and activates nothing. */
  | { readonly type: 'goal.try'; readonly by: Actor }
  | { readonly type: 'goal.pause'; readonly by: Actor; readonly reason: string }
  | { readonly type: 'goal.resume'; readonly by: Actor; readonly reason: string }
  /** One turn without tools now, and then a pause: the open turn is cut. */
  | { readonly type: 'goal.wrap_up'; readonly by: 'user' }
  | { readonly type: 'goal.clear'; readonly by: Actor; readonly reason: string }
  | { readonly type: 'goal.reopen'; readonly by: Actor; readonly reason: string }
  /** Only people set budgets. With `resume` it also lets the goal go on, and is refused whole where that cannot be. */
  | { readonly type: 'budget.change'; readonly by: 'user'; readonly budget: Budget; readonly resume?: boolean }
  /** Another model, or another server, for this thread's next requests. */
  | { readonly type: 'model.choose'; readonly by: 'user'; readonly model: ModelRef }
  /** Without a sandbox from here on, for this goal alone; only in the words of `waiverPhrase`. */
  | { readonly type: 'sandbox.waive'; readonly by: 'user'; readonly words: string }
  /** Takes it back at once: what runs bare is stopped, and a goal that is being pursued is paused. */
  | { readonly type: 'sandbox.restore'; readonly by: 'user'; readonly reason: string }
  | { readonly type: 'context.change'; readonly by: Actor; readonly tokens: number }
  /** The provider's quota is renewed: the goal goes on by itself, if it is time and its contract lets it. */
  | { readonly type: 'usage.reset' }
  | { readonly type: 'mode.set'; readonly by: Actor; readonly mode: ThreadMode }
  | { readonly type: 'turn.interrupt'; readonly by: Actor; readonly reason: string }
  | { readonly type: 'input.queue'; readonly text: string; readonly steer?: boolean | undefined }
  | { readonly type: 'input.edit'; readonly input: string; readonly text: string }
  | { readonly type: 'input.withdraw'; readonly input: string }
  | { readonly type: 'input.steer'; readonly input: string }
  /** `name` says who answers; a look that a contract asks of a person is not taken without it. */
  | { readonly type: 'question.answer'; readonly question: string; readonly answer: string; readonly name?: string | undefined }
  /** Several answers to a blocked goal's needs at once; with `resume` it goes on with them. All of it, or nothing. */
  | {
      readonly type: 'needs.answer';
      readonly answers: readonly { readonly need: string; readonly answer: string }[];
      readonly resume: boolean;
    }
  | { readonly type: 'turn.start'; readonly reason: string }
  | {
      readonly type: 'request.start';
      readonly request: string;
      /** What the input costs by estimate; null where the model has no price, and then no limit of money can be kept. */
      readonly inputUsd?: number | null;
    }
  | {
      readonly type: 'request.finish';
      readonly request: string;
      readonly items: readonly TranscriptItem[];
      readonly tokens: TokenUsage;
      readonly usd: number | null;
      /** True where the server sent no figures, and these are ours. */
      readonly estimated?: boolean;
    }
  | {
      readonly type: 'request.fail';
      readonly request: string;
      readonly error: ProviderError;
      readonly tokens: TokenUsage | null;
      readonly usd: number | null;
      readonly estimated?: boolean;
      /** Uniform in [0, 1): the jitter of the pause before the next try. */
      readonly jitter: number;
    }
  | { readonly type: 'tool.start'; readonly call: string }
  | { readonly type: 'tool.finish'; readonly call: string; readonly report: ToolReport }
  /** What a call for permission comes to: a question, or its answer where there is nothing to ask. */
  | { readonly type: 'permission.ask'; readonly call: string; readonly judged: JudgedPermission }
  | { readonly type: 'permission.revoke'; readonly by: 'user'; readonly grant: string }
  | { readonly type: 'wait.end'; readonly call: string; readonly reason: string }
  | {
      readonly type: 'process.exit';
      readonly process: string;
      readonly exit: number | null;
      readonly stored?: BlobRef;
      /** It was ended with the process that holds the terminals. */
      readonly hostDied?: true;
    }
  | {
      readonly type: 'checkpoint.record';
      readonly reason: CheckpointReason;
      readonly checkpoint: Checkpoint;
      readonly changed: readonly FileChange[];
      readonly notes: readonly string[];
      readonly verification?: string;
      readonly turn?: string;
      readonly revert?: string;
      readonly protectedDiff?: ProtectedDiff;
    }
  | { readonly type: 'check.start'; readonly verification: string; readonly check: string; readonly evidence: string }
  | {
      readonly type: 'check.finish';
      readonly verification: string;
      readonly check: string;
      readonly evidence: string;
      readonly report: CheckReport;
    }
  | ReviewOrder
  | { readonly type: 'place.record'; readonly verification: string; readonly made: PlaceMade }
  /** The worktree is gone from the disk; `discard` where what was not brought back may go with it. */
  | { readonly type: 'place.remove'; readonly by: 'user'; readonly discard: boolean }
  | { readonly type: 'result.record'; readonly by: 'user'; readonly result: BroughtResult }
  | CheckpointOrder
  | { readonly type: 'protected.restore'; readonly paths: readonly string[] }
  | { readonly type: 'thread.recover' }
  | { readonly type: 'thread.fail'; readonly message: string };

/** Why an order is not carried out: a name for programs, and one sentence with the remedy for people. */
export interface Refusal {
  readonly code:
    | 'no_thread'
    | 'no_goal'
    | 'goal_live'
    | 'wrong_status'
    | 'no_question'
    | 'no_grant'
    | 'no_input'
    | 'bad_input'
    | 'bad_answer'
    | 'question_open'
    | 'budget_used_up'
    | 'no_price'
    | 'not_owed'
    | 'turn_open'
    | 'placed'
    | 'no_worktree'
    | 'not_brought'
    | 'tree_busy'
    | 'no_checkpoint';
  readonly message: string;
}
