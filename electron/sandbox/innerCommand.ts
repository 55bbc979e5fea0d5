import { err, ok, type Result } from '../../shared/kernel/result';
import { untilBridged } from './bridges';
import type { CommandOrder, SandboxError } from './command';
import { processLimit } from './limits';
import { requireProgram } from './programs';

/** Carries the command's text to the shell inside: an environment string needs no quoting, so hostile text cannot break out. */
export const COMMAND_VARIABLE = 'GOALPOST_COMMAND';

/**
 * Linux refuses an environment string or argument of 128 KiB (MAX_ARG_STRLEN, 32 pages) or more; a kibibyte is kept for the
 * variable's name.
 */
export const MAX_COMMAND_BYTES = 127 * 1024;

/** What the library sets for a command with network; each is handed on by name, because the inner environment starts empty. */
const PROXY_VARIABLES = [
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'NO_PROXY', 'no_proxy'],
  ...['GRPC_PROXY', 'grpc_proxy', 'FTP_PROXY', 'ftp_proxy', 'RSYNC_PROXY', 'DOCKER_HTTP_PROXY', 'DOCKER_HTTPS_PROXY'],
  ...['CLOUDSDK_PROXY_TYPE', 'CLOUDSDK_PROXY_ADDRESS', 'CLOUDSDK_PROXY_PORT', 'CLOUDSDK_PROXY_USERNAME'],
  ...['CLOUDSDK_PROXY_PASSWORD', 'GIT_SSH_COMMAND', 'GIT_CONFIG_PARAMETERS', 'JAVA_TOOL_OPTIONS'],
];

/** Why a command cannot be carried into the sandbox at all, or its text. */
export function carriedCommand(command: string): Result<string, SandboxError> {
  if (command.includes('\0')) return err({ code: 'sandbox_failed', message: 'The command holds a NUL character. Remove it.' });
  const bytes = Buffer.byteLength(command);
  if (bytes <= MAX_COMMAND_BYTES) return ok(command);
  return err({
    code: 'command_too_long',
    message: `The command is ${bytes} bytes long and the system carries at most ${MAX_COMMAND_BYTES}. Write it to a file and run that.`,
  });
}

/**
 * The script that the library's shell runs inside the sandbox: go to the folder, drop every variable, start bash. The text of the
 * command itself is not in it.
 */
export function innerCommand(order: CommandOrder): string {
  const limit = order.policy.limits && processLimit(order.policy.limits);
  const [prepare, take] = takesTerminal(order) ? takeTerminal() : [[], ''];
  const steps = [`cd -- ${shellQuote(order.cwd)} || exit 126`, ...bridged(order), ...prepare, ...(limit ? [limit] : [])];
  return [...steps, `exec ${take}${emptyShell(order)}`].join('; ');
}

/**
 * bubblewrap runs with --new-session, which leaves the command without a controlling terminal: no Ctrl-C, no job control. So inside it
 * takes the one that it is started on, which must be nobody's. On macOS the outer terminal is the command's own.
 */
export function takesTerminal(order: CommandOrder): boolean {
  return order.terminal && process.platform === 'linux';
}

/**
 * What is done before, and what stands in front of the shell. A new terminal lacks what node-pty and terminal emulators set: whole
 * characters are erased (IUTF8), and any key lets output go on that Ctrl-S stopped (IXANY).
 */
function takeTerminal(): readonly [readonly string[], string] {
  return [[`${shellQuote(requireProgram('stty'))} iutf8 ixany imaxbel brkint`], `${shellQuote(requireProgram('setsid'))} -c `];
}

/** The library starts a command while its bridges still come up: the first request of a quick one would be refused. */
function bridged({ policy }: CommandOrder): readonly string[] {
  if (policy.hosts.length === 0 || process.platform !== 'linux') return [];
  const patience =
    'tries=$((tries + 1)); if [ "$tries" -gt 1000 ]; then echo "the way to the allowed hosts did not open; try the command again" >&2; exit 125; fi';
  return ['tries=0', untilBridged(patience)];
}

function emptyShell(order: CommandOrder): string {
  const assignments = Object.entries(order.env).map(([name, value]) => shellQuote(`${name}=${value}`));
  const proxies = order.policy.hosts.length > 0 ? PROXY_VARIABLES.map((name) => `\${${name}+"${name}=$${name}"}`) : [];
  const shell = [shellQuote(requireProgram('bash')), '--noprofile', '--norc', '-c', `"$${COMMAND_VARIABLE}"`];
  return [shellQuote(requireProgram('env')), '-i', ...assignments, ...proxies, ...shell].join(' ');
}

/** One word for a POSIX shell, whatever it holds. */
export function shellQuote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
