import { constants, existsSync } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ServerApi } from '../../shared/provider/model';
import { contractInPlan, lastPlan } from '../../shared/thread/plan';
import type { ThreadState } from '../../shared/thread/state';
import { isOrderToStop } from '../../shared/views/composer';
import { EXIT } from '../../shared/views/outcome';
import type { Core } from '../core';
import { newThreadId } from '../core/newThread';
import { openWorkspace } from '../git/git';
import { parseContractFile } from '../goalFiles/contractFile';
import { refusalOf } from './begin';
import type { Output } from './io';
import { openOwned } from './open';
import { pursue } from './pursue';
import { type CommonOptions, chosenModel, dataFolder } from './settings';

export interface PlanOptions extends CommonOptions {
  readonly workspace: string;
  readonly model?: string;
  readonly api?: ServerApi;
  readonly out?: string;
}

/** `goalpost plan`: asks for a plan on a thread of its own. The agent only looks; with `--out` its contract is written to a file. */
export async function planCommand(text: string, options: PlanOptions, output: Output): Promise<number> {
  if (isOrderToStop(text))
    return badUsage(`"${text.trim()}" reads as an order to stop, and nothing runs yet. Say more to plan it.`, output);
  const model = chosenModel(options);
  if (!model.ok) return badUsage(model.error, output);
  const workspace = await openWorkspace(options.workspace);
  if (!workspace.ok) return badUsage(workspace.error.message, output);
  if (options.out !== undefined && existsSync(options.out)) {
    return badUsage(`${options.out} exists already. Name a new file with --out.`, output);
  }
  if (options.out !== undefined && !(await isWritable(dirname(resolve(options.out))))) {
    return badUsage(`${options.out} cannot be written: its folder is not there, or not yours to write in.`, output);
  }
  const core = await openOwned(dataFolder(options));
  if (!core.ok) return failed(core.error, output);
  try {
    const provider = core.value.provider(model.value);
    if (!provider.ok) return failed(provider.error.message, output);
    const thread = newThreadId();
    const begin = () => beginPlan(core.value, thread, { workspace: workspace.value, model: model.value, text });
    const interrupted = await pursue(core.value, thread, { json: options.json ?? false, output, begin });
    const state = core.value.engine.state(thread);
    if (interrupted === EXIT.interrupted || !state) return interrupted;
    return await conclude(state, options, output);
  } finally {
    await core.value.dispose();
  }
}

function beginPlan(
  core: Core,
  thread: string,
  asked: { readonly workspace: ThreadState['workspace']; readonly model: ThreadState['model']; readonly text: string },
): string | undefined {
  const { workspace, model, text } = asked;
  const opened = core.engine.submit(thread, { type: 'thread.open', workspace, model, mode: 'plan' });
  if (!opened.ok) return refusalOf(opened.error);
  const queued = core.engine.submit(thread, { type: 'input.queue', text });
  return queued.ok ? undefined : refusalOf(queued.error);
}

/** A plan is what the model answered; a turn that was cut, or failed at the provider, has none. */
async function conclude(state: ThreadState, options: PlanOptions, output: Output): Promise<number> {
  if (state.lastTurn?.interrupted || state.lastTurn?.kind !== 'plan') {
    const reason = state.lastTurn?.reason ?? 'the turn did not start';
    return failed(`There is no plan: ${reason.replace(/\.$/, '')}.`, output);
  }
  if (options.out === undefined) return EXIT.complete;
  const contract = contractInPlan(lastPlan(state) ?? '');
  if (contract === undefined) return needsUser('The plan holds no contract. Ask again for one, or write it yourself.', output);
  try {
    await writeFile(options.out, `${contract}\n`, { flag: 'wx' });
  } catch (thrown) {
    return failed(
      `${options.out} could not be written (${(thrown as Error).message}). The plan above holds the contract.`,
      output,
    );
  }
  const parsed = parseContractFile(contract);
  if (parsed.ok) return EXIT.complete;
  for (const { line, column, message } of parsed.error) output.fault(`${options.out}:${line}:${column}: ${message}`);
  return needsUser(`${options.out} was written as the model gave it, and does not parse yet.`, output);
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function needsUser(message: string, output: Output): number {
  output.fault(message);
  return EXIT.needsUser;
}

function failed(message: string, output: Output): number {
  output.fault(message);
  return EXIT.failed;
}

function badUsage(message: string, output: Output): number {
  output.fault(message);
  return EXIT.badUsage;
}
