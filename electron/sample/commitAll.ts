import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';
import { err, ok, type Result } from '../../shared/kernel/result';

const execute = promisify(execFile);

/** The sample is a few dozen small files: git needs milliseconds. Longer than this, it hangs. */
const GIT_TIMEOUT_MS = 30_000;

/** Fixed, so that the commit is the same wherever and by whomever it is made. */
const WHO = 'Goalpost sample';
const MAIL = 'sample@goalpost.invalid';
const WHEN = '2025-01-01T00:00:00Z';

/** Nothing of the machine's or the user's configuration runs or shows: no hooks, templates, signatures or rewritten line ends. */
const SETTINGS = ['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'core.autocrlf=false', 'commit.gpgSign=false', 'gc.auto=0'];

/** Makes `folder` a git repository with all its files in one commit on `main`. The error is a sentence with its remedy. */
export async function commitAll(folder: string, message: string): Promise<Result<void, string>> {
  const commands = [
    ['init', '--quiet', '--initial-branch=main', '--template='],
    ['add', '--all'],
    ['commit', '--quiet', '--no-verify', '--message', message],
  ];
  try {
    for (const command of commands) await git(folder, command);
    return ok(undefined);
  } catch (cause) {
    return err(sentence(cause));
  }
}

async function git(folder: string, command: readonly string[]): Promise<void> {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  await execute('git', ['--no-optional-locks', ...settings, ...command], {
    cwd: folder,
    env: environment(),
    timeout: GIT_TIMEOUT_MS,
  });
}

function environment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: devNull,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: WHO,
    GIT_AUTHOR_EMAIL: MAIL,
    GIT_AUTHOR_DATE: WHEN,
    GIT_COMMITTER_NAME: WHO,
    GIT_COMMITTER_EMAIL: MAIL,
    GIT_COMMITTER_DATE: WHEN,
  };
}

function sentence(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
    return 'git was not found: install git and try again.';
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
  return `git could not make the sample's repository: ${said || String(cause)}`;
}
