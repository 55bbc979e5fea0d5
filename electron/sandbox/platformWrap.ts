/**
 * Builds the sandboxed command line with the library's per-platform functions. The library's own door (`wrapWithSandbox`) is not
 * used, because it always adds writable paths of its own (`/tmp/claude`, `~/.npm/_logs`), gives every command a proxy, drops
 * paths that hold `*`, `?` or `[` from the write lists, and takes the Unix socket rule per process instead of per command.
 */
import {
  cleanupBwrapMountPoints,
  wrapCommandWithSandboxLinux,
} from '@anthropic-ai/sandbox-runtime/dist/sandbox/linux-sandbox-utils.js';
import { wrapCommandWithSandboxMacOS } from '@anthropic-ai/sandbox-runtime/dist/sandbox/macos-sandbox-utils.js';
import {
  attributionKeyFor,
  encodeSandboxedCommand,
  generateProxyEnvVars,
} from '@anthropic-ai/sandbox-runtime/dist/sandbox/sandbox-utils.js';
import { HTTP_PORT, SOCKS_PORT } from './bridges';
import type { CommandOrder } from './command';
import { innerCommand } from './innerCommand';
import { withReadOnlySettings } from './kernelSettings';
import { type Mounts, mountsOf } from './mounts';
import type { Network } from './network';
import { findProgram, requireProgram } from './programs';
import { seccompHelper } from './seccomp';
import { withSocketFilter } from './socketFilter';

/** A very long profile is read by bubblewrap from a file that this process holds open; it is read within the first milliseconds. */
const PROFILE_LIFETIME_MS = 60_000;

/** What any macOS command writes to; bubblewrap gives a Linux command a /dev of its own. */
const MACOS_DEVICES = ['/dev/stdout', '/dev/stderr', '/dev/null', '/dev/tty', '/dev/dtracehelper', '/dev/autofs_nowait'];

/**
 * The library looks programs up by starting `which`, for a second at most: minimal systems lack it, and a loaded machine needs
 * longer. Where it believes to be in Bun it asks this instead. Nothing else in this process looks for Bun.
 */
Object.assign(globalThis, { Bun: { which: (name: string) => findProgram(name) ?? null } });

/**
 * The library searches its working directory for dangerous files before every command, by starting `rg`. Ours is neutral and empty,
 * so that it finds nothing, and what must be denied is in the policy; a program without a name is never started.
 */
const NO_SEARCH = { command: '' };

/**
 * Two shells build the sandbox of each command and only read what we and the library wrote for any POSIX shell: `sh` is often one
 * that starts in half of bash's time.
 */
const buildingShell = () => (findProgram('sh') ? 'sh' : 'bash');

/**
 * The sandboxed command as a line for a POSIX shell: one simple command. With `shared` it stays in the network that it is started
 * in, which then is its session's and has the bridges. Throws what the library throws.
 */
export async function platformWrap(order: CommandOrder, network: Network | undefined, shared: boolean): Promise<string> {
  const mounts = await mountsOf(order.policy);
  if (process.platform === 'darwin') return macosLine(order, mounts, network);
  const line = withSocketFilter(withReadOnlySettings(await linuxLine(order, mounts, network, shared)));
  // The library counts wraps and lets go of its open profiles when each was cleaned up after.
  setTimeout(() => cleanupBwrapMountPoints(), PROFILE_LIFETIME_MS).unref();
  return line;
}

function linuxLine(order: CommandOrder, mounts: Mounts, network: Network | undefined, shared: boolean): Promise<string> {
  const helper = seccompHelper();
  if (!helper) throw new Error('the seccomp helper is missing');
  return wrapCommandWithSandboxLinux({
    command: innerCommand(order),
    commandId: order.id,
    ...(shared ? sharedNetwork(order, network) : ownNetwork(network)),
    readConfig: { denyOnly: [...mounts.denyRead], allowWithinDeny: [...mounts.openRead] },
    writeConfig: { allowOnly: [...mounts.write], denyWithinAllow: [...mounts.denyWrite] },
    allowAllUnixSockets: order.policy.sockets,
    seccompConfig: { applyPath: helper },
    ripgrepConfig: NO_SEARCH,
    binShell: buildingShell(),
    bwrapPath: requireProgram('bwrap'),
    socatPath: requireProgram('socat'),
  });
}

/** The proxy's variables as the library sets them for a command with bridges of its own; they name the session's. */
function sharedNetwork(order: CommandOrder, network: Network | undefined) {
  if (!network) return { needsNetworkRestriction: false };
  const key = encodeSandboxedCommand(attributionKeyFor(innerCommand(order), order.id));
  const variables = generateProxyEnvVars(HTTP_PORT, SOCKS_PORT, undefined, network.token, true, key);
  const pairs = variables.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return { needsNetworkRestriction: false, setEnvVars: Object.fromEntries(pairs) };
}

function ownNetwork(network: Network | undefined) {
  const socketPath = network?.socketPath;
  return { needsNetworkRestriction: true, ...(network && socketPath ? linuxProxy(network, socketPath) : {}) };
}

function linuxProxy(network: Network, socketPath: string) {
  return {
    httpSocketPath: socketPath,
    socksSocketPath: socketPath,
    httpProxyPort: network.httpPort,
    socksProxyPort: network.socksPort,
    proxyAuthToken: network.token,
  };
}

function macosLine(order: CommandOrder, mounts: Mounts, network: Network | undefined): string {
  return wrapCommandWithSandboxMacOS({
    command: innerCommand(order),
    commandId: order.id,
    needsNetworkRestriction: true,
    ...(network ? { httpProxyPort: network.httpPort, socksProxyPort: network.socksPort, proxyAuthToken: network.token } : {}),
    readConfig: { denyOnly: [...mounts.denyRead], allowWithinDeny: [...mounts.openRead] },
    writeConfig: { allowOnly: [...MACOS_DEVICES, ...mounts.write], denyWithinAllow: [...mounts.denyWrite] },
    allowAllUnixSockets: order.policy.sockets,
    // A server and its client inside one command, as on Linux, where each command has a loopback of its own.
    allowLocalBinding: true,
    allowPty: true,
  });
}
