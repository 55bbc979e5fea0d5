import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobRef } from '../../shared/kernel/blobRef';
import { blobPath } from './blobFile';
import { createBlobReader } from './blobReader';
import { type BlobStore, openBlobStore } from './blobStore';
import { BLOCK_BYTES } from './packedForm';

let folder: string;
let store: BlobStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packed blobs ü '));
  store = await openBlobStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const packed = ({ sha256 }: BlobRef) => blobPath(folder, sha256, 'packed');
const plain = ({ sha256 }: BlobRef) => blobPath(folder, sha256, 'plain');
const temporaries = () => readdirSync(join(folder, 'tmp'));

function refOf(content: Uint8Array): BlobRef {
  return { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.byteLength };
}

/** A file as earlier versions left it. */
function oldBlob(content: Buffer): BlobRef {
  const ref = refOf(content);
  mkdirSync(dirname(plain(ref)), { recursive: true });
  writeFileSync(plain(ref), content);
  return ref;
}

/** Content of every kind: text that packs, bytes that do not, and both in turns. */
function contentOf(bytes: number, kind: 'text' | 'random' | 'both'): Buffer {
  const text = Buffer.alloc(bytes, `\u001b[32m✓\u001b[0m größe ${bytes}\r\n`);
  if (kind === 'text') return text;
  const random = randomBytes(bytes);
  if (kind === 'random') return random;
  return Buffer.concat([random.subarray(0, bytes / 2), text.subarray(Math.floor(bytes / 2))]).subarray(0, bytes);
}

const anyContent = fc
  .tuple(
    fc.oneof(
      fc.nat({ max: 12_000 }),
      fc.nat({ max: 5 * BLOCK_BYTES }),
      fc.constantFrom(4095, 4096, BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1, 3 * BLOCK_BYTES),
    ),
    fc.constantFrom('text' as const, 'random' as const, 'both' as const),
  )
  .map(([bytes, kind]) => contentOf(bytes, kind));

const anyRange = fc.tuple(fc.nat({ max: 6 * BLOCK_BYTES }), fc.nat({ max: 3 * BLOCK_BYTES }));

