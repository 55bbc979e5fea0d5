import { EXIT } from '../../shared/views/outcome';
import type { Core } from '../core';
import { refusalOf } from './begin';
import type { Output } from './io';
import { mayHaveThread, openOwned, sandboxNeed } from './open';
import { tellAnswer, tellOwner } from './order';
import { pursue } from './pursue';
import { unknownThread } from './resume';
import { type CommonOptions, dataFolder } from './settings';

/** `goalpost wrap-up`: told to the process that pursues the goal; where none does, its one turn is made here. */
export async function wrapUpCommand(thread: string, options: CommonOptions, output: Output): Promise<number> {
  const dataDir = dataFolder(options);
  const told = await tellOwner({ thread, command: { type: 'goal.wrap_up', by: 'user' } }, dataDir);
  if (told) return tellAnswer(told, thread, options, output);
  if (!mayHaveThread(dataDir, thread)) return unknownThread(thread, output);
  const core = await openOwned(dataDir, sandboxNeed(dataDir, thread));
  if (!core.ok) {
    output.fault(core.error);
    return EXIT.failed;
  }
  try {
    if (!core.value.engine.state(thread)) return unknownThread(thread, output);
    return await pursue(core.value, thread, { json: options.json ?? false, output, begin: () => begin(core.value, thread) });
  } finally {
    await core.value.dispose();
  }
}

function begin(core: Core, thread: string): string | undefined {
  const recovered = core.engine.submit(thread, { type: 'thread.recover' });
  if (!recovered.ok) return refusalOf(recovered.error);
  // An earlier one that a crash kept from its turn still holds: it is made now.
  if (recovered.value.goal?.wrapUp === 'asked') return undefined;
  const asked = core.engine.submit(thread, { type: 'goal.wrap_up', by: 'user' });
  return asked.ok ? undefined : refusalOf(asked.error);
}
