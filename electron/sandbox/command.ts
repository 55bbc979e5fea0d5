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
}

/** `command` is run by bash; `env` is the whole environment it starts with; `terminal` gives it a terminal of its own inside. */
export interface CommandOrder {
  readonly id: string;
  readonly command: string;
  readonly cwd: string;
  readonly policy: CommandPolicy;
  readonly env: Readonly<Record<string, string>>;
  readonly terminal: boolean;
}

/** A finished command line, to be spawned as it is, without a further shell. */
export interface WrappedCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** `message` names the cause and the remedy. */
export interface SandboxError {
  readonly code: 'sandbox_missing' | 'sandbox_failed' | 'command_too_long';
  readonly message: string;
}
