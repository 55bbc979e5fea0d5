/** What a command may touch. Paths are absolute and real; `hosts` empty means no network at all. */
export interface CommandPolicy {
  readonly workspace: string;
  readonly write: readonly string[];
  readonly denyWrite: readonly string[];
  readonly denyRead: readonly string[];
  /** What can be read although a folder round it is hidden; nothing in it is writable. */
  readonly openRead?: readonly string[];
  readonly hosts: readonly string[];
  readonly sockets: boolean;
  /** A person gave up the sandbox for this goal, in typed words: its commands run bare. */
  readonly waived?: true;
  /** What its whole process tree may take; without them only the machine limits it. */
  readonly limits?: CommandLimits;
}

/** `processes` counts threads too, as the kernel does; `fileMb` is the size of one file. Megabytes are of 2^20 bytes. */
export interface CommandLimits {
  readonly processes: number;
  readonly memoryMb: number;
  readonly fileMb: number;
}

/**
 * Commands of one `session` share a loopback network, where the machine can keep one (a thread's id); without it each has its own.
 * `command` is run by bash; `env` is the whole environment it starts with; `terminal` gives it a terminal of its own inside.
 */
export interface CommandOrder {
  readonly id: string;
  readonly command: string;
  readonly cwd: string;
  readonly policy: CommandPolicy;
  readonly env: Readonly<Record<string, string>>;
  readonly terminal: boolean;
  readonly session?: string;
}

/** A finished command line, to be spawned as it is, without a further shell. */
export interface WrappedCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /**
   * It makes the terminal that its stdout is its controlling one, and its stdin: it must not be another session's, nor be on stdin when
   * it starts.
   */
  readonly takesTerminal?: boolean;
  /** Why it has a network of its own though it was to share its session's. */
  readonly alone?: string;
  readonly limits?: WatchedLimits;
}

/** The limits of a command, and where the kernel counts what met them; the groups are folders to be removed once it has ended. */
export interface WatchedLimits extends CommandLimits {
  readonly groups: readonly LimitGroup[];
}

/** A control group of one command: the file `events` has a line `<key> <count>` for each time that the limit was met. */
export interface LimitGroup {
  readonly folder: string;
  readonly counts: readonly { readonly limit: 'processes' | 'memory'; readonly events: string; readonly key: string }[];
}

/** `message` names the cause and the remedy. */
export interface SandboxError {
  readonly code: 'sandbox_missing' | 'sandbox_failed' | 'command_too_long';
  readonly message: string;
}
