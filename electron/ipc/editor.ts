import type { FormDraft } from '../../shared/ipc/editorMethods';
import { FOLDER_PAGE } from '../../shared/ipc/editorMethods';
import type { Method, ParsedParams, Results } from '../../shared/ipc/methods';
import { err, ok, type Result } from '../../shared/kernel/result';
import { isWaived } from '../../shared/thread/waiver';
import type { Workspace } from '../git/git';
import type { Caller } from './caller';
import type { Fault, WindowParts } from './ipc';
import { stateOf } from './threads';

type Answered<M extends Method> = Promise<Result<Results[M], Fault>>;

/** A list gives up after this: git answers for 100,000 files in a tenth of it. */
const LIST_MS = 20_000;

/** Found paths that are shown: who sees more looks for more words. */
const MOST_FOUND = 200;

/** What the goal form asks for, apart from orders: its kept draft, single checks, and the workspace's folders. */
export function editorHandlers({ core, drafts }: Pick<WindowParts, 'core' | 'drafts'>) {
  const inWorkspace = async <T>(folder: string, ask: (workspace: Workspace) => Promise<Result<T, Fault>>) => {
    const workspace = await core.git.openWorkspace(folder);
    return workspace.ok ? ask(workspace.value) : workspace;
  };
  return {
    async readDraft(key: string): Answered<'draft/read'> {
      return ok({ draft: await drafts.read(key) });
    },
    async saveDraft(key: string, draft: FormDraft): Answered<'draft/save'> {
      const saved = await drafts.save(key, draft);
      return saved.ok ? ok({ savedAt: saved.value }) : saved;
    },
    async removeDraft(key: string): Answered<'draft/remove'> {
      const removed = await drafts.remove(key);
      return removed.ok ? ok({}) : removed;
    },
    async tryCheck(params: ParsedParams<'check/try'>, caller: Caller): Answered<'check/try'> {
      const { workspace: folder, thread, ...order } = params;
      const of = thread === undefined ? undefined : stateOf(core, thread);
      if (of && !of.ok) return of;
      if (!core.sandbox.ok && !(of && isWaived(of.value))) return err({ code: 'sandbox', message: core.sandbox.error.message });
      return inWorkspace(folder, (workspace) => core.tries.run({ ...order, workspace, of: of?.value }, caller.gone));
    },
    stopCheck(ticket: string): Result<Results['check/stop'], Fault> {
      core.tries.stop(ticket);
      return ok({});
    },
    listFolder({ workspace, folder, after }: ParsedParams<'folder/list'>): Answered<'folder/list'> {
      const page = { after, count: FOLDER_PAGE };
      return inWorkspace(workspace, (opened) => core.git.listFolder(opened, folder, page, AbortSignal.timeout(LIST_MS)));
    },
    findPaths({ workspace, words }: ParsedParams<'folder/find'>): Answered<'folder/find'> {
      return inWorkspace(workspace, (opened) => core.git.findPaths(opened, words, MOST_FOUND, AbortSignal.timeout(LIST_MS)));
    },
    lookAtPaths({ workspace, paths }: ParsedParams<'folder/look'>): Answered<'folder/look'> {
      return inWorkspace(workspace, async (opened) => {
        const found = await core.git.lookAtPaths(opened, paths, AbortSignal.timeout(LIST_MS));
        return found.ok ? ok({ found: found.value }) : found;
      });
    },
  };
}
