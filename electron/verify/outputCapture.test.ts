import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BlobStore, openBlobStore } from '../store/blobStore';
import { captureOutput } from './outputCapture';

let folder: string;
let blobs: BlobStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalpost-capture-'));
  blobs = await openBlobStore(folder);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function capture(text: string, pieceBytes: number, limits = { headBytes: 4, tailBytes: 4 }) {
  const output = captureOutput(blobs.writer(), limits);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) await output.write(bytes.subarray(at, at + pieceBytes));
  const stored = await output.finish();
  const read = stored ? await blobs.read(stored) : undefined;
  return { shown: output.text(), stored: read?.ok ? Buffer.from(read.value).toString() : undefined };
}

describe('captured output', () => {
  it.each([1, 3, 5, 100])('is stored whole and shown by head and tail, in pieces of %i bytes', async (pieceBytes) => {
    expect(await capture('abcdefghijkl', pieceBytes)).toEqual({
      shown: 'abcd\n[… 4 bytes left out …]\nijkl',
      stored: 'abcdefghijkl',
    });
    expect(await capture('abcdefgh', pieceBytes)).toEqual({ shown: 'abcdefgh', stored: 'abcdefgh' });
  });

  it('shows no half characters and no escape sequences', async () => {
    expect((await capture('ab日本語xy', 2)).shown).toBe('ab\n[… 9 bytes left out …]\nxy');
    expect((await capture('\u001b[31mred\u001b[0m', 100, { headBytes: 50, tailBytes: 50 })).shown).toBe('red');
  });

  it('stores nothing where nothing was printed', async () => {
    expect(await capture('', 1)).toEqual({ shown: '', stored: undefined });
  });
});
