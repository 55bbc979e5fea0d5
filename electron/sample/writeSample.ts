/*
 * The sample room writes the checkout service into a new git repository and holds the scripted agent that works on it.
 * It does not open threads, and it never writes into a folder that has something in it.
 */
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { err, ok, type Result } from '../../shared/kernel/result';
import { commitAll } from './commitAll';

export interface WriteSampleOptions {
  /** The folder of the sample's files in the package; only read. */
  readonly from: string;
  /** Where the new repository is made: a folder that does not exist yet, or an empty one. */
  readonly to: string;
}

/** Absolute real paths. */
export interface Sample {
  readonly workspace: string;
  readonly contractFile: string;
}

export interface SampleError {
  readonly code: 'sample_missing' | 'not_empty' | 'git_failed' | 'write_failed';
  /** Cause and remedy. */
  readonly message: string;
}

const CONTRACT_FILE = 'goal.md';

/** What the one commit of each sample says, by its folder's name. */
const FIRST_COMMITS: Readonly<Record<string, string>> = {
  checkout: 'A checkout service',
  seedlings: 'A table and the data behind it',
};

/** Packagers leave dot files of git out, so the sample keeps its `.gitignore` under a plain name. */
const RENAMED: Readonly<Record<string, string>> = { gitignore: '.gitignore' };

/**
 * Writes the sample into a git repository of one commit on `main`, the same commit wherever it is written. The repository is made
 * beside `to` and moved there when it is whole: after a crash there is either all of it or nothing under that name.
 */
export async function writeSample(options: WriteSampleOptions): Promise<Result<Sample, SampleError>> {
  const to = resolve(options.to);
  try {
    if ((await entries(options.from)) === 'missing') return err(sampleMissing(options.from));
    const held = await entries(to);
    if (held !== 'missing' && held.length > 0) return err(notEmpty(to));
    // An empty folder, maybe behind a symlink, gives way to the finished one.
    return await writeBeside(options.from, held === 'missing' ? to : await realpath(to));
  } catch (cause) {
    return err(writeFailed(to, cause));
  }
}

async function writeBeside(from: string, to: string): Promise<Result<Sample, SampleError>> {
  await mkdir(dirname(to), { recursive: true });
  const draft = await mkdtemp(join(dirname(to), `.${basename(to)}-`));
  try {
    await copyFolder(from, draft);
    const committed = await commitAll(draft, FIRST_COMMITS[basename(from)] ?? 'The sample as it begins');
    if (!committed.ok) return err({ code: 'git_failed', message: committed.error });
    await makeWay(to);
    await rename(draft, to);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  const workspace = await realpath(to);
  return ok({ workspace, contractFile: join(workspace, CONTRACT_FILE) });
}

/** Removes an empty folder; anything else there stays and fails the move. */
async function makeWay(folder: string): Promise<void> {
  if ((await entries(folder)) !== 'missing') await rmdir(folder);
}

/** Reads and writes file by file, which also works out of the archive a packaged app lies in. Links are not part of a sample. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, RENAMED[entry.name] ?? entry.name);
    if (entry.isDirectory()) await copyFolder(source, target);
    else if (entry.isFile()) await writeFile(target, await readFile(source));
  }
}

async function entries(folder: string): Promise<readonly string[] | 'missing'> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return 'missing';
    throw cause;
  }
}

function sampleMissing(from: string): SampleError {
  return {
    code: 'sample_missing',
    message: `The sample's files are not at ${from}: the installation is incomplete, install again.`,
  };
}

function notEmpty(to: string): SampleError {
  return { code: 'not_empty', message: `${to} is not empty: choose a folder that does not exist yet, or an empty one.` };
}

function writeFailed(to: string, cause: unknown): SampleError {
  const why = codeOf(cause) ?? String(cause);
  return {
    code: 'write_failed',
    message: `The sample could not be written to ${to} (${why}): choose a folder you may write to.`,
  };
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
