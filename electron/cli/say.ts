import { isOrderToStop } from '../../shared/views/composer';
import { EXIT } from '../../shared/views/outcome';
import type { Output } from './io';
import { orderCommand } from './order';
import type { CommonOptions } from './settings';

/** `goalpost say`: a message for the agent. A word that means "stop" is never left to the model: the command that stops is named. */
export async function sayCommand(
  thread: string,
  text: string,
  options: CommonOptions & { readonly steer?: boolean },
  output: Output,
): Promise<number> {
  if (isOrderToStop(text)) {
    output.fault(
      `"${text.trim()}" reads as an order to stop: \`goalpost pause ${thread}\` does that. Say more to send it as a message.`,
    );
    return EXIT.badUsage;
  }
  const command = { type: 'input.queue', text, ...(options.steer ? { steer: true as const } : {}) } as const;
  return orderCommand({ thread, command }, options, output);
}
