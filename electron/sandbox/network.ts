import { type LinuxSandboxProfileError, NetworkConfigSchema, SandboxManager } from '@anthropic-ai/sandbox-runtime';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { SandboxError } from './command';
import { requireProgram } from './programs';

/** The proxy that a command with `hosts` reaches the network through. */
export interface Network {
  readonly httpPort: number;
  readonly socksPort: number;
  readonly token: string;
  /** Linux: the socket that bridges into the command's own network namespace. */
  readonly socketPath?: string;
}

/**
 * Starts the library's allow-list proxy for this process; there is one per process. Hosts that are not listed are refused by the
 * proxy, and nothing but the proxy can be reached.
 */
export async function openNetwork(hosts: readonly string[]): Promise<Result<Network, SandboxError>> {
  const network = { allowedDomains: [...hosts], deniedDomains: [], strictAllowlist: true };
  const parsed = NetworkConfigSchema.safeParse(network);
  if (!parsed.success) return err(badHosts(hosts, parsed.error.issues[0]?.message));
  try {
    const socatPath = process.platform === 'linux' ? { socatPath: requireProgram('socat') } : {};
    await SandboxManager.initialize({ network, filesystem: { denyRead: [], allowWrite: [], denyWrite: [] }, ...socatPath });
    return ok(openedNetwork());
  } catch (cause) {
    return err({ code: 'sandbox_failed', message: `The network proxy of the sandbox did not start: ${messageOf(cause)}` });
  }
}

function badHosts(hosts: readonly string[], reason: string | undefined): SandboxError {
  const message = `boundaries.hosts (${hosts.join(', ')}) cannot be used: ${reason ?? 'not host names'}. Write example.com or example.com:443.`;
  return { code: 'sandbox_failed', message };
}

function openedNetwork(): Network {
  const [httpPort, socksPort, token] = [
    SandboxManager.getProxyPort(),
    SandboxManager.getSocksProxyPort(),
    SandboxManager.getProxyAuthToken(),
  ];
  if (httpPort === undefined || socksPort === undefined || !token) throw new Error('it has no port');
  const socketPath = SandboxManager.getLinuxHttpSocketPath();
  return { httpPort, socksPort, token, ...(socketPath ? { socketPath } : {}) };
}

export function closeNetwork(): Promise<void> {
  return SandboxManager.reset();
}

/** The library's profile errors carry a `code`; other failures are plain errors. */
export function wrapFailure(cause: unknown): SandboxError {
  const code = (cause as Partial<LinuxSandboxProfileError>).code;
  if (code === 'command_too_long') {
    return { code, message: `${messageOf(cause)}. Write the command to a file and run that.` };
  }
  return { code: 'sandbox_failed', message: `The command could not be put into the sandbox: ${messageOf(cause)}` };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
