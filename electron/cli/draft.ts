import { join } from 'node:path';
import type { ModelRef } from '../../shared/provider/model';
import type { ThreadState } from '../../shared/thread/state';
import { EXIT } from '../../shared/views/outcome';
import { newThreadId } from '../core/newThread';
import { renderContractFile } from '../goalFiles/renderContract';
import { writeSample } from '../sample/writeSample';
import type { Output } from './io';
import { askToLook, cutTurn, failed, type LookingOptions, needsUser, writeContract } from './looking';
import { SAMPLES } from './open';
import { dataFolder } from './settings';

export interface DraftOptions extends Omit<LookingOptions, 'workspace'> {
  readonly workspace?: string;
  readonly demo?: boolean;
}

const SCRIPTED: ModelRef = { api: 'scripted', script: 'checkout' };

/**
 * `goalpost draft`: plain words become a proposed contract. The agent reads the workspace and runs nothing; the contract is printed,
 * or written to a new file with `--out`. `--demo` asks the scripted agent about the sample, without a model.
 */
export async function draftCommand(text: string, options: DraftOptions, output: Output): Promise<number> {
  const place = options.demo ? await samplePlace(options, output) : options.workspace;
  if (typeof place === 'number') return place;
  if (place === undefined) {
    output.fault('No workspace is named. Pass --workspace DIR, or --demo for the sample.');
    return EXIT.badUsage;
  }
  const asked = { text, mode: 'draft', ...(options.demo ? { model: SCRIPTED } : {}) } as const;
  return askToLook(asked, { ...options, workspace: place }, output, (state) => conclude(state, options, output));
}

/** The folder of a fresh sample, or the exit code where it could not be written. */
async function samplePlace(options: DraftOptions, output: Output): Promise<string | number> {
  const sample = await writeSample({
    from: join(SAMPLES, 'checkout'),
    to: join(dataFolder(options), 'samples', `checkout-${newThreadId()}`),
  });
  if (!sample.ok) return failed(sample.error.message, output);
  if (!options.json) output.out('Sample workspace, scripted agent: no model, no network, no key. It knows this sample alone.');
  return sample.value.workspace;
}

async function conclude(state: ThreadState, options: DraftOptions, output: Output): Promise<number> {
  const cut = cutTurn(state, 'draft');
  if (cut !== undefined) return failed(cut, output);
  if (!state.proposal)
    return needsUser('No contract was proposed. Answer what the agent asks in your next words, or say more.', output);
  const text = renderContractFile(state.proposal.contract);
  if (options.out !== undefined)
    return writeContract(options.out, text, 'Its fields are in the line goal.proposed of --json.', output);
  if (!options.json) output.out(`\n${text.trimEnd()}`);
  return EXIT.complete;
}
