import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute } from 'node:path';
import type { Contract } from '../../shared/goal/contract';
import type { ContractFinding } from '../../shared/goal/findings';
import type { ReadContract } from '../../shared/ipc/contractMethods';
import type { Results } from '../../shared/ipc/methods';
import { err, ok, type Result } from '../../shared/kernel/result';
import { CONTRACT_FOLDER } from './contractFolder';
import { digestOf, digestOfBytes } from './fileDigest';
import type { ContractFiles, Dialogs, Fault } from './ipc';

/** Text shown beside its findings; a contract file is at most 256 KiB, so more is no contract and is not shown. */
const MAX_SHOWN_BYTES = 256 * 1024;

const MARKDOWN = /\.(md|markdown)$/i;

/**
 * Contract files for the form. A window may read and write Markdown files only, and replaces none that is not a contract unless a
 * person has picked it in a dialog: a page gone wrong must not become a way to every file of the person.
 */
export function contractHandlers(files: ContractFiles, dialogs: Omit<Dialogs, 'saveBundle' | 'savePatch' | 'saveOutput'>) {
  const picked = new Set<string>();
  const read = (path: string) => readContract(files, path);
  return {
    parse: (text: string): Result<Results['contract/parse'], Fault> => ok(parsed(files, text)),
    render: (contract: Contract): Result<Results['contract/render'], Fault> => ok({ text: files.render(contract) }),
    read,
    save: (path: string, contract: Contract, over?: string | null) =>
      saveContract({ path, text: files.render(contract), over, picked: picked.has(path), present: () => files.read(path) }),
    async open(): Promise<Result<Results['dialog/openContract'], Fault>> {
      const path = await dialogs.openContract();
      if (path === null) return ok({ read: null });
      picked.add(path);
      const answer = await read(path);
      return answer.ok ? ok({ read: answer.value }) : answer;
    },
    async chooseTarget(name: string): Promise<Result<Results['dialog/saveContract'], Fault>> {
      const path = await dialogs.saveContract(name);
      if (path !== null) picked.add(path);
      return ok({ path });
    },
  };
}

function parsed(files: ContractFiles, text: string): Results['contract/parse'] {
  const contract = files.parse(text);
  return contract.ok ? { contract: contract.value, findings: [] } : { contract: null, findings: contract.error };
}

async function readContract(files: ContractFiles, path: string): Promise<Result<ReadContract, Fault>> {
  const place = contractPlace(path);
  if (!place.ok) return place;
  const contract = await files.read(path);
  if (!contract.ok && contract.error.code !== 'refused')
    return err({ code: contract.error.code, message: contract.error.message });
  const findings: readonly ContractFinding[] = contract.ok ? [] : contract.error.findings;
  const digest = (await digestOf(path)) ?? '';
  return ok({ path, text: await shownText(path), digest, contract: contract.ok ? contract.value : null, findings });
}

async function shownText(path: string): Promise<string> {
  return (await stat(path)).size > MAX_SHOWN_BYTES ? '' : readFile(path, 'utf8');
}

function contractPlace(path: string): Result<string, Fault> {
  const inside = path.split(/[/\\]/);
  if (isAbsolute(path) && MARKDOWN.test(path) && !path.includes('\0') && !inside.includes('.git')) return ok(path);
  return err({ code: 'bad_path', message: 'A contract is a Markdown file: name it by its whole path, ending in .md.' });
}

interface Saving {
  readonly path: string;
  readonly text: string;
  readonly over: string | null | undefined;
  readonly picked: boolean;
  readonly present: () => ReturnType<ContractFiles['read']>;
}

async function saveContract(saving: Saving): Promise<Result<Results['contract/save'], Fault>> {
  const { path, over } = saving;
  const place = contractPlace(path);
  if (!place.ok) return place;
  if (over !== undefined && (await digestOf(path)) !== over) return err({ code: 'changed', message: changedMessage(path, over) });
  const present = await saving.present();
  const isOther = !present.ok && present.error.code !== 'missing';
  if (isOther && !saving.picked && typeof over !== 'string') {
    return err({ code: 'not_a_contract', message: `${path} holds something else than a contract. Save under another name.` });
  }
  await makeContractFolder(path);
  return writeWhole(path, saving.text);
}

function changedMessage(path: string, over: string | null): string {
  return over === null ? `There is a file ${path} already.` : `${path} was changed or removed since it was read here.`;
}

/** The folder for contracts is made with the first of them; every other folder must be there. */
async function makeContractFolder(path: string): Promise<void> {
  const folder = dirname(path);
  if (basename(folder) !== CONTRACT_FOLDER) return;
  // What stands in the way is said by the write that follows.
  await mkdir(folder).catch(() => undefined);
}

/** Beside the target and renamed, so that a crash leaves the old contract or the new one. */
async function writeWhole(path: string, text: string): Promise<Result<Results['contract/save'], Fault>> {
  const draft = `${path}.goalpost-${process.pid}`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, path);
    return ok({ path, digest: digestOfBytes(text) });
  } catch (thrown) {
    await rm(draft, { force: true });
    if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
    return err({ code: 'write_failed', message: `${path} could not be written (${thrown.message}). Choose another folder.` });
  }
}
