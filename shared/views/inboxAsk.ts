import type { LimitName } from '../budget/limits';
import type { Budget } from '../goal/contract';
import type { BlobRef } from '../kernel/blobRef';
import type { BaselineFlag } from '../thread/question';
import type { AskedNeed, Dossier } from '../tools/dossier';
import type { PermissionAsk } from '../tools/permission/ask';
import type { CheckRow } from './checkRows';

/** What the user can answer in a row, by kind; one row for all needs of one dossier. */
export type InboxAsk =
  | {
      readonly kind: 'baseline';
      readonly question: string;
      readonly flags: readonly BaselineFlag[];
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'protected';
      readonly question: string;
      readonly paths: readonly string[];
      readonly diff: BlobRef;
      readonly excerpt: string;
    }
  | {
      readonly kind: 'human';
      readonly question: string;
      readonly ask: string;
      readonly summary: string;
      readonly checks: readonly string[];
      readonly evidence: readonly CheckLine[];
    }
  | { readonly kind: 'permission'; readonly question: string; readonly ask: PermissionAsk }
  | {
      readonly kind: 'acceptance';
      readonly question: string;
      readonly summary: string;
      readonly checks: readonly string[];
      readonly evidence: readonly CheckLine[];
    }
  | {
      readonly kind: 'blocked';
      readonly dossier: Dossier | null;
      /** What the dossier cites, with what each came to: `e31 correctness 46 of 48`. */
      readonly cited: readonly string[];
      readonly needs: readonly AskedNeed[];
    }
  | { readonly kind: 'budget'; readonly extension: Extension; readonly words: Words | null }
  | { readonly kind: 'usage'; readonly message: string; readonly resetAt: number | null };

/** A check as the contract panel shows it: what it came to, what it must come to, and whether that stands. */
export type CheckLine = Pick<CheckRow, 'id' | 'last' | 'target' | 'unit' | 'mark' | 'facts'>;

/** The budget that ran out, and what the goal's own pace suggests to add. */
export interface Extension {
  readonly limit: LimitName;
  readonly used: number;
  readonly max: number;
  readonly suggested: number;
  /** Mean use of a turn so far; null before the first turn. */
  readonly perTurn: number | null;
  readonly budget: Budget;
}

export interface Words {
  readonly changed: string;
  readonly evidence: string;
  readonly next: string;
}
