import { createHash } from 'node:crypto';
import type { BlobRef } from '../../shared/kernel/blobRef';
import { err, ok, type Result } from '../../shared/kernel/result';
import { type BlobFile, openBlobFile } from './blobFile';
import { damagedMessage, type StoreError, StoreFailure } from './storeError';

/** Reads what stands in a store's folder, packed or plain, for its owner and for onlookers alike. */
export interface BlobReader {
  /** The whole content, its hash proven: `missing` when it was never stored here, `damaged` when it is not what was stored. */
  read(ref: BlobRef): Promise<Result<Uint8Array, StoreError>>;
  /**
   * A part of the content, from `offset` on, in bytes: shorter at the end, empty behind it. Only a whole content can prove its hash; of a
   * packed one the checksum of each piece is proven.
   */
  readRange(ref: Pick<BlobRef, 'sha256'>, offset: number, bytes: number): Promise<Result<Uint8Array, StoreError>>;
  /** The content piece by piece, each read when it is asked for. A disk that fails is thrown as a `StoreFailure`; so is a missing one. */
  stream(ref: Pick<BlobRef, 'sha256'>, options?: { readonly signal?: AbortSignal }): AsyncGenerator<Buffer, void, undefined>;
  /** The content open for many reads; its reader closes it. */
  open(ref: Pick<BlobRef, 'sha256'>): Promise<Result<BlobFile, StoreError>>;
}

/** A reader of the store in `folder`. It makes nothing and removes nothing there. */
export function createBlobReader(folder: string): BlobReader {
  const within = <T>(ref: Pick<BlobRef, 'sha256'>, use: (file: BlobFile) => Promise<T>) =>
    asResult(async () => {
      const file = await openBlobFile(folder, ref.sha256);
      try {
        return await use(file);
      } finally {
        await file.close();
      }
    });
  return {
    read: (ref) => within(ref, (file) => proven(file, ref)),
    readRange: (ref, offset, bytes) => within(ref, (file) => file.read(offset, bytes)),
    stream: (ref, options) => pieces(folder, ref.sha256, options?.signal),
    open: (ref) => asResult(() => openBlobFile(folder, ref.sha256)),
  };
}

async function proven(file: BlobFile, ref: BlobRef): Promise<Buffer> {
  // The length first: a file grown huge must not be read into memory to find that it is wrong.
  const whole = file.bytes === ref.bytes && (await file.read(0, ref.bytes));
  if (whole && createHash('sha256').update(whole).digest('hex') === ref.sha256) return whole;
  const message = damagedMessage(`What is stored under ${ref.sha256}`, 'it is not the content that was stored');
  throw new StoreFailure({ code: 'damaged', message });
}

async function* pieces(folder: string, sha256: string, signal?: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  const file = await openBlobFile(folder, sha256);
  try {
    for (let at = 0; at < file.bytes; at += file.blockBytes) {
      signal?.throwIfAborted();
      yield await file.read(at, file.blockBytes);
    }
  } finally {
    await file.close();
  }
}

async function asResult<T>(read: () => Promise<T>): Promise<Result<T, StoreError>> {
  try {
    return ok(await read());
  } catch (thrown) {
    if (thrown instanceof StoreFailure) return err(thrown.error);
    throw thrown;
  }
}
