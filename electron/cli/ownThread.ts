import type { ThreadState } from '../../shared/thread/state';
import { EXIT } from '../../shared/views/outcome';
import type { Core } from '../core';
import type { Output } from './io';
import { mayHaveThread, openOwned, sandboxNeed } from './open';
import { type CommonOptions, dataFolder } from './settings';

/** Opens the data folder, as its owner, for work on one of its threads, and closes it after. Answers the exit code. */
export async function onOwnThread(
  thread: string,
  options: CommonOptions,
  output: Output,
  work: (core: Core, state: ThreadState) => Promise<number>,
): Promise<number> {
  const dataDir = dataFolder(options);
  if (!mayHaveThread(dataDir, thread)) return unknownThread(thread, output);
  const core = await openOwned(dataDir, sandboxNeed(dataDir, thread));
  if (!core.ok) {
    output.fault(core.error);
    return EXIT.failed;
  }
  try {
    const state = core.value.engine.state(thread);
    return state ? await work(core.value, state) : unknownThread(thread, output);
  } finally {
    await core.value.dispose();
  }
}

export function unknownThread(thread: string, output: Output): number {
  output.fault(`There is no thread "${thread}" in this data folder. \`goalpost list\` shows those there are.`);
  return EXIT.badUsage;
}
