/** What git makes of an entry. A folder is `tracked` where it holds a tracked file, `ignored` where all in it is. */
export type GitKind = 'tracked' | 'untracked' | 'ignored';

/** One entry of a workspace folder. A link is shown and never followed. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'folder' | 'file' | 'link' | 'other';
  readonly git: GitKind;
  /** Files below a folder, without those that git ignores; 1 for a file. */
  readonly files: number;
}

/** A path below the workspace that a search found. */
export interface FoundPath {
  readonly path: string;
  readonly folder: boolean;
  readonly git: GitKind;
  readonly files: number;
}
