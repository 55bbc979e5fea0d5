import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Contract } from '../../shared/goal/contract';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ModelRef, ServerApi } from '../../shared/provider/model';
import type { PlaceChoice } from '../../shared/thread/place';
import { EXIT } from '../../shared/views/outcome';
import type { Core } from '../core';
import { newThreadId } from '../core/newThread';
import { missingPrice, readPrices } from '../core/prices';
import { openWorkspace, type Workspace } from '../git/git';
import { beginGoal } from './begin';
import { type BudgetOptions, changedBudget } from './budget';
import { consentTo } from './consent';
import { loadContract } from './contract';
import type { Output } from './io';
import { openOwned } from './open';
import { pursue } from './pursue';
import { type CommonOptions, chosenModel, dataFolder } from './settings';

export interface RunOptions extends CommonOptions, BudgetOptions {
  readonly workspace: string;
  readonly model?: string;
  readonly api?: ServerApi;
  readonly contextTokens?: number;
  readonly acceptBaseline?: boolean;
  /** The typed words, or true where they are still to be asked for. */
  readonly withoutSandbox?: string | true;
  readonly wait?: boolean;
  readonly inPlace?: boolean;
  readonly worktree?: boolean;
}

interface Consent {
  readonly withoutSandbox?: string;
}

interface Prepared {
  readonly contract: Contract;
  readonly workspace: Workspace;
  readonly model: ModelRef;
}

/** `goalpost run`: everything that can be wrong is found before a thread is made, so that nothing is half-written. */
export async function runCommand(file: string, options: RunOptions, output: Output): Promise<number> {
  const dataDir = dataFolder(options);
  const prepared = await prepare(file, options, dataDir);
  if (!prepared.ok) return badUsage(prepared.error, output);
  const waived = await consentTo(prepared.value.workspace, options.withoutSandbox);
  if (!waived.ok) return badUsage([waived.error], output);
  const core = await openOwned(dataDir, waived.value === undefined ? 'refuse' : 'look');
  if (!core.ok) {
    output.fault(core.error);
    return EXIT.failed;
  }
  try {
    const consent = waived.value === undefined ? {} : { withoutSandbox: waived.value };
    return await start(core.value, resolve(file), { ...prepared.value, ...consent }, options, output);
  } finally {
    await core.value.dispose();
  }
}

async function start(core: Core, source: string, goal: Prepared & Consent, options: RunOptions, output: Output): Promise<number> {
  const provider = core.provider(goal.model);
  if (!provider.ok) {
    output.fault(provider.error.message);
    return EXIT.failed;
  }
  const thread = newThreadId();
  // What keeps a goal from working there is told before a thread is made.
  const look = await core.places.look(goal.workspace, thread);
  if (!look.ok) return badUsage([look.error.message], output);
  const beginning = { ...goal, source, acceptBaseline: options.acceptBaseline ?? false, place: placeChosen(options) };
  const begin = () => beginGoal(core, thread, beginning);
  return pursue(core, thread, { json: options.json ?? false, wait: options.wait ?? false, output, begin });
}

/** What was named on the command line; the app chooses where nothing was. */
export function placeChosen({ inPlace, worktree }: Pick<RunOptions, 'inPlace' | 'worktree'>): PlaceChoice {
  if (inPlace) return 'in_place';
  return worktree ? 'worktree' : 'app';
}

function badUsage(messages: readonly string[], output: Output): number {
  for (const message of messages) output.fault(message);
  return EXIT.badUsage;
}

async function prepare(file: string, options: RunOptions, dataDir: string): Promise<Result<Prepared, readonly string[]>> {
  const contract = await loadContract(file);
  if (!contract.ok) return contract;
  const workspace = await openWorkspace(options.workspace);
  if (!workspace.ok) return err([workspace.error.message]);
  const apart = await dataApart(dataDir, workspace.value.root);
  if (apart !== undefined) return err([apart]);
  const model = chosenModel(options);
  if (!model.ok) return err([model.error]);
  // Limits on the command line replace the contract's own.
  const budget = changedBudget(contract.value.budget, options) ?? contract.value.budget;
  const budgeted = { ...contract.value, budget };
  const prices = budgeted.budget.usd === undefined ? ok({}) : await readPrices(dataDir);
  if (!prices.ok) return err([prices.error]);
  const unpriced = missingPrice(budgeted, model.value, prices.value);
  return unpriced ? err([unpriced]) : ok({ contract: budgeted, workspace: workspace.value, model: model.value });
}

/** The log is written all the time: inside the workspace it would move the tree under every check. */
export async function dataApart(dataDir: string, root: string): Promise<string | undefined> {
  let existing = dataDir;
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  const real = join(await realpath(existing), relative(existing, dataDir));
  const way = relative(root, real);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return undefined;
  return `The data folder ${dataDir} lies inside the workspace. Choose one outside it with --data or GOALPOST_DATA.`;
}
