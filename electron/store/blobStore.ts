import { createHash, randomUUID } from 'node:crypto';
import { access, constants, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobRef } from '../../shared/kernel/blobRef';
import { type BlobReader, createBlobReader } from './blobReader';
import { createBlobWriter } from './blobWriter';
import { processStart } from './processStart';
import { StoreFailure, storeErrorFrom } from './storeError';

/**
 * Bytes by their content: what is too large for an event is put here and named by its hash. It owns the folder of blobs and
 * knows neither what they mean nor who refers to them. All but small ones stand packed (`packedForm.ts`); those that earlier versions
 * kept plain are read as they are. A disk that fails while writing is thrown as a `StoreFailure`.
 */
export interface BlobStore extends BlobReader {
  /** Stores bytes (text as UTF-8) durably; the same content is kept once. */
  put(bytes: Uint8Array | string): Promise<BlobRef>;
  /** For content that comes bit by bit and may be larger than memory. */
  writer(): BlobWriter;
}

/**
 * Bytes on their way into the store. Await each `write` before the next chunk is read from its source: that is the backpressure,
 * and the chunk must not change until then. After `finish` or `discard` neither `write` nor `finish` may be called again.
 */
export interface BlobWriter {
  write(chunk: Uint8Array): Promise<void>;
  /** Puts what was written under its hash, durably, and answers the reference. */
  finish(): Promise<BlobRef>;
  /** Forgets what was written. After `finish` it does nothing. */
  discard(): Promise<void>;
}

/** The folder, among those named by two digits of a hash, for content that has no hash yet. */
const TEMPORARY = 'tmp';

/**
 * Opens the store in `folder`, makes it when missing, and removes what processes that died in mid-write have left. Throws a
 * `StoreFailure` where it cannot be written.
 */
export async function openBlobStore(folder: string): Promise<BlobStore> {
  const temporary = join(folder, TEMPORARY);
  try {
    await mkdir(temporary, { recursive: true, mode: 0o700 });
    await removeOrphans(temporary);
    await access(temporary, constants.W_OK);
  } catch (thrown) {
    throw new StoreFailure(storeErrorFrom(thrown, temporary), thrown);
  }
  return folderStore(folder, `${process.pid}.${await startWord(process.pid)}`);
}

function folderStore(folder: string, writerName: string): BlobStore {
  const reader = createBlobReader(folder);
  const writer = () => createBlobWriter(join(folder, TEMPORARY, `${writerName}.${randomUUID()}`), folder);
  return {
    ...reader,
    writer,
    async put(bytes) {
      const content = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
      const ref: BlobRef = { sha256: sha256(content), bytes: content.byteLength };
      if ((await reader.read(ref)).ok) return ref;
      const writing = writer();
      await writing.write(content);
      return writing.finish();
    },
  };
}

// A reader of the same folder may open it while the owner writes, so only files of dead processes go.
async function removeOrphans(temporary: string): Promise<void> {
  for (const name of await readdir(temporary)) {
    const [pid, start] = name.split('.');
    if (start !== undefined && start === (await startWord(Number(pid)))) continue;
    await rm(join(temporary, name), { force: true, recursive: true });
  }
}

/** A process's start as part of a file name; undefined for a dead one. */
async function startWord(pid: number): Promise<string | undefined> {
  const start = await processStart(pid);
  return start === undefined ? undefined : sha256(Buffer.from(start)).slice(0, 16);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
