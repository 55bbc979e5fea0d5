import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import * as git from '../../electron/git/git';
import { runOnPipes } from '../../electron/pty/pipes';
import { commandEnvironment } from '../../electron/sandbox/environment';
import { checkPolicy } from '../../electron/sandbox/policy';
import { openSandbox, type Sandbox } from '../../electron/sandbox/sandbox';
import { sandboxStartFailure } from '../../electron/sandbox/startFailure';
import { type BlobStore, openBlobStore } from '../../electron/store/blobStore';
import { type CheckOrder, createVerifier, type Verifier } from '../../electron/verify/verify';
import { CheckReport } from '../../shared/evidence/record';
import { ArtifactCheck, CommandCheck } from '../../shared/goal/check';
import { Boundaries } from '../../shared/goal/contract';
import type { BlobRef } from '../../shared/kernel/blobRef';

const NEVER = new AbortController().signal;
const HOST = fileURLToPath(new URL('../../out/wrapHost.mjs', import.meta.url));

/** The verify room over the real sandbox, pipes, git and blobs, on a small committed repository that is made anew for each test. */
export class CheckRig {
  readonly root: string;
  readonly temp: string;
  readonly sandbox: Sandbox;
  readonly blobs: BlobStore;
  readonly #base: string;

  private constructor(base: string, sandbox: Sandbox, blobs: BlobStore) {
    this.#base = base;
    this.root = join(base, 'work space ü');
    this.temp = join(base, 'data', 'temp');
    this.sandbox = sandbox;
    this.blobs = blobs;
  }

  static async open(): Promise<CheckRig> {
    const base = await realpath(await mkdtemp(join(tmpdir(), 'goalpost check ')));
    const sandbox = await openSandbox({ hostEntry: HOST, neutralDir: join(base, 'neutral') });
    if (!sandbox.ok) throw new Error(sandbox.error.message);
    return new CheckRig(base, sandbox.value, await openBlobStore(join(base, 'data', 'blobs')));
  }

  async close(): Promise<void> {
    await this.sandbox.dispose();
    await rm(this.#base, { recursive: true, force: true });
  }

  async make(): Promise<void> {
    await mkdir(this.temp, { recursive: true });
    await this.put('.gitignore', 'build/\n*.log\n');
    await this.put('src/app.js', 'export const speed = 1;\n');
    await this.put('test/app.test.js', 'check();\n');
    this.git('init', '-q', '-b', 'main');
    this.git('add', '-A');
    this.git('-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-qm', 'start');
  }

  async clear(): Promise<void> {
    for (const folder of [this.root, this.temp, this.#privateDir]) await rm(folder, { recursive: true, force: true });
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.root, encoding: 'utf8' });
  }

  /** Changed and untracked files, as git tells them. */
  status(): string {
    return this.git('status', '--porcelain', '--untracked-files=all');
  }

  async put(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  read(path: string): Promise<string> {
    return readFile(join(this.root, path), 'utf8');
  }

  verifier(sandbox: Sandbox = this.sandbox): Verifier {
    return createVerifier({ sandbox, runOnPipes, sandboxStartFailure, git, blobs: this.blobs });
  }

  /** An order for the check on a checkpoint taken now; `test/` is protected and `src/` the agent's. */
  async order(given: Record<string, unknown>, extra: Partial<CheckOrder> = {}): Promise<CheckOrder> {
    const check = checkOf({ id: 'c', kind: 'command', ...given });
    const { protect = ['test'] } = extra;
    const writes = writesOf(check);
    const workspace = must(await git.openWorkspace(this.root));
    const privateDir = this.#privateDir;
    const taken = await git.takeCheckpoint(
      workspace,
      { thread: 't1', id: 'k1', n: 1, exclude: writes, protect, privateDir },
      NEVER,
    );
    const home = join(this.#base, 'home');
    const place = { ...workspace, workspace: this.root, temp: this.temp, home, dataDir: join(this.#base, 'data') };
    const policy = await checkPolicy(place, Boundaries.parse({ write: ['src'] }), writes, protect);
    const env = commandEnvironment({ temp: this.temp, home, terminal: false });
    const where = { workspace, checkpoint: must(taken), policy, env, temp: this.temp, privateDir };
    return { thread: 't1', id: 'e1', check, writes, protect, ...where, ...extra };
  }

  async run(given: Record<string, unknown>): Promise<CheckReport> {
    return CheckReport.parse(await this.verifier().runCheck(await this.order(given), NEVER));
  }

  async stored(ref: BlobRef | undefined): Promise<string> {
    return ref ? Buffer.from(must(await this.blobs.read(ref))).toString() : '';
  }

  get #privateDir(): string {
    return join(this.#base, 'data', 'private');
  }
}

/** One rig for the tests of a file; `current()` is only for use inside a test. */
export function attachCheckRig(): { current(): CheckRig } {
  let rig: CheckRig;
  beforeAll(async () => {
    rig = await CheckRig.open();
  });
  afterAll(() => rig.close());
  beforeEach(() => rig.make());
  afterEach(() => rig.clear());
  return { current: () => rig };
}

/** How many processes have the mark in their command line, sandbox and all. */
export function processesWith(mark: string): number {
  if (process.platform === 'linux')
    return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandLine(pid).includes(mark)).length;
  const lines = execFileSync('ps', ['-axo', 'args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(mark)).length;
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function checkOf(given: Record<string, unknown>): CheckOrder['check'] {
  return given.kind === 'artifact' ? ArtifactCheck.parse(given) : CommandCheck.parse(given);
}

function writesOf(check: CheckOrder['check']): readonly string[] {
  if (check.kind !== 'command') return [];
  const metricFile = check.metric && check.metric.from !== 'stdout' ? [check.metric.from] : [];
  return [...(check.writes ?? []), ...metricFile];
}

function must<T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
