import { z } from 'zod';
import { Allowance, coversHost, joinAllowances } from './allowance';
import { matches, RuleMatch } from './match';

/** Always in one workspace. Kept in the data folder, a file each; `repository` is the real path of its git folder, shared by worktrees. */
export const PermissionRule = z.strictObject({
  id: z.string().min(1),
  repository: z.string(),
  workspace: z.string(),
  /** Null: every command of every goal in the workspace. */
  match: RuleMatch.nullable(),
  allow: Allowance,
  thread: z.string(),
  at: z.number(),
});
export type PermissionRule = z.infer<typeof PermissionRule>;

/** The rules that apply to a command; without one those that are for every command. */
export function rulesFor(rules: readonly PermissionRule[], command: string | undefined): readonly PermissionRule[] {
  return rules.filter(({ match }) => match === null || (command !== undefined && matches(match, command)));
}

export function allowedBy(rules: readonly { readonly allow: Allowance }[]): Allowance {
  return rules.map(({ allow }) => allow).reduce(joinAllowances, { hosts: [], write: [], read: [], sockets: false });
}

/** What of `wanted` is not in `held` yet. */
export function beyond(held: Allowance, wanted: Allowance): Allowance {
  const inside = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
  return {
    hosts: wanted.hosts.filter((host) => !held.hosts.some((entry) => coversHost(entry, host))),
    write: wanted.write.filter((path) => !held.write.some((folder) => inside(path, folder))),
    read: wanted.read.filter((path) => !held.read.some((folder) => inside(path, folder))),
    sockets: wanted.sockets && !held.sockets,
  };
}
