/** First words of the programs that build the sandbox when they fail; the command itself has not run then. */
const BUILDERS = /^(?:(?:.*\/)?bash: (?:line \d+: )?)?(?:\S*\/)?(bwrap|apply-seccomp|nsenter|sandbox-exec): ?(.*)/;

/**
 * Tells a sandbox that failed to start from a command that failed: bubblewrap and its helpers exit non-zero and their message is
 * the first thing printed (on stderr, or on the terminal). Returns that message, or undefined when the command itself ran. A
 * command that fails and prints such a line first is taken for a failed sandbox: it then proves nothing, which is the safe side.
 */
export function sandboxStartFailure(output: string, exit: number | null): string | undefined {
  if (exit === 0 || exit === null) return undefined;
  const first = output.trimStart().split(/\r?\n/, 1)[0] ?? '';
  const match = BUILDERS.exec(first);
  return match ? `The sandbox did not start: ${match[1]}: ${match[2]}` : undefined;
}
