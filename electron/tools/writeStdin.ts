import type { ToolArguments } from '../../shared/tools/arguments';
import { DEFAULT_LOOK_MS, MAX_LOOK_MS } from '../../shared/tools/limits';
import { describeEnd, describeOutput, duration } from './commandAnswer';
import { type Answer, failed, type Order } from './order';
import type { Sessions } from './sessions';
import { waitAtMost } from './waitAtMost';

/** Types into a session and answers what it has printed since the last look. */
export async function writeStdin(
  sessions: Sessions,
  order: Order,
  args: ToolArguments<'write_stdin'>,
  signal: AbortSignal,
): Promise<Answer> {
  const live = sessions.find(order.thread, args.session);
  if (!live) return failed(unknownSession(sessions, order.thread, args.session));
  const { terminal } = live;
  const late = terminal.result !== undefined && args.text !== '';
  if (!terminal.result && args.text !== '') terminal.write(args.text);
  if (!terminal.result) await waitAtMost(terminal.ended, Math.min(args.wait_ms ?? DEFAULT_LOOK_MS, MAX_LOOK_MS), signal);
  const ended = terminal.result;
  const state = ended ? `has ended: ${describeEnd(ended)}` : `lives, ${duration(performance.now() - terminal.startedAt)} so far`;
  const tried = await live.tried();
  const output = await describeOutput(live, order.policy, tried, ended);
  return {
    status: late || ended?.hostDied ? 'failed' : 'ok',
    output: `Session ${args.session} ${state}.${late ? ' The text was not sent.' : ''}\n${output || 'Nothing new was printed.'}`,
    ...(ended ? { exit: ended.exit.exit } : {}),
    ...(ended?.stored ? { stored: ended.stored } : {}),
    ...(tried.length === 0 ? {} : { tried }),
  };
}

function unknownSession(sessions: Sessions, thread: string, id: string): string {
  const live = sessions.liveIds(thread);
  return `There is no session "${id}". ${live.length > 0 ? `Live: ${live.join(', ')}.` : 'None lives: start one with shell and background: true.'}`;
}
