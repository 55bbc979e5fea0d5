import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, GitFailure } from './failure';
import { isAsLeft, leave } from './fileState';
import type { NeutralRepository } from './neutralRepository';

export interface IndexWork<T> {
  /** Starts an index that is not there. */
  readonly fill: () => Promise<void>;
  readonly use: () => Promise<T>;
}

/** Uses an index kept from an earlier call; one that is damaged, or names objects that are gone, is thrown away and filled anew. */
export async function onKeptIndex<T extends object | string>(
  repository: NeutralRepository,
  index: string,
  work: IndexWork<T>,
  signal: AbortSignal,
): Promise<T> {
  const file = join(repository.folder, index);
  if ((await isAsLeft(file, [file])) || (await isIntact(repository, index))) {
    const value = await work.use().catch((thrown) => onlyFailure(thrown, signal));
    if (value !== undefined) return left(file, value);
  }
  await rm(file, { force: true });
  await work.fill();
  return left(file, await work.use());
}

async function left<T>(file: string, value: T): Promise<T> {
  await leave(file, [file]);
  return value;
}

function onlyFailure(thrown: unknown, signal: AbortSignal): undefined {
  if (!(thrown instanceof GitFailure) || signal.aborted) throw thrown;
  return undefined;
}

/** Git itself checks only an index's first bytes; this checks the hash at its end, so that a torn file cannot make a wrong tree. */
async function isIntact(repository: NeutralRepository, index: string): Promise<boolean> {
  try {
    const bytes = await readFile(join(repository.folder, index));
    const end = bytes.length - (repository.objectFormat === 'sha1' ? 20 : 32);
    return end > 0 && createHash(repository.objectFormat).update(bytes.subarray(0, end)).digest().equals(bytes.subarray(end));
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    return false;
  }
}
