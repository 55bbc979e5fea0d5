import type { Results } from '../../shared/ipc/methods';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ThreadState } from '../../shared/thread/state';
import { type GrantEntry, grantEntries } from '../../shared/views/grants';
import type { CorePart, Fault } from './ipc';

/** What was allowed for always, and for goals that are not over. */
export async function listPermissions(core: CorePart): Promise<Result<Results['permissions/list'], Fault>> {
  const granted = core.engine.listed().filter((listed) => 'listing' in listed && listed.listing.granted);
  const grants = granted.flatMap(({ thread }) => grantsOf(core, thread));
  return ok({ ...(await core.rules.list()), grants });
}

/** A thread that does not read is told of by its own row. */
function grantsOf(core: CorePart, thread: string): readonly GrantEntry[] {
  let state: ThreadState | undefined;
  try {
    state = core.engine.read(thread);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
  }
  return state ? grantEntries(state) : [];
}

export async function revokePermission(core: CorePart, id: string): Promise<Result<Results['permissions/revoke'], Fault>> {
  if (await core.rules.revoke(id)) return ok({});
  return err({ code: 'no_rule', message: `There is no rule "${id}" any more; it allows nothing.` });
}
