/** A folder under git: its real path and git's own folders (absolute). In a linked worktree `gitDir` and `commonDir` differ. */
export interface Workspace {
  readonly root: string;
  readonly gitDir: string;
  readonly commonDir: string;
}
