import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BlobRef } from '../../shared/kernel/blobRef';
import { syncFolder } from './fsync';
import { StoreFailure, storeErrorFrom } from './storeError';

/** A writer that fills `temporary` and at the end renames it to `target(ref)`, which is on the same file system. */
export function createBlobWriter(temporary: string, target: (ref: BlobRef) => string): FileBlobWriter {
  return new FileBlobWriter(temporary, target);
}

class FileBlobWriter {
  readonly #temporary: string;
  readonly #target: (ref: BlobRef) => string;
  readonly #hash: Hash = createHash('sha256');
  #bytes = 0;
  #file: Promise<FileHandle> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #ended = false;

  constructor(temporary: string, target: (ref: BlobRef) => string) {
    this.#temporary = temporary;
    this.#target = target;
  }

  write(chunk: Uint8Array): Promise<void> {
    if (this.#ended) throw new Error('write() after finish() or discard()');
    return this.#next(async () => {
      await writeWhole(await this.#open(), chunk);
      this.#hash.update(chunk);
      this.#bytes += chunk.byteLength;
    });
  }

  finish(): Promise<BlobRef> {
    if (this.#ended) throw new Error('finish() after finish() or discard()');
    this.#ended = true;
    return this.#next(async () => {
      const file = await this.#open();
      await file.sync();
      await file.close();
      const ref: BlobRef = { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
      await moveInto(this.#temporary, this.#target(ref));
      return ref;
    });
  }

  async discard(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#last;
    await this.#remove();
  }

  // One step after the other, in the order of the calls. After a failed step nothing more is written and the file is gone.
  #next<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#last.then((failure) => {
      if (failure) throw failure;
      return step();
    });
    const told = done.catch(async (thrown) => {
      await this.#remove();
      throw thrown instanceof StoreFailure ? thrown : new StoreFailure(storeErrorFrom(thrown, this.#temporary), thrown);
    });
    this.#last = told.then(
      () => undefined,
      (failure: unknown) => failure,
    );
    return told;
  }

  #open(): Promise<FileHandle> {
    this.#file ??= open(this.#temporary, 'wx', 0o600);
    return this.#file;
  }

  async #remove(): Promise<void> {
    const file = await this.#file?.catch(() => undefined);
    await file?.close();
    await rm(this.#temporary, { force: true });
  }
}

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.byteLength; ) {
    from += (await file.write(chunk, from)).bytesWritten;
  }
}

// The same content may stand there already; putting it again costs nothing and heals a copy that the disk has damaged.
async function moveInto(temporary: string, target: string): Promise<void> {
  const folder = dirname(target);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(temporary, target);
  await syncFolder(folder);
  if (made) await syncFolder(dirname(folder));
}
