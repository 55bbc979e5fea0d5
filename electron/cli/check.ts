import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '../../shared/evidence/record';
import type { Contract } from '../../shared/goal/contract';
import type { ThreadState } from '../../shared/thread/state';
import { EXIT } from '../../shared/views/outcome';
import { type TriedChecks, triedChecks } from '../../shared/views/triedChecks';
import type { Core } from '../core';
import { newThreadId } from '../core/newThread';
import { openWorkspace, type Workspace } from '../git/git';
import { refusalOf } from './begin';
import { loadContract } from './contract';
import { evidenceLine } from './evidenceLine';
import { onInterrupt } from './interrupt';
import type { Output } from './io';
import { openOwned } from './open';
import { type Paint, painter } from './paint';
import { dataApart } from './run';
import { type CommonOptions, dataFolder } from './settings';

export interface CheckOptions extends CommonOptions {
  readonly workspace: string;
}

/** `goalpost check`: the baseline alone, in a data folder that is thrown away. 0 where nothing is flagged, 2 where something is. */
export async function checkCommand(file: string, options: CheckOptions, output: Output): Promise<number> {
  const contract = await loadContract(file);
  if (!contract.ok) return badUsage(contract.error, output);
  const workspace = await openWorkspace(options.workspace);
  if (!workspace.ok) return badUsage([workspace.error.message], output);
  const folder = await mkdtemp(join(tmpdir(), 'goalpost-check-'));
  try {
    const apart = await dataApart(folder, workspace.value.root);
    if (apart !== undefined) return badUsage([apart], output);
    // One folder further in, since the app keeps a folder of its own beside its data.
    return await inThrownAway(
      join(folder, 'data'),
      workspace.value,
      onlyChecks(contract.value, dataFolder(options)),
      options,
      output,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function badUsage(messages: readonly string[], output: Output): number {
  for (const message of messages) output.fault(message);
  return EXIT.badUsage;
}

/** No budget, since nothing is spent; and the user's own data folder is as hidden as it is from a goal's commands. */
function onlyChecks(contract: Contract, dataDir: string): Contract {
  const { boundaries } = contract;
  const hide = existsSync(dataDir) ? [...boundaries.hide, dataDir] : boundaries.hide;
  return { ...contract, budget: {}, boundaries: { ...boundaries, hide } };
}

async function inThrownAway(
  folder: string,
  workspace: Workspace,
  contract: Contract,
  options: CheckOptions,
  output: Output,
): Promise<number> {
  const core = await openOwned(folder);
  if (!core.ok) {
    output.fault(core.error);
    return EXIT.failed;
  }
  const thread = newThreadId();
  try {
    return await tryChecks(core.value, thread, { workspace, contract }, options, output);
  } finally {
    const { checkpoint } = core.value.engine.state(thread) ?? {};
    if (checkpoint) await core.value.git.dropCheckpoint(workspace, { thread, n: checkpoint.n }, NEVER);
    await core.value.dispose();
  }
}

const NEVER = new AbortController().signal;

async function tryChecks(
  core: Core,
  thread: string,
  goal: { readonly workspace: Workspace; readonly contract: Contract },
  options: CheckOptions,
  output: Output,
): Promise<number> {
  const taken: Evidence[] = [];
  const notes: string[] = [];
  const paint = painter(output.color);
  core.engine.onEvent(({ event }) => {
    if (event.type === 'checkpoint.taken') notes.push(...event.data.notes);
    if (event.type !== 'evidence.recorded') return;
    taken.push(event.data.evidence);
    if (!options.json) output.out(evidenceLine(event.data.evidence, paint));
  });
  let fault: string | undefined;
  core.engine.onFault((told) => {
    fault = told.message;
  });
  let interrupted = false;
  const listening = onInterrupt(() => {
    interrupted = true;
    core.engine.submit(thread, { type: 'goal.pause', by: 'user', reason: 'interrupt' });
  });
  fault = begun(core, thread, goal) ?? fault;
  if (fault === undefined) {
    core.engine.drive(thread, 'without_model');
    await core.engine.settled(thread);
  }
  listening.dispose();
  const state = core.engine.state(thread);
  if (interrupted) return EXIT.interrupted;
  if (fault === undefined && state) return told(state, taken, notes, { json: options.json ?? false, output, paint });
  output.fault(fault ?? 'The checks did not run.');
  return EXIT.failed;
}

/** A refusal's sentence, or nothing. No model is ever asked: the thread's is a script that does not exist. */
function begun(
  core: Core,
  thread: string,
  goal: { readonly workspace: Workspace; readonly contract: Contract },
): string | undefined {
  const model = { api: 'scripted', script: 'none' } as const;
  const draft = { by: 'user', contract: goal.contract } as const;
  const opened = core.engine.submit(thread, { type: 'thread.open', workspace: goal.workspace, model, draft });
  if (!opened.ok) return refusalOf(opened.error);
  const tried = core.engine.submit(thread, { type: 'goal.try', by: 'user' });
  return tried.ok ? undefined : refusalOf(tried.error);
}

interface Telling {
  readonly json: boolean;
  readonly output: Output;
  readonly paint: Paint;
}

function told(state: ThreadState, taken: readonly Evidence[], notes: readonly string[], to: Telling): number {
  const tried = triedChecks(state, taken);
  if (to.json) to.output.out(JSON.stringify({ type: 'check', ...tried, notes }));
  else for (const line of lines(tried, notes, to.paint)) to.output.out(line);
  return tried.status === 'clean' ? EXIT.complete : EXIT.needsUser;
}

function lines({ checks, tree }: TriedChecks, notes: readonly string[], paint: Paint): readonly string[] {
  const people = checks.filter((check) => check.kind === 'human');
  const flags = checks.flatMap((check) => check.flag ?? []);
  return [
    ...people.map((check) => `  ${paint('quiet', `· ${check.check}: a person is asked at a claim`)}`),
    ...notes.map((note) => paint('asks', `! ${note}`)),
    ...flags.map((flag) => paint('asks', `! ${flag.flag.replace('_', ' ')}: ${flag.message}`)),
    flags.length > 0 ? '' : paint('good', 'No check is vacuous, red before the work, or broken.'),
    paint('quiet', `tree ${tree.slice(0, 8)}; nothing was kept, and no model was asked`),
  ].filter((line) => line !== '');
}
