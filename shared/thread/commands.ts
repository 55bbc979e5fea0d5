import type { CheckReport } from '../evidence/record';
import type { Budget, Contract } from '../goal/contract';
import type { BlobRef } from '../kernel/blobRef';
import type { ModelRef, ProviderError, TokenUsage, TranscriptItem } from '../provider/model';
import type { FileChange } from '../workspace/checkpoint';
import type { Actor, Checkpoint } from './events';
import type { ThreadState } from './state';

/** What a worker says of a tool it has run. `opened` is a process left in the background. */
export interface ToolReport {
  readonly status: 'ok' | 'failed';
  readonly output: string;
  readonly durationMs: number;
  readonly exit?: number | null;
  readonly stored?: BlobRef;
  readonly opened?: { readonly process: string; readonly command: string };
}

/** A protected-file change against what was accepted, as the git room renders it. */
export interface ProtectedDiff {
  readonly paths: readonly string[];
  readonly diff: BlobRef;
  readonly excerpt: string;
}

/** Orders to a thread: from people, and from workers that report what they did. Time comes with the order, never from within. */
export type Command =
  | {
      readonly type: 'thread.open';
      readonly workspace: ThreadState['workspace'];
      readonly model: ModelRef;
      /** A first draft that is opened with the thread, so that no crash can leave a thread that has nothing in it. */
      readonly draft?: { readonly by: Actor; readonly contract: Contract; readonly source?: string };
    }
  | { readonly type: 'goal.draft'; readonly by: Actor; readonly contract: Contract; readonly source?: string }
  | { readonly type: 'goal.edit'; readonly by: Actor; readonly contract: Contract }
  | { readonly type: 'goal.activate'; readonly by: Actor; readonly acceptBaseline: boolean }
  | { readonly type: 'goal.pause'; readonly by: Actor; readonly reason: string }
  | { readonly type: 'goal.resume'; readonly by: Actor; readonly reason: string }
  | { readonly type: 'goal.clear'; readonly by: Actor; readonly reason: string }
  | { readonly type: 'goal.reopen'; readonly by: Actor; readonly reason: string }
  | { readonly type: 'budget.change'; readonly by: Actor; readonly budget: Budget }
  | { readonly type: 'context.change'; readonly by: Actor; readonly tokens: number }
  | { readonly type: 'input.queue'; readonly text: string }
  | { readonly type: 'question.answer'; readonly question: string; readonly answer: string }
  | { readonly type: 'turn.start'; readonly reason: string }
  | { readonly type: 'request.start'; readonly request: string }
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
  | { readonly type: 'wait.end'; readonly call: string; readonly reason: string }
  | { readonly type: 'process.exit'; readonly process: string; readonly exit: number | null; readonly stored?: BlobRef }
  | {
      readonly type: 'checkpoint.record';
      readonly reason: 'baseline' | 'turn' | 'gate' | 'agent';
      readonly checkpoint: Checkpoint;
      readonly changed: readonly FileChange[];
      readonly notes: readonly string[];
      readonly verification?: string;
      readonly turn?: string;
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
    | 'bad_answer'
    | 'question_open'
    | 'budget_used_up'
    | 'no_price'
    | 'not_owed'
    | 'turn_open';
  readonly message: string;
}
