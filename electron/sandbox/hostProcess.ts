import { type ChildProcess, fork } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disposable } from '../../shared/kernel/lifecycle';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { CommandOrder, SandboxError, WrappedCommand } from './command';
import type { HostAnswer, HostOrder } from './hostProtocol';

/** Starting takes about 150 ms, with a proxy about 300; a machine that needs this long is beyond use. */
const START_TIMEOUT_MS = 20_000;

/** A host that was asked to end closes its proxy within milliseconds; after this it is killed. */
const END_GRACE_MS = 2_000;

/** What of our environment the library's proxy may need: the way to the network where a proxy stands in between. */
const NETWORK_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

/** The longest folder below which our sockets' names fit into the 108 bytes that Linux has for one. */
const LONGEST_FOLDER = 50;

/**
 * Where a host's sockets lie. Their paths are short, so they cannot lie in the data folder; and the library hands them on to a shell and
 * to socat as they are, so a temporary folder with a space or a comma in its path is passed over where sockets are needed.
 */
async function socketFolder(needed: boolean): Promise<string> {
  const usual = await realpath(tmpdir());
  if (!needed || process.platform !== 'linux') return usual;
  for (const folder of [usual, process.env.XDG_RUNTIME_DIR, '/tmp', '/var/tmp']) {
    if (folder && /^[\w/.-]+$/.test(folder) && folder.length <= LONGEST_FOLDER && (await isWritable(folder))) return folder;
  }
  throw new Error(
    `no folder for its sockets: the path of ${usual} is long or has special signs, and /tmp cannot be written; set TMPDIR`,
  );
}

function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

export interface HostPlace {
  readonly hostEntry: string;
  readonly neutralDir: string;
}

