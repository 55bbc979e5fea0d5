import type { Terminal } from '../terminals/terminals';

/** A command of the agent's on its terminal. */
export interface LiveCommand {
  readonly terminal: Terminal;
  readonly command: string;
  /** Hosts that it tried in vain since the last time. */
  readonly tried: () => Promise<readonly string[]>;
}
