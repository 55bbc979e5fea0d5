import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { BLOCK_BYTES, packedTail } from './packedForm';

const compress = promisify(gzip);

/**
 * Blocks that are compressed while the file waits for the first of them; with the one that is being filled, some 2 MB. As many as
 * libuv has threads. Measured on two busy cores: 136 MB/s of test output into the file, 6 ms of CPU per MB; a terminal prints 65 MB/s.
 */
const AHEAD = 4;

/** The fastest level: test output becomes a seventh, and higher ones take several times as long for a fifth less. */
const LEVEL = 1;

/** What does not pack costs most (55 MB/s): after a block that did not, this many are stored as they come before the next is tried. */
const SKIPPED = 15;

/** A block did not pack where it kept more than this part of its length. */
const PACKED_PART = 0.97;

/** Packs content as it comes: compressed in the thread pool, written in order. The first failure of the file is thrown and ends it. */
export class Packer {
  readonly #file: FileHandle;
  readonly #lengths: number[] = [];
  readonly #members: Promise<Buffer>[] = [];
  #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #filled = 0;
  #bytes = 0;
  #skip = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async add(chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.byteLength; ) {
      const part = chunk.subarray(from, from + BLOCK_BYTES - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.byteLength;
      this.#bytes += part.byteLength;
      from += part.byteLength;
      if (this.#filled === BLOCK_BYTES) await this.#endBlock();
    }
  }

  /** Puts what is left into the file. Content below `smallest` bytes stands there plain. */
  async finish(smallest: number): Promise<'plain' | 'packed'> {
    if (this.#bytes < smallest) {
      await writeWhole(this.#file, this.#block.subarray(0, this.#filled));
      return 'plain';
    }
    if (this.#filled > 0) await this.#endBlock();
    while (this.#members.length > 0) await this.#writeFirst();
    await writeWhole(this.#file, packedTail(this.#lengths, this.#bytes));
    return 'packed';
  }

  async #endBlock(): Promise<void> {
    const member = compress(this.#block.subarray(0, this.#filled), { level: this.#skip > 0 ? 0 : LEVEL });
    this.#skip = Math.max(0, this.#skip - 1);
    // It is told where it is waited for; a file that failed meanwhile lets nobody wait.
    member.catch(() => undefined);
    this.#members.push(member);
    this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
    this.#filled = 0;
    if (this.#members.length >= AHEAD) await this.#writeFirst();
  }

  async #writeFirst(): Promise<void> {
    const member = await this.#members.shift();
    if (!member) return;
    this.#lengths.push(member.byteLength);
    if (this.#skip === 0 && member.byteLength > BLOCK_BYTES * PACKED_PART) this.#skip = SKIPPED;
    await writeWhole(this.#file, member);
  }
}

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.byteLength; ) {
    from += (await file.write(chunk, from)).bytesWritten;
  }
}
