import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ThreadState } from '../../shared/thread/state';
import type { CommandOrder } from '../sandbox/sandbox';
import type { ThreadPlace } from '../workers/parts';

/**
 * A person's own shell, or one command line of theirs (`words`, as a shell had split them), with exactly what the thread's agent may
 * touch. `env` is added to the agent's.
 */
export function shellOrder(
  state: ThreadState,
  place: Pick<ThreadPlace, 'agentPolicy' | 'agentEnv' | 'temp'>,
  asked: Pick<CommandOrder, 'id' | 'terminal' | 'session'> & {
    readonly words: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  },
): CommandOrder {
  const { words, env, ...order } = asked;
  return {
    ...order,
    command: commandLine(words),
    cwd: state.workspace.root,
    policy: place.agentPolicy,
    // The shell's history is hidden like all secrets of the home folder; this one's goes with the thread's temporary folder.
    env: { ...place.agentEnv, HISTFILE: join(place.temp, '.shell_history'), ...env },
  };
}

function commandLine(words: readonly string[]): string {
  if (words.length === 0) return `exec ${quoted(ownShell())} -i`;
  return words.length === 1 ? (words[0] ?? '') : words.map(quoted).join(' ');
}

function ownShell(): string {
  const own = process.env.SHELL;
  return own && existsSync(own) ? own : 'bash';
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
