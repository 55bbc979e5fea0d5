import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { draftFiles } from './draftFiles';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'goalpost dräfts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'drafts');
}

const DRAFT = { revision: 2, document: { outcome: 'half a sen', verification: [] } };

describe('drafts that nobody has sent', () => {
  it('are read back as they were saved, each by its key', async () => {
    const folder = place();
    const drafts = draftFiles(folder);
    expect(await drafts.read('new')).toBeNull();
    const saved = await drafts.save('new', DRAFT);
    await drafts.save('k3x', { revision: 0, document: {} });
    expect(await draftFiles(folder).read('new')).toEqual({ ...DRAFT, savedAt: saved.ok && saved.value });
    expect(readdirSync(folder).sort()).toEqual(['k3x.json', 'new.json']);
    await drafts.remove('new');
    await drafts.remove('new');
    expect(await drafts.read('new')).toBeNull();
  });

  it('stand as the last order said, whatever was under way before it', async () => {
    const folder = place();
    const drafts = draftFiles(folder);
    const long = { revision: 1, document: { outcome: 'x'.repeat(1_900_000) } };
    await Promise.all([drafts.save('new', long), drafts.save('new', DRAFT)]);
    expect(await drafts.read('new')).toMatchObject(DRAFT);
    await Promise.all([drafts.save('new', long), drafts.remove('new')]);
    expect(await drafts.read('new')).toBeNull();
    const [, read] = await Promise.all([drafts.save('new', long), drafts.read('new')]);
    expect(read).toMatchObject(long);
  });

  it('that a kill cut short leave nothing that stays', async () => {
    const folder = place();
    mkdirSync(folder);
    writeFileSync(join(folder, 'new.json.new'), '{"savedAt": 1, "revi');
    const drafts = draftFiles(folder);
    expect(await drafts.read('new')).toBeNull();
    await drafts.save('new', DRAFT);
    expect(readdirSync(folder)).toEqual(['new.json']);
  });

  it('are put aside where they do not read, and not lost by the next save', async () => {
    const folder = place();
    const drafts = draftFiles(folder);
    await drafts.save('new', DRAFT);
    writeFileSync(join(folder, 'new.json'), '{"savedAt": 1, "revi');
    expect(await drafts.read('new')).toBeNull();
    await drafts.save('new', DRAFT);
    expect(readFileSync(join(folder, 'new.json.broken'), 'utf8')).toBe('{"savedAt": 1, "revi');
    expect(await drafts.read('new')).toMatchObject(DRAFT);
  });

  it('are refused in a sentence where the disk refuses', async () => {
    const folder = place();
    writeFileSync(folder, 'a file where the folder should be');
    expect(await draftFiles(folder).save('new', DRAFT)).toMatchObject({ ok: false, error: { code: 'write_failed' } });
  });
});
