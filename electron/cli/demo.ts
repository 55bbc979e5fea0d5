import { join } from 'node:path';
import type { SampleName } from '../../shared/goal/sampleName';
import type { ThreadState } from '../../shared/thread/state';
import { EXIT } from '../../shared/views/outcome';
import type { Core } from '../core';
import { newThreadId } from '../core/newThread';
import { openWorkspace } from '../git/git';
import { writeSample } from '../sample/writeSample';
import { beginGoal } from './begin';
import { loadContract } from './contract';
import type { Output } from './io';
import { openOwned, SAMPLES } from './open';
import { pursue } from './pursue';
import { type CommonOptions, dataFolder } from './settings';

/** `goalpost demo [SAMPLE]`: a sample goal, pursued by the embedded scripted agent. Commands, checks and edits are real; no model is asked. */
export async function demoCommand(sample: SampleName, options: CommonOptions, output: Output): Promise<number> {
  const dataDir = dataFolder(options);
  const core = await openOwned(dataDir);
  if (!core.ok) {
    output.fault(core.error);
    return EXIT.failed;
  }
  try {
    return await play(core.value, { sample, dataDir }, options, output);
  } finally {
    await core.value.dispose();
  }
}

async function play(
  core: Core,
  { sample: name, dataDir }: { readonly sample: SampleName; readonly dataDir: string },
  options: CommonOptions,
  output: Output,
): Promise<number> {
  const thread = newThreadId();
  const sample = await writeSample({ from: join(SAMPLES, name), to: join(dataDir, 'samples', `${name}-${thread}`) });
  if (!sample.ok) return failed(sample.error.message, output);
  const contract = await loadContract(sample.value.contractFile);
  if (!contract.ok) return failed(contract.error.join('\n'), output);
  const workspace = await openWorkspace(sample.value.workspace);
  if (!workspace.ok) return failed(workspace.error.message, output);
  if (!options.json)
    output.out('Sample goal, scripted agent: no model, no network, no key. Commands, edits and checks are real.');
  return pursue(core, thread, {
    json: options.json ?? false,
    output,
    begin: () =>
      beginGoal(core, thread, {
        workspace: workspace.value,
        model: { api: 'scripted', script: name },
        contract: contract.value,
        source: sample.value.contractFile,
        acceptBaseline: false,
      }),
    epilogue: (state) => diffLines(core, state),
  });
}

function failed(message: string, output: Output): number {
  output.fault(message);
  return EXIT.failed;
}

/** What the goal changed in the working tree since its start. */
async function diffLines(core: Core, state: ThreadState): Promise<readonly string[]> {
  if (state.startTree === null || !state.checkpoint) return [];
  const patch = await core.git.patchBetween(
    state.workspace,
    state.startTree,
    state.checkpoint.tree,
    [],
    new AbortController().signal,
  );
  const text = patch.ok ? patch.value.trimEnd() : patch.error.message;
  return [
    '',
    `Diff since the start, in the working tree of ${state.workspace.root}`,
    ...text.split('\n').map((line) => `  ${line}`),
  ];
}
