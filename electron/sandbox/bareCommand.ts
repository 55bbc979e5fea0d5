import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { CommandOrder, SandboxError, WrappedCommand } from './command';
import { COMMAND_VARIABLE, carriedCommand, shellQuote } from './innerCommand';
import { findProgram } from './programs';

/** Stands in the environment of every process of a bare command, so that what left the process tree is found, and tells what it runs in. */
export const BARE_MARK = 'GOALPOST_UNSANDBOXED';

/** Carries the text of {@link SWEEP} to the watcher. */
const SWEEP_VARIABLE = 'GOALPOST_SWEEP';

/** Descriptors that the app's native parts leave open must not reach a command; see wrapHost.ts. */
const CLOSE_DESCRIPTORS = `for fd in /dev/fd/*; do fd=\${fd##*/}; if [ "$fd" -gt 2 ]; then eval "exec $fd>&-"; fi; done`;

/** Kills what has the mark, again until a look finds none: a process may fork while another is being killed. */
const SWEEP = [
  'cat >/dev/null',
  'for look in 1 2 3 4 5 6 7 8 9 10; do found=',
  'cd /proc && for pid in [0-9]*; do [ "$pid" = $$ ] && continue',
  `if grep -qsxzF "${BARE_MARK}=$1" "$pid/environ"; then kill -KILL "$pid" 2>/dev/null && found=1; fi; done`,
  '[ -n "$found" ] || exit 0; done',
].join('\n');

/**
 * A sandbox takes all its processes with it; here a watcher does. It stands outside of the command's tree and has not the mark. It
 * reads from a pipe that only the command's outer shell holds open: however that shell ends, the watcher reads the end, and sweeps.
 * Only Linux shows environments; elsewhere what leaves both tree and session is not found.
 */
function watch(id: string): string {
  const watcher = `exec setsid bash --noprofile --norc -c "$${SWEEP_VARIABLE}" sweep ${id} <&8 8<&- >/dev/null 2>&1`;
  return `exec 9> >(exec 8<&0; (${watcher}) &)`;
}

/**
 * A command that runs without a sandbox, with the same environment, folder and shell as inside one. Nothing keeps it from what the
 * user may touch: only a goal whose person has given the sandbox up gets here (law 5).
 */
export function bareCommand(order: CommandOrder): Result<WrappedCommand, SandboxError> {
  const carried = carriedCommand(order.command);
  if (!carried.ok) return carried;
  const [bash, env] = [findProgram('bash'), findProgram('env')];
  if (!bash || !env)
    return err({ code: 'sandbox_failed', message: 'Commands need the programs bash and env in PATH. Install them.' });
  const id = randomUUID();
  const assignments = Object.entries({ ...order.env, [BARE_MARK]: id }).map(([name, value]) => shellQuote(`${name}=${value}`));
  const words = [env, '-i'].map(shellQuote);
  const shell = [bash, '--noprofile', '--norc', '-c'].map(shellQuote);
  const start = `exec ${[...words, ...assignments, ...shell].join(' ')} "$${COMMAND_VARIABLE}"`;
  const steps = [
    CLOSE_DESCRIPTORS,
    'if [ -S /dev/fd/0 ]; then exec </dev/null; fi',
    `cd -- ${shellQuote(order.cwd)} || exit 126`,
    ...(process.platform === 'linux' ? [watch(id)] : []),
    // Ctrl-C is the command's to handle; the shell round it waits for what comes of it.
    'trap : INT QUIT',
    `(exec 9>&-; ${start})`,
  ];
  return ok({
    file: bash,
    args: ['--noprofile', '--norc', '-c', steps.join('; ')],
    cwd: order.cwd,
    env: { PATH: process.env.PATH ?? '', [COMMAND_VARIABLE]: order.command, [SWEEP_VARIABLE]: SWEEP },
  });
}
