import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListedContract } from '../../shared/ipc/contractMethods';
import type { Results } from '../../shared/ipc/methods';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ContractFiles, Fault, WindowParts } from './ipc';

/** Where a repository keeps its contracts, at the workspace's root. */
export const CONTRACT_FOLDER = '.goalpost';

/** More contracts than anybody picks from; what is beyond is opened by its path. */
const MOST_LISTED = 200;

/** The contract files of a workspace by name, each with its outcome. A workspace without the folder has none. */
export async function listContracts(
  { core, contractFiles }: { readonly core: Pick<WindowParts['core'], 'git'>; readonly contractFiles: ContractFiles },
  folder: string,
): Promise<Result<Results['contract/list'], Fault>> {
  const workspace = await core.git.openWorkspace(folder);
  if (!workspace.ok) return err({ code: workspace.error.code, message: workspace.error.message });
  const place = join(workspace.value.root, CONTRACT_FOLDER);
  const names = await markdownNames(place);
  if (!names.ok) return names;
  return ok({ folder: place, files: await Promise.all(names.value.map((name) => listed(contractFiles, place, name))) });
}

async function markdownNames(place: string): Promise<Result<readonly string[], Fault>> {
  try {
    const entries = await readdir(place, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile() && /\.md$/i.test(entry.name)).map(({ name }) => name);
    return ok(names.sort().slice(0, MOST_LISTED));
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
    if (thrown.code === 'ENOENT') return ok([]);
    return err({
      code: 'unreadable',
      message: `${place} cannot be listed (${thrown.message}). Contracts stand in it as Markdown files.`,
    });
  }
}

async function listed(files: ContractFiles, place: string, name: string): Promise<ListedContract> {
  const path = join(place, name);
  const contract = await files.read(path);
  return { path, name, outcome: contract.ok ? contract.value.outcome : null };
}
