import { boundaryHint } from '../../shared/tools/boundaryHint';
import { hiddenHint } from '../../shared/tools/hiddenHint';
import type { ProcessExit } from '../pty/pty';
import type { CommandPolicy } from '../sandbox/sandbox';
import type { LiveCommand } from './liveCommand';
import { outputName } from './outputs';

/** What is said of a command's output: the new part of it, what is missing, the boundary it met, and where the whole is. */
export function describeOutput(live: LiveCommand, policy: CommandPolicy): string {
  const { text, cut } = live.look();
  const hints = [
    boundaryHint(text, { hosts: policy.hosts.length > 0, sockets: policy.sockets, fileMb: policy.limits?.fileMb }),
    hiddenHint(`${live.command}\n${text}`, {
      workspace: policy.workspace,
      hidden: policy.denyRead,
      open: [policy.workspace, ...policy.write],
    }),
  ];
  const body = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return [body, ...hints.flatMap((hint) => (hint === undefined ? [] : [`[${hint}]\n`])), ...whereWhole(live, cut)]
    .join('')
    .trimEnd();
}

function whereWhole(live: LiveCommand, cut: boolean): readonly string[] {
  const ended = live.result;
  if (!ended) return cut ? ['[the whole output can be read when the session has ended]\n'] : [];
  const lost = ended.lost === undefined ? [] : [`[${ended.lost}]\n`];
  if (!ended.stored) return lost;
  const name = outputName(ended.stored);
  return [
    ...lost,
    `[output ${name.slice('output:'.length)}, ${live.bytes} bytes${cut ? `: read_file with path "${name}" reads all of it` : ''}]\n`,
  ];
}

/** `exit 1 after 2.4 s`, `ended by SIGTERM after 1 min 4 s`. */
export function describeExit(exit: ProcessExit, durationMs: number): string {
  if (exit.limit !== undefined) return `ended with all its children at the limit of ${exit.limit} after ${duration(durationMs)}`;
  const how = exit.exit === null ? `ended by ${exit.signal ?? 'a signal'}` : `exit ${exit.exit}`;
  return `${how} after ${duration(durationMs)}`;
}

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
