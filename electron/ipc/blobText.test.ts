import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBlobStore } from '../store/blobStore';
import { blobText } from './blobText';

async function store() {
  const folder = mkdtempSync(`${tmpdir()}/goalpost blobs tést-`);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return openBlobStore(folder);
}

describe('stored output as text', () => {
  it('comes in parts that join to the whole and split no character', async () => {
    const blobs = await store();
    const whole = 'aü€😀\n'.repeat(20);
    const { sha256 } = await blobs.put(whole);
    for (const bytes of [4, 5, 7, 1_000]) {
      let text = '';
      let offset = 0;
      for (let end = false; !end; ) {
        const part = await blobText(blobs, { sha256, offset, bytes });
        if (!part.ok) throw new Error(part.error.message);
        text += part.value.text;
        offset += part.value.bytes;
        end = part.value.end;
      }
      expect(text).toBe(whole);
    }
  });

  it('is empty past its end, shows bytes that are no text, and is refused where it is not stored', async () => {
    const blobs = await store();
    const { sha256 } = await blobs.put(Buffer.of(0x41, 0xff, 0xe2));
    expect(await blobText(blobs, { sha256, offset: 99, bytes: 9 })).toEqual({
      ok: true,
      value: { text: '', bytes: 0, end: true },
    });
    expect(await blobText(blobs, { sha256, offset: 0, bytes: 9 })).toEqual({
      ok: true,
      value: { text: 'A\ufffd\ufffd', bytes: 3, end: true },
    });
    expect(await blobText(blobs, { sha256: '0'.repeat(64), offset: 0, bytes: 9 })).toMatchObject({ error: { code: 'missing' } });
  });
});
