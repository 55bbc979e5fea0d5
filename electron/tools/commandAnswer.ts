import { boundaryHint, triedHint } from '../../shared/tools/boundaryHint';
import { hiddenHint } from '../../shared/tools/hiddenHint';
import type { CommandPolicy } from '../sandbox/sandbox';
import type { TerminalEnd } from '../terminals/terminals';
import type { LiveCommand } from './liveCommand';
import { outputName } from './outputs';

/** What is said of a command's output: the new part of it, what is missing, the boundary it met, and where the whole is. */
export async function describeOutput(
  live: LiveCommand,
  policy: CommandPolicy,
  tried: readonly string[],
  end: TerminalEnd | undefined = live.terminal.result,
): Promise<string> {
  const { text, cut, typed } = await live.terminal.look();
  const hints = [
    triedHint(tried) ??
      boundaryHint(text, { hosts: policy.hosts.length > 0, sockets: policy.sockets, fileMb: policy.limits?.fileMb }),
    hiddenHint(`${live.command}\n${text}`, {
      workspace: policy.workspace,
      hidden: policy.denyRead,
      open: [policy.workspace, ...policy.write],
    }),
  ];
  const body = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const notes = [typedNote(typed), ...hints];
  return [body, ...notes.flatMap((note) => (note === undefined ? [] : [`[${note}]\n`])), ...whereWhole(end, cut)]
    .join('')
    .trimEnd();
}

/** Not what it was: it may be a password, and what the terminal echoed of it is in the output anyway. */
function typedNote(typed: string): string | undefined {
  if (typed === '') return undefined;
  const count = [...typed].length;
  return `a person typed into this command: ${count} ${count === 1 ? 'character' : 'characters'}; what it showed of that is in the output`;
}

function whereWhole(ended: TerminalEnd | undefined, cut: boolean): readonly string[] {
  if (!ended) return cut ? ['[the whole output can be read when the session has ended]\n'] : [];
  const lost = ended.lost === undefined ? [] : [`[${ended.lost}]\n`];
  if (!ended.stored) return lost;
  const name = outputName(ended.stored);
  return [
    ...lost,
    `[output ${name.slice('output:'.length)}, ${ended.bytes} bytes${cut ? `: read_file with path "${name}" reads all of it` : ''}]\n`,
  ];
}

/** `exit 1 after 2.4 s`, `ended by SIGTERM after 1 min 4 s`. */
export function describeEnd({ exit, durationMs, hostDied }: TerminalEnd): string {
  const after = `after ${duration(durationMs)}`;
  if (hostDied) return `ended with all its children ${after}, because the process that holds the terminals died; run it again`;
  if (exit.limit !== undefined) return `ended with all its children at the limit of ${exit.limit} ${after}`;
  return exit.exit === null ? `ended by ${exit.signal ?? 'a signal'} ${after}` : `exit ${exit.exit} ${after}`;
}

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
