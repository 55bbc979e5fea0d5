import type { Boundaries } from '../../../shared/goal/contract';
import type { EscapePlace } from './place';

/**
 * By which road of the app an attempt goes: an agent's command on its terminal, a background session that the goal's end ends, a
 * check, a command with a checkpoint of the app's after it, or a tool that works outside of the sandbox.
 */
export type Road = 'command' | 'session' | 'check' | 'checkpoint' | 'apply_patch' | 'read_file' | 'search';

/** One attempt to get out. Its signs are looked for outside of the sandbox (`signs.ts`), and the same for every attempt. */
export interface Attempt {
  readonly id: string;
  readonly by: Road;
  /** The command line, the patch, the path or the pattern; several are carried out one after the other. */
  readonly does: (at: EscapePlace) => string | readonly string[];
  /** What the world holds beforehand. */
  readonly before?: (at: EscapePlace) => void | Promise<void>;
  readonly boundaries?: Partial<Boundaries>;
  readonly protect?: readonly string[];
  /**
   * Whether the same, done without a sandbox (a tool: under a policy that allows everything), shows a sign, so that a detector that
   * cannot fire is impossible. Where that would harm the machine, why it is not done.
   */
  readonly control: 'fires' | { readonly unsafe: string };
}

const HARMLESS = 'fires' as const;

/** A command of the agent's, whose control is the same line in a plain shell. */
export function command(id: string, does: Attempt['does'], more: Partial<Omit<Attempt, 'id' | 'does'>> = {}): Attempt {
  return { id, by: 'command', does, control: HARMLESS, ...more };
}