/** One wrap host: a child in its own session, with a neutral folder and an environment of its own. */
export class HostProcess implements Disposable {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #pending = new Map<number, (result: Result<WrappedCommand, SandboxError>) => void>();
  readonly #asked = new Map<number, (hosts: readonly string[]) => void>();
  readonly #ended: Promise<void>;
  #opened: ((answer: SandboxError | undefined) => void) | undefined;
  #number = 0;
  #death: SandboxError | undefined;

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
    child.on('message', (message) => this.#take(message as HostAnswer));
    this.#ended = new Promise((resolve) => {
      child.once('error', (cause) => resolve(this.#die(cause.message)));
      child.once('exit', (code, signal) => resolve(this.#die(signal ?? `exit ${code}`)));
    });
    this.#rest();
  }

  /** Starts a host for one allow-list; an empty one opens no proxy and no socket. */
  static async start(place: HostPlace, hosts: readonly string[]): Promise<Result<HostProcess, SandboxError>> {
    try {
      const host = await HostProcess.#fork(place, hosts);
      const failure = await host.#open(hosts);
      if (!failure) return ok(host);
      await host.dispose();
      return err(failure);
    } catch (cause) {
      return err(failed(`The sandbox helper could not be started: ${cause instanceof Error ? cause.message : String(cause)}`));
    }
  }

  static async #fork(place: HostPlace, hosts: readonly string[]): Promise<HostProcess> {
    await mkdir(place.neutralDir, { recursive: true, mode: 0o700 });
    const folder = await mkdtemp(join(await socketFolder(hosts.length > 0), 'goalpost-host-'));
    const child = fork(place.hostEntry, [], {
      cwd: place.neutralDir,
      detached: true,
      env: hostEnvironment(place.neutralDir, folder, hosts.length > 0),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return new HostProcess(child, folder);
  }

  get dead(): boolean {
    return this.#death !== undefined;
  }

  /** The wrapped command, or why not; a host that dies meanwhile answers that. */
  wrap(order: CommandOrder, signal: AbortSignal): Promise<Result<WrappedCommand, SandboxError>> {
    if (this.#death) return Promise.resolve(err(this.#death));
    if (signal.aborted) return Promise.resolve(err(CANCELLED));
    const number = ++this.#number;
    return new Promise((resolve) => {
      const onAbort = () => this.#settle(number, err(CANCELLED));
      signal.addEventListener('abort', onAbort, { once: true });
      this.#pending.set(number, (result) => {
        signal.removeEventListener('abort', onAbort);
        resolve(result);
      });
      this.#send({ kind: 'wrap', number, order });
    });
  }

  /** Ends the network that the session's commands shared; a dead host has taken it along. */
  release(session: string): void {
    if (!this.#death && this.#child.connected) this.#send({ kind: 'release', session });
    this.#rest();
  }

  /** The hosts that a command tried in vain since the last time; none of a host that has died. */
  tried(id: string): Promise<readonly string[]> {
    if (this.#death) return Promise.resolve([]);
    const number = ++this.#number;
    return new Promise((resolve) => {
      this.#asked.set(number, resolve);
      this.#send({ kind: 'tried', number, id });
    });
  }

  async dispose(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    const timer = setTimeout(() => this.#killGroup(), END_GRACE_MS);
    await this.#ended;
    clearTimeout(timer);
    await rm(this.#folder, { recursive: true, force: true });
  }

  #open(hosts: readonly string[]): Promise<SandboxError | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.#opened?.(failed('The sandbox helper did not start in time. Try again.')),
        START_TIMEOUT_MS,
      );
      this.#opened = (answer) => {
        clearTimeout(timer);
        this.#opened = undefined;
        resolve(answer);
        this.#rest();
      };
      this.#send({ kind: 'open', hosts });
    });
  }

  /** While an answer is awaited the host keeps our process alive, otherwise not. */
  #send(order: HostOrder): void {
    this.#child.ref();
    this.#child.channel?.ref();
    // What cannot be told anything is as good as dead; its exit then answers what is pending.
    this.#child.send(order, (cause) => {
      if (cause) this.#killGroup();
    });
  }

  #rest(): void {
    if (this.#pending.size > 0 || this.#asked.size > 0 || this.#opened) return;
    this.#child.unref();
    this.#child.channel?.unref();
  }

  #take(answer: HostAnswer): void {
    if (answer.kind === 'opened') this.#opened?.(answer.failure);
    else if (answer.kind === 'tried') this.#tell(answer.number, answer.hosts);
    else this.#settle(answer.number, answer.result);
  }

  #settle(number: number, result: Result<WrappedCommand, SandboxError>): void {
    const resolve = this.#pending.get(number);
    this.#pending.delete(number);
    resolve?.(result);
    this.#rest();
  }

  #tell(number: number, hosts: readonly string[]): void {
    const resolve = this.#asked.get(number);
    this.#asked.delete(number);
    resolve?.(hosts);
    this.#rest();
  }

  #die(reason: string): void {
    if (this.#death) return;
    this.#death = failed(`The sandbox helper ended (${reason}) before it answered. Try the command again.`);
    this.#opened?.(this.#death);
    for (const number of [...this.#pending.keys()]) this.#settle(number, err(this.#death));
    for (const number of [...this.#asked.keys()]) this.#tell(number, []);
    // A killed host leaves its bridge behind, in its process group, and its folder.
    this.#killGroup();
    void rm(this.#folder, { recursive: true, force: true });
  }

  #killGroup(): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch (cause) {
      // Gone already; macOS says EPERM of a group whose members wait to be collected.
      const code = (cause as NodeJS.ErrnoException).code;
      if (code !== 'ESRCH' && code !== 'EPERM') throw cause;
    }
  }
}

const CANCELLED = failed('The command was cancelled before it started.');

function failed(message: string): SandboxError {
  return { code: 'sandbox_failed', message };
}

function hostEnvironment(neutralDir: string, folder: string, withNetwork: boolean): Record<string, string> {
  const inherited = ['PATH', ...(withNetwork ? NETWORK_VARIABLES : [])].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(inherited),
    // The library makes folders of the home folder writable when they exist; in this home there are none.
    HOME: neutralDir,
    TMPDIR: folder,
    GOALPOST_HOST_FOLDER: folder,
    ...(process.versions.electron ? { ELECTRON_RUN_AS_NODE: '1' } : {}),
  };
}
