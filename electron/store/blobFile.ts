import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BLOCK_BYTES, END_BYTES, indexBytes, type PackedEnd, parsedEnd, parsedIndex } from './packedForm';
import { damagedMessage, StoreFailure, storeErrorFrom } from './storeError';

const decompress = promisify(gunzip);

/** How a content stands in its folder: as it is, under its hash, or packed, with `.gz` behind it. Its name alone tells which. */
export type BlobForm = 'plain' | 'packed';

/** Where a store in `folder` keeps a content of this hash in this form. */
export function blobPath(folder: string, sha256: string, form: BlobForm): string {
  return join(folder, sha256.slice(0, 2), `${sha256.slice(2)}${form === 'packed' ? '.gz' : ''}`);
}

/** A stored content, open for reading. What it throws is a `StoreFailure`. */
export interface BlobFile {
  /** Of the content. */
  readonly bytes: number;
  /** How much of the content is best read at once, from a multiple of it. */
  readonly blockBytes: number;
  /** A part of the content: shorter at its end, empty behind it. */
  read(offset: number, bytes: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** Opens a content in the form in which it stands. Where both stand, somebody is just replacing the plain one. */
export async function openBlobFile(folder: string, sha256: string): Promise<BlobFile> {
  // Looked for twice: between the looks at both names, a writer may put the packed one and remove the plain one.
  for (const form of ['packed', 'plain', 'packed', 'plain'] as const) {
    const path = blobPath(folder, sha256, form);
    const file = await opened(path);
    if (!file) continue;
    try {
      return form === 'plain' ? await plainFile(file, path) : await packedFile(file, path);
    } catch (thrown) {
      await file.close();
      throw failureOf(thrown, path);
    }
  }
  const path = blobPath(folder, sha256, 'packed');
  throw new StoreFailure({ code: 'missing', message: `${path} is not there, and there is no plain one either.` });
}

async function opened(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (thrown) {
    const failure = failureOf(thrown, path);
    if (failure.error.code === 'missing') return undefined;
    throw failure;
  }
}

async function plainFile(file: FileHandle, path: string): Promise<BlobFile> {
  const { size } = await file.stat();
  return {
    bytes: size,
    blockBytes: BLOCK_BYTES,
    read: (offset, bytes) => guarded(path, () => readAt(file, offset, Math.min(bytes, size - offset))),
    close: () => file.close(),
  };
}

async function packedFile(file: FileHandle, path: string): Promise<BlobFile> {
  const { size } = await file.stat();
  const end = parsedEnd(await readAt(file, size - END_BYTES, END_BYTES));
  if (!end || end.indexAt + indexBytes(end) + END_BYTES !== size) throw damaged(path, 'its end is not what was written');
  const starts = parsedIndex(await readAt(file, end.indexAt, indexBytes(end)), end);
  if (!starts) throw damaged(path, 'its index is not what was written');
  const members = new Members(file, path, end, starts);
  return {
    bytes: end.bytes,
    blockBytes: end.blockBytes,
    read: (offset, bytes) => guarded(path, () => members.read(offset, bytes)),
    close: () => file.close(),
  };
}

class Members {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #end: PackedEnd;
  readonly #starts: readonly number[];

  constructor(file: FileHandle, path: string, end: PackedEnd, starts: readonly number[]) {
    this.#file = file;
    this.#path = path;
    this.#end = end;
    this.#starts = starts;
  }

  async read(offset: number, bytes: number): Promise<Buffer> {
    const { blockBytes } = this.#end;
    const to = Math.min(offset + bytes, this.#end.bytes);
    const parts: Buffer[] = [];
    for (let at = offset; at < to; ) {
      const number = Math.floor(at / blockBytes);
      const block = await this.#block(number);
      const start = number * blockBytes;
      parts.push(block.subarray(at - start, to - start));
      at = start + block.byteLength;
    }
    const [only] = parts;
    return parts.length === 1 && only ? only : Buffer.concat(parts);
  }

  async #block(number: number): Promise<Buffer> {
    const { blockBytes, bytes } = this.#end;
    const start = this.#starts[number] ?? 0;
    const member = await readAt(this.#file, start, (this.#starts[number + 1] ?? start) - start);
    const block = await this.#unpacked(member, number);
    if (block.byteLength === Math.min(blockBytes, bytes - number * blockBytes)) return block;
    throw damaged(this.#path, `its block ${number} is not what was written`);
  }

  async #unpacked(member: Buffer, number: number): Promise<Buffer> {
    try {
      return await decompress(member, { maxOutputLength: this.#end.blockBytes });
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown)) throw thrown;
      throw damaged(this.#path, `its block ${number} does not unpack: ${thrown.message}`);
    }
  }
}

/** Shorter where the file is; empty where it does not reach. */
async function readAt(file: FileHandle, position: number, bytes: number): Promise<Buffer> {
  if (bytes <= 0 || position < 0) return Buffer.alloc(0);
  const buffer = Buffer.allocUnsafe(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await file.read(buffer, filled, bytes - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function guarded<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    throw failureOf(thrown, path);
  }
}

function failureOf(thrown: unknown, path: string): StoreFailure {
  return thrown instanceof StoreFailure ? thrown : new StoreFailure(storeErrorFrom(thrown, path), thrown);
}

function damaged(path: string, detail: string): StoreFailure {
  return new StoreFailure({ code: 'damaged', message: damagedMessage(path, detail) });
}
