import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BlobRef } from '../../shared/kernel/blobRef';
import { type BlobForm, blobPath } from './blobFile';
import { syncFolder } from './fsync';
import { Packer } from './packer';
import { StoreFailure, storeErrorFrom } from './storeError';

/** Below this, content stays plain: a file takes a whole block of the disk all the same, and reads without unpacking. */
const SMALL_BYTES = 4096;

/** A writer that fills `temporary` and at the end renames it to its content's place in `folder`, which is on the same file system. */
export function createBlobWriter(temporary: string, folder: string): FileBlobWriter {
  return new FileBlobWriter(temporary, folder);
}

class FileBlobWriter {
  readonly #temporary: string;
  readonly #folder: string;
  readonly #hash: Hash = createHash('sha256');
  #bytes = 0;
  #file: Promise<FileHandle> | undefined;
  #packer: Packer | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #ended = false;

  constructor(temporary: string, folder: string) {
    this.#temporary = temporary;
    this.#folder = folder;
  }

  write(chunk: Uint8Array): Promise<void> {
    if (this.#ended) throw new Error('write() after finish() or discard()');
    return this.#next(async () => {
      await (await this.#packed()).add(chunk);
      this.#hash.update(chunk);
      this.#bytes += chunk.byteLength;
    });
  }

  finish(): Promise<BlobRef> {
    if (this.#ended) throw new Error('finish() after finish() or discard()');
    this.#ended = true;
    return this.#next(async () => {
      const form = await (await this.#packed()).finish(SMALL_BYTES);
      const file = await this.#open();
      await file.sync();
      await file.close();
      const ref: BlobRef = { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
      await moveInto(this.#temporary, this.#folder, ref, form);
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

  async #packed(): Promise<Packer> {
    const file = await this.#open();
    this.#packer ??= new Packer(file);
    return this.#packer;
  }

  async #remove(): Promise<void> {
    const file = await this.#file?.catch(() => undefined);
    await file?.close();
    await rm(this.#temporary, { force: true });
  }
}

// The same content may stand there already; putting it again costs nothing and heals a copy that the disk has damaged. What an earlier
// version stored plain goes once the packed one is there to stay.
async function moveInto(temporary: string, folder: string, { sha256 }: BlobRef, form: BlobForm): Promise<void> {
  const target = blobPath(folder, sha256, form);
  const made = await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rename(temporary, target);
  await syncFolder(dirname(target));
  if (made) await syncFolder(folder);
  await rm(blobPath(folder, sha256, form === 'packed' ? 'plain' : 'packed'), { force: true });
}
