import type { ThreadState } from '../../shared/thread/state';
import { waiverPhrase } from '../../shared/thread/waiver';
import { EXIT } from '../../shared/views/outcome';
import { consentTo } from './consent';
import type { Output } from './io';
import { orderCommand } from './order';
import { readState } from './readState';
import type { CommonOptions } from './settings';

export interface SandboxOptions extends CommonOptions {
  /** The typed words, or true where they are still to be asked for. */
  readonly waive?: string | true;
  readonly restore?: boolean;
}

/** `goalpost sandbox`: how a goal's commands are held; gives the sandbox up for it in typed words, or takes that back at once. */
export async function sandboxCommand(thread: string, options: SandboxOptions, output: Output): Promise<number> {
  const state = readState(thread, options, output, (found) => found);
  if (typeof state === 'number') return state;
  if (options.restore) {
    return orderCommand({ thread, command: { type: 'sandbox.restore', by: 'user', reason: 'restored' } }, options, output);
  }
  if (options.waive === undefined) return tell(state, options, output);
  const words = await consentTo(state.workspace, options.waive);
  if (!words.ok || words.value === undefined) {
    output.fault(words.ok ? 'Nothing was typed.' : words.error);
    return EXIT.badUsage;
  }
  return orderCommand({ thread, command: { type: 'sandbox.waive', by: 'user', words: words.value } }, options, output);
}

function tell(state: ThreadState, options: CommonOptions, output: Output): number {
  const { thread, goal } = state;
  const mode = goal?.waiver ? 'none' : 'enforced';
  if (options.json) {
    output.out(
      JSON.stringify({ type: 'sandbox', thread, sandbox: mode, waiver: goal?.waiver ?? null, phrase: waiverPhrase(state) }),
    );
  } else if (goal?.waiver) {
    const since = new Date(goal.waiver.at).toISOString().slice(0, 16).replace('T', ' ');
    output.out(`${thread}: NO SANDBOX since ${since}, by your word. \`goalpost sandbox ${thread} --restore\` takes it back.`);
  } else output.out(`${thread}: every command and check runs in the sandbox.`);
  return EXIT.complete;
}
