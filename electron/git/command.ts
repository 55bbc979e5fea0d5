import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { errnoOf, GitFailure } from './failure';

export interface GitCommand {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Complete: nothing of our own environment is added. */
  readonly env: Readonly<Record<string, string>>;
  /** One that is still to come lets git start meanwhile; where it fails git gets none, and whoever promised it tells why. */
  readonly input?: Buffer | Promise<Buffer>;
  /** Exit codes that are answers and not failures; 0 alone unless said. */
  readonly accept?: readonly number[];
}

export interface GitAnswer {
  readonly exit: number;
  readonly stdout: Buffer;
}

/** More than any listing or patch that a person can use, less than a JavaScript string can hold. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** Enough for git's own words; a warning for each of 100,000 files must not fill memory. */
const MAX_COMPLAINT_BYTES = 16 * 1024;

/** Git takes its lock files away on TERM within milliseconds; only a hung disk makes it need KILL. */
const KILL_GRACE_MS = 2000;

/**
 * The one road to the `git` program. Not by way of simple-git: it cannot feed stdin, hands out bytes as UTF-8 text, and waits
 * 50 ms after each command that prints nothing. In a process group of its own, so that Ctrl-C in a terminal does not tear a
 * command in the middle. Throws {@link GitFailure}; when `signal` aborts, after git is gone.
 */
export function runGit(command: GitCommand, signal: AbortSignal): Promise<GitAnswer> {
  const input = Promise.resolve(command.input).catch(() => undefined);
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(interrupted());
    const child = spawn('git', ['--no-optional-locks', '--no-pager', ...command.args], {
      cwd: command.cwd,
      env: command.env,
      detached: true,
    });
    const stdout = new Collected(MAX_OUTPUT_BYTES);
    const stderr = new Collected(MAX_COMPLAINT_BYTES);
    const stop = endable(child);
    signal.addEventListener('abort', stop, { once: true });
    child.stdout.on('data', (chunk: Buffer) => stdout.add(chunk) || stop());
    child.stderr.on('data', (chunk: Buffer) => stderr.add(chunk));
    child.once('error', (cause) => {
      signal.removeEventListener('abort', stop);
      reject(startFailure(command, cause));
    });
    child.once('close', (exit, killed) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) return reject(interrupted());
      if (stdout.full)
        return reject(new GitFailure('git_failed', `git ${verbOf(command)} answered with more than can be shown.`));
      if (exit !== null && (command.accept ?? [0]).includes(exit)) return resolve({ exit, stdout: stdout.bytes() });
      reject(new GitFailure('git_failed', complaint(command, stderr.bytes().toString('utf8'), killed ?? `exit ${exit}`)));
    });
    // A command that ends before it has read all of its input says why by its exit code; the broken pipe adds nothing.
    child.stdin.on('error', () => undefined);
    void input.then((bytes) => child.stdin.end(bytes));
  });
}

class Collected {
  readonly #limit: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  full = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(chunk: Buffer): boolean {
    this.full ||= this.#bytes + chunk.length > this.#limit;
    if (this.full) return false;
    this.#bytes += chunk.length;
    this.#chunks.push(chunk);
    return true;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

function endable(child: ChildProcessWithoutNullStreams): () => void {
  return () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), KILL_GRACE_MS);
    child.once('close', () => clearTimeout(timer));
  };
}

function interrupted(): GitFailure {
  return new GitFailure('git_failed', 'Git was interrupted before it was done.');
}

/** A folder that is gone and a program that is missing are the same error to whoever starts a process. */
function startFailure({ cwd }: GitCommand, cause: Error): GitFailure {
  if (!existsSync(cwd))
    return new GitFailure('git_failed', `The folder ${cwd} is gone. Put it back where it was, and try again.`, cause);
  if (errnoOf(cause) !== 'ENOENT') return new GitFailure('git_failed', `git could not be started: ${cause.message}.`, cause);
  return new GitFailure('git_failed', 'git could not be started: install git 2.31 or later and see that it is on PATH.', cause);
}

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/Permission denied/, 'Make it readable, or add it to .gitignore.'],
  [/No space left/, 'Free some space and try again.'],
  [/\.lock'|cannot lock ref/, 'Another git command may be at work here: try again when it is done.'],
  [/missing blob|bad object|invalid object|unable to read/, 'The repository lacks an object: "git fsck" tells which.'],
];

function complaint(command: GitCommand, stderr: string, end: string): string {
  const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('hint:'));
  const cause =
    lines
      .slice(-2)
      .join(' ')
      .replace(/\b(fatal|error): /g, '') || end;
  const remedy = REMEDIES.find(([pattern]) => pattern.test(stderr))?.[1];
  return `git ${verbOf(command)} failed: ${cause.replace(/\.$/, '')}.${remedy === undefined ? '' : ` ${remedy}`}`;
}

function verbOf(command: GitCommand): string {
  return command.args.find((arg) => !arg.startsWith('-')) ?? '';
}