async function streamedFrom(ref: BlobRef): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of store.stream(ref)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('packed content', () => {
  it('reads back whole, in any range and as a stream, new or as an earlier version kept it', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyContent,
        fc.array(anyRange, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (content, ranges, old) => {
          const ref = old ? oldBlob(content) : await store.put(content);
          expect(ref).toEqual(refOf(content));
          const whole = await store.read(ref);
          expect(whole.ok && content.equals(whole.value)).toBe(true);
          expect(content.equals(await streamedFrom(ref))).toBe(true);
          for (const [offset, bytes] of ranges) {
            const part = await store.readRange(ref, offset, bytes);
            expect(part.ok && content.subarray(offset, offset + bytes).equals(part.value)).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is a file that any gzip tool unpacks', async () => {
    const content = contentOf(3 * BLOCK_BYTES + 77, 'both');
    const ref = await store.put(content);
    expect(gunzipSync(readFileSync(packed(ref))).equals(content)).toBe(true);
    expect(execFileSync('gzip', ['-dc', packed(ref)], { maxBuffer: 2 * content.length }).equals(content)).toBe(true);
    expect(statSync(packed(ref)).mode & 0o077).toBe(0);
  });

  it('is a fraction of test output, hardly more than what does not pack, and plain where it is small', async () => {
    const text = await store.put(contentOf(8 * BLOCK_BYTES, 'text'));
    expect(statSync(packed(text)).size).toBeLessThan(text.bytes / 10);
    const random = await store.put(contentOf(20 * BLOCK_BYTES, 'random'));
    expect(statSync(packed(random)).size).toBeLessThan(random.bytes * 1.01);
    const small = await store.put(contentOf(4095, 'text'));
    expect([existsSync(plain(small)), existsSync(packed(small))]).toEqual([true, false]);
  });

  it('may itself be a packed file, stored plain by an earlier version', async () => {
    const ref = await store.put(contentOf(BLOCK_BYTES, 'both'));
    const file = readFileSync(packed(ref));
    const old = oldBlob(file);
    expect(await store.read(old)).toEqual({ ok: true, value: file });
  });

  it('has its place taken by one file, whoever writes it at the same time and whatever stood there', async () => {
    const content = contentOf(2 * BLOCK_BYTES + 5, 'both');
    const other = await openBlobStore(folder);
    oldBlob(content);
    const refs = await Promise.all([store, other, store, other, store].map((writing) => throughWriter(writing, content)));
    expect(new Set(refs.map(({ sha256 }) => sha256)).size).toBe(1);
    const [ref] = refs;
    if (!ref) throw new Error('nothing was written');
    expect(readdirSync(dirname(packed(ref)))).toEqual([packed(ref).split('/').at(-1)]);
    expect(temporaries()).toEqual([]);
    expect(await store.read(ref)).toEqual({ ok: true, value: content });
  });

  it('is read without a gap while a writer replaces the plain one', async () => {
    for (let round = 0; round < 15; round += 1) {
      const content = contentOf(BLOCK_BYTES + round, 'text');
      const ref = oldBlob(content);
      const writing = throughWriter(store, content);
      let replaced = false;
      const done = writing.then(() => {
        replaced = true;
      });
      while (!replaced) expect((await store.readRange(ref, 0, 1)).ok).toBe(true);
      await done;
      expect(existsSync(plain(ref))).toBe(false);
    }
  });
});

async function throughWriter(writing: BlobStore, content: Buffer): Promise<BlobRef> {
  const writer = writing.writer();
  for (let at = 0; at < content.length; at += 100_000) await writer.write(content.subarray(at, at + 100_000));
  return writer.finish();
}

describe('a packed file that is torn', () => {
  it('is told as damaged wherever it ends, and never read wrong', async () => {
    const content = contentOf(2 * BLOCK_BYTES + 999, 'both');
    const ref = await store.put(content);
    const { size } = statSync(packed(ref));
    for (const left of [size - 1, size - 46, size - 60, Math.floor(size / 2), 40, 1, 0]) {
      truncateSync(packed(ref), left);
      expect(await store.read(ref)).toMatchObject({ ok: false, error: { code: 'damaged' } });
      expect(await store.readRange(ref, 5, 10)).toMatchObject({ ok: false, error: { code: 'damaged' } });
      await expect(streamedFrom(ref)).rejects.toMatchObject({ name: 'StoreFailure', error: { code: 'damaged' } });
    }
  });

  it('with any byte changed gives the content, or is told', async () => {
    const content = contentOf(BLOCK_BYTES + 4000, 'text');
    const ref = await store.put(content);
    const file = readFileSync(packed(ref));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const torn = Buffer.from(file);
        torn[at] = (torn[at] ?? 0) ^ change;
        writeFileSync(packed(ref), torn);
        const read = await store.read(ref);
        if (read.ok) expect(content.equals(read.value)).toBe(true);
        else expect(read.error.code).toBe('damaged');
        const part = await store.readRange(ref, 100, 50);
        if (part.ok) expect(content.subarray(100, 150).equals(part.value)).toBe(true);
      }),
      { numRuns: 150 },
    );
    await store.put(content);
    expect((await store.read(ref)).ok).toBe(true);
  });

  it('is no content where it claims another one', async () => {
    const ref = await store.put(contentOf(BLOCK_BYTES, 'text'));
    const other = await store.put(contentOf(BLOCK_BYTES, 'random'));
    writeFileSync(packed(ref), readFileSync(packed(other)));
    expect(await store.read(ref)).toMatchObject({ ok: false, error: { code: 'damaged' } });
  });
});

describe('an onlooker', () => {
  it('reads either form and makes nothing, not even the folder', async () => {
    const old = oldBlob(Buffer.from('as it was kept'));
    const made = await store.put(contentOf(BLOCK_BYTES, 'text'));
    const reader = createBlobReader(folder);
    expect([(await reader.read(old)).ok, (await reader.read(made)).ok]).toEqual([true, true]);
    const nowhere = join(folder, 'nowhere');
    expect(await createBlobReader(nowhere).read(old)).toMatchObject({ ok: false, error: { code: 'missing' } });
    expect(existsSync(nowhere)).toBe(false);
  });

  it('stops a stream between two pieces, and leaves the file', async () => {
    const ref = await store.put(contentOf(3 * BLOCK_BYTES, 'text'));
    const stop = new AbortController();
    const pieces = store.stream(ref, { signal: stop.signal });
    expect((await pieces.next()).value?.byteLength).toBe(BLOCK_BYTES);
    stop.abort();
    await expect(pieces.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect((await store.read(ref)).ok).toBe(true);
  });
});
