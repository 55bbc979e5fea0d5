import { describe, expect, it } from 'vitest';
import { storedBlobs } from './git';
import { NEVER, testRepository, value } from './testRepository';

describe('stored contents', () => {
  it('are had by hash, several at once, byte for byte; a large one by its size alone, and a missing one not at all', async () => {
    const bytes = Buffer.from('0 blob 3\nabc\n\0\xff', 'latin1');
    const repository = testRepository({ 'a.bin': bytes, empty: '', big: 'x'.repeat(101) });
    const hash = (path: string) => repository.git('rev-parse', `HEAD:${path}`).trim();
    const missing = '1'.repeat(40);
    const asked = [hash('a.bin'), hash('empty'), hash('big'), missing];
    const found = value(await storedBlobs(await repository.workspace(), asked, 100, NEVER));
    expect([...found]).toEqual([
      [hash('a.bin'), { size: bytes.length, bytes }],
      [hash('empty'), { size: 0, bytes: Buffer.alloc(0) }],
      [hash('big'), { size: 101, bytes: undefined }],
    ]);
    expect(value(await storedBlobs(await repository.workspace(), [], 100, NEVER)).size).toBe(0);
  });
});
