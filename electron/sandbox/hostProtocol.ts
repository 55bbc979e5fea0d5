import type { Result } from '../../shared/kernel/result';
import type { CommandOrder, SandboxError, WrappedCommand } from './command';

/** What the app tells a wrap host. `open` comes first and once. */
export type HostOrder =
  | { readonly kind: 'open'; readonly hosts: readonly string[] }
  | { readonly kind: 'wrap'; readonly number: number; readonly order: CommandOrder }
  /** Ends the network that a session's commands shared; it is not answered. */
  | { readonly kind: 'release'; readonly session: string };

/** What a wrap host answers. */
export type HostAnswer =
  | { readonly kind: 'opened'; readonly failure?: SandboxError }
  | { readonly kind: 'wrapped'; readonly number: number; readonly result: Result<WrappedCommand, SandboxError> };
