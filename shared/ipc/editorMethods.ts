import { z } from 'zod';
import type { FinishedGoal } from '../budget/estimate';
import type { CheckReport } from '../evidence/record';
import { CheckId } from '../goal/checkId';
import { Contract } from '../goal/contract';
import type { ContractVersion } from '../views/versions';
import type { FolderEntry, FoundPath } from '../workspace/folderEntry';
import { ThreadOnly } from './threadOnly';

const Path = z.string().min(1).max(4096);
/** A path below the workspace, by forward slashes; empty for the workspace itself. */
const Below = z.string().max(4096);
/** A thread, or `new` for the form of a goal that has none yet. */
const DraftKey = z.string().regex(/^[0-9a-z-]{1,64}$/);

/** What a goal form holds and nobody has sent: the document that it says, parsed or not, and the revision it was made on. */
export const FormDraft = z.strictObject({
  revision: z.int().nonnegative(),
  document: z.record(z.string(), z.unknown()),
});
export type FormDraft = z.infer<typeof FormDraft>;

/** Entries of a folder that come at once; the rest is asked for. */
export const FOLDER_PAGE = 200;

/** Of the methods that the goal form asks. */
export const editorParams = {
  'draft/read': z.strictObject({ key: DraftKey }),
  /** Answers once the draft is on disk. */
  'draft/save': z.strictObject({ key: DraftKey, draft: FormDraft }),
  'draft/remove': z.strictObject({ key: DraftKey }),
  /** Runs one check on the files as they are, in the sandbox; nothing of it is recorded. `ticket` is what stops it. */
  'check/try': z.strictObject({
    ticket: z.uuid(),
    workspace: Path,
    thread: z.string().min(1).max(64).optional(),
    contract: Contract,
    check: CheckId,
  }),
  'check/stop': z.strictObject({ ticket: z.uuid() }),
  /** One page of a folder of a workspace, without git's own. */
  'folder/list': z.strictObject({ workspace: Path, folder: Below, after: z.int().nonnegative() }),
  /** Paths of the workspace that hold these words, bounded; what git ignores is left out. */
  'folder/find': z.strictObject({ workspace: Path, words: z.string().min(1).max(200) }),
  /** What paths of a contract stand for in the workspace. */
  'folder/look': z.strictObject({ workspace: Path, paths: z.array(Below).max(500) }),
  /** What finished goals of this data folder have cost. */
  'history/finished': z.strictObject({ workspace: Path.optional() }),
  /** Every contract that the thread has had, newest first. */
  'contract/versions': ThreadOnly,
} as const;

export interface SavedDraft extends FormDraft {
  readonly savedAt: number;
}

/**
 * What trying a check came to. `wrote`: what of the files it left changed, apart from what git ignores; `kept`: the ref under which what
 * was put back stands as it was, null where nothing was.
 */
export interface TryReport {
  readonly report: CheckReport;
  readonly wrote: readonly string[];
  readonly kept: string | null;
}

export interface EditorResults {
  /** Null where nothing is kept. */
  'draft/read': { readonly draft: SavedDraft | null };
  'draft/save': { readonly savedAt: number };
  'draft/remove': Readonly<Record<string, never>>;
  'check/try': TryReport;
  'check/stop': Readonly<Record<string, never>>;
  'folder/list': { readonly entries: readonly FolderEntry[]; readonly total: number };
  'folder/find': { readonly paths: readonly FoundPath[]; readonly more: boolean };
  /** By the paths asked for; `null` where nothing is there. */
  'folder/look': { readonly found: Readonly<Record<string, PathLook | null>> };
  /** `repository` is git's common folder of the workspace that was asked about; null where there is none. */
  'history/finished': { readonly goals: readonly FinishedGoal[]; readonly repository: string | null };
  'contract/versions': { readonly versions: readonly ContractVersion[]; readonly more: boolean };
}

export interface PathLook {
  readonly folder: boolean;
  /** Files at and below it, without those that git ignores. */
  readonly files: number;
}
