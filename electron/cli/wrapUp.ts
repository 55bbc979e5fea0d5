import type { Core } from '../core';
import { refusalOf } from './begin';
import type { Output } from './io';
import { tellAnswer, tellOwner } from './order';
import { onOwnThread } from './ownThread';
import { pursue } from './pursue';
import { type CommonOptions, dataFolder } from './settings';

/** `goalpost wrap-up`: told to the process that pursues the goal; where none does, its one turn is made here. */
export async function wrapUpCommand(thread: string, options: CommonOptions, output: Output): Promise<number> {
  const told = await tellOwner({ thread, command: { type: 'goal.wrap_up', by: 'user' } }, dataFolder(options));
  if (told) return tellAnswer(told, thread, options, output);
  return onOwnThread(thread, options, output, (core) =>
    pursue(core, thread, { json: options.json ?? false, output, begin: () => begin(core, thread) }),
  );
}

function begin(core: Core, thread: string): string | undefined {
  const recovered = core.engine.submit(thread, { type: 'thread.recover' });
  if (!recovered.ok) return refusalOf(recovered.error);
  // An earlier one that a crash kept from its turn still holds: it is made now.
  if (recovered.value.goal?.wrapUp === 'asked') return undefined;
  const asked = core.engine.submit(thread, { type: 'goal.wrap_up', by: 'user' });
  return asked.ok ? undefined : refusalOf(asked.error);
}
