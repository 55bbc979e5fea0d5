import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobRef } from '../../shared/kernel/blobRef';
import { type BlobStore, openBlobStore } from './blobStore';
import { StoreFailure } from './storeError';

let folder: string;
let store: BlobStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'blobs ü '));
  store = await openBlobStore(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the blob store', () => {
  it('puts content under its hash and reads it back', async () => {
    const ref = await store.put('größe\n');
    const sha256 = createHash('sha256').update('größe\n').digest('hex');
    expect(ref).toEqual({ sha256, bytes: 8 });
    expect(readFileSync(plain(ref), 'utf8')).toBe('größe\n');
    expect(statSync(plain(ref)).mode & 0o077).toBe(0);
    expect(await store.read(ref)).toEqual({ ok: true, value: Buffer.from('größe\n') });
    expect(temporaries()).toEqual([]);
  });

  it('keeps the same content once, however it comes and however many come at once', async () => {
    const refs = await Promise.all([
      store.put('same'),
      store.put(Buffer.from('same')),
      streamed(['sa', 'me']),
      store.put('same'),
      streamed(['same']),
    ]);
    expect(new Set(refs.map((ref) => ref.sha256)).size).toBe(1);
    expect(readdirSync(folder)).toHaveLength(2);
    expect(temporaries()).toEqual([]);
  });

  it('gives the same reference for any way of cutting content into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }), async (chunks) => {
        const ref = await streamed(chunks);
        expect(ref).toEqual(await store.put(Buffer.concat(chunks)));
        expect(await store.read(ref)).toEqual({ ok: true, value: Buffer.concat(chunks) });
      }),
      { numRuns: 40 },
    );
  });

  it('streams content larger than one write, in the order of the calls', async () => {
    const writer = store.writer();
    const chunks = Array.from({ length: 64 }, (_, index) => Buffer.alloc(300_000, index));
    await Promise.all(chunks.map((chunk) => writer.write(chunk)));
    const ref = await writer.finish();
    expect(ref).toEqual({ sha256: createHash('sha256').update(Buffer.concat(chunks)).digest('hex'), bytes: 64 * 300_000 });
    expect((await store.read(ref)).ok).toBe(true);
  });

  it('says what is missing and what is damaged', async () => {
    const ref = await store.put('precious');
    expect(await store.read({ sha256: 'f'.repeat(64), bytes: 3 })).toMatchObject({ ok: false, error: { code: 'missing' } });
    expect(await store.read({ ...ref, bytes: 7 })).toMatchObject({ ok: false, error: { code: 'damaged' } });
    writeFileSync(plain(ref), 'precioux');
    expect(await store.read(ref)).toMatchObject({ ok: false, error: { code: 'damaged' } });
    truncateSync(plain(ref), 0);
    expect(await store.read(ref)).toMatchObject({ ok: false, error: { code: 'damaged' } });
  });

  it('heals damaged content that is put again', async () => {
    const ref = await store.put('precious');
    writeFileSync(plain(ref), 'precioux');
    await store.put('precious');
    expect((await store.read(ref)).ok).toBe(true);
    writeFileSync(plain(ref), 'precioux');
    await streamed(['precious']);
    expect((await store.read(ref)).ok).toBe(true);
  });
});

describe('a writer', () => {
  it('leaves nothing when discarded, before, in or after its writes', async () => {
    await store.writer().discard();
    const writer = store.writer();
    const writing = writer.write(Buffer.from('half'));
    await writer.discard();
    await writer.discard();
    await writing;
    expect(temporaries()).toEqual([]);
    expect(() => writer.write(Buffer.from('more'))).toThrow(/after/);
    expect(() => writer.finish()).toThrow(/after/);
  });

  it('keeps what it has finished when discarded later', async () => {
    const writer = store.writer();
    const ref = await writer.finish();
    await writer.discard();
    expect(await store.read(ref)).toEqual({ ok: true, value: Buffer.alloc(0) });
  });

  it('tells a disk that fails as a store failure, to each later call, and leaves nothing', async () => {
    rmSync(join(folder, 'tmp'), { recursive: true });
    const writer = store.writer();
    await expect(writer.write(Buffer.from('a'))).rejects.toBeInstanceOf(StoreFailure);
    await expect(writer.write(Buffer.from('b'))).rejects.toMatchObject({ error: { code: 'missing' } });
    await expect(writer.finish()).rejects.toBeInstanceOf(StoreFailure);
    await writer.discard();
    mkdirSync(join(folder, 'tmp'));
    expect((await store.put('again')).bytes).toBe(5);
  });
});

describe('opening', () => {
  it('removes files that no living process writes, and keeps those of a living one', async () => {
    for (const name of ['garbage', `${process.pid}.0123456789abcdef.old`, '999999999.x.y'])
      writeFileSync(join(folder, 'tmp', name), 'x');
    const writer = store.writer();
    await writer.write(Buffer.from('mine'));
    await openBlobStore(folder);
    expect(temporaries()).toHaveLength(1);
    expect((await writer.finish()).bytes).toBe(4);
  });
});

const plain = ({ sha256 }: BlobRef) => join(folder, sha256.slice(0, 2), sha256.slice(2));

async function streamed(chunks: readonly (string | Uint8Array)[]) {
  const writer = store.writer();
  for (const chunk of chunks) await writer.write(Buffer.from(chunk));
  return writer.finish();
}

function temporaries(): readonly string[] {
  return readdirSync(join(folder, 'tmp'));
}
