import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** The comment that a bundle's zip ends with: these words and the SHA-256 of every byte before the digits. */
export const SEAL_WORDS = 'goalpost-bundle sha256:';
export const SEAL_HEX = 64;

const PIECE_BYTES = 1024 * 1024;

/** What is wrong with a zip's seal, in a sentence; undefined where every byte before it is as it was sealed. */
export async function brokenSeal(file: FileHandle, signal: AbortSignal): Promise<string | undefined> {
  const { size } = await file.stat();
  const end = SEAL_WORDS.length + SEAL_HEX;
  const tail = size < end ? '' : (await read(file, size - end, end)).toString('latin1');
  if (!tail.startsWith(SEAL_WORDS))
    return 'it does not end with its seal: it is cut off, was packed again, or something was added at its end';
  return (await hashUpTo(file, size - SEAL_HEX, signal)) === tail.slice(-SEAL_HEX)
    ? undefined
    : 'its bytes are not those that were sealed';
}

async function hashUpTo(file: FileHandle, end: number, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < end; at += PIECE_BYTES) {
    signal.throwIfAborted();
    hash.update(await read(file, at, Math.min(PIECE_BYTES, end - at)));
  }
  return hash.digest('hex');
}

async function read(file: FileHandle, from: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, from);
  return buffer.subarray(0, bytesRead);
}
