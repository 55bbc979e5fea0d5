import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Contract } from '../../shared/goal/contract';
import { parseContractFile, readContractFile } from '../goalFiles/contractFile';
import { renderContractFile } from '../goalFiles/renderContract';
import { contractHandlers } from './contracts';

const CONTRACT = Contract.parse({ goalpost: 1, outcome: 'p95 is below 120 ms' });
const TEXT = renderContractFile(CONTRACT);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function place(picked: string | null = null) {
  const folder = mkdtempSync(join(tmpdir(), 'goalpost contracts tést-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const choose = async () => (picked === null ? null : join(folder, picked));
  const files = { parse: parseContractFile, render: renderContractFile, read: readContractFile, templates: async () => [] };
  return { folder, handlers: contractHandlers(files, { folder: choose, openContract: choose, saveContract: choose }) };
}

describe('contract files for the form', () => {
  it('are read with their text, and with findings where they are no contract', async () => {
    const { folder, handlers } = place();
    const path = join(folder, 'goal.md');
    writeFileSync(path, TEXT);
    expect(await handlers.read(path)).toEqual({
      ok: true,
      value: { path, text: TEXT, digest: sha256(TEXT), contract: CONTRACT, findings: [] },
    });
    writeFileSync(path, '---\ngoalpost: 1\n---\n');
    expect(await handlers.read(path)).toMatchObject({
      ok: true,
      value: { text: '---\ngoalpost: 1\n---\n', contract: null, findings: [{ path: 'outcome' }] },
    });
  });

  it('are nothing else: other files are neither read nor written', async () => {
    const { folder, handlers } = place();
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    for (const path of [
      'goal.md',
      join(folder, 'secret.txt'),
      join(folder, '.git', 'x.md'),
      `${join(folder, 'secret.txt')}\0.md`,
      '/etc/passwd',
    ]) {
      expect(await handlers.read(path)).toMatchObject({ ok: false, error: { code: 'bad_path' } });
      expect(await handlers.save(path, CONTRACT)).toMatchObject({ ok: false, error: { code: 'bad_path' } });
    }
    expect(readdirSync(folder).sort()).toEqual(['.git', 'secret.txt']);
  });

  it('are saved whole, in place of an older contract but not of other notes', async () => {
    const { folder, handlers } = place();
    const path = join(folder, 'göal.md');
    expect(await handlers.save(path, CONTRACT)).toEqual({ ok: true, value: { path, digest: sha256(TEXT) } });
    expect(await handlers.save(path, { ...CONTRACT, outcome: 'else' })).toMatchObject({ ok: true, value: { path } });
    writeFileSync(join(folder, 'README.md'), '# Notes');
    expect(await handlers.save(join(folder, 'README.md'), CONTRACT)).toMatchObject({ error: { code: 'not_a_contract' } });
    expect(await handlers.save(join(folder, 'missing', 'x.md'), CONTRACT)).toMatchObject({ error: { code: 'write_failed' } });
    expect([readFileSync(join(folder, 'README.md'), 'utf8'), readdirSync(folder).sort()]).toEqual([
      '# Notes',
      ['README.md', 'göal.md'],
    ]);
  });

  it('that a person picked may be replaced whatever they hold', async () => {
    const { folder, handlers } = place('notes.md');
    const path = join(folder, 'notes.md');
    writeFileSync(path, '# Notes');
    expect(await handlers.open()).toMatchObject({ ok: true, value: { read: { path, contract: null } } });
    expect(await handlers.save(path, CONTRACT)).toMatchObject({ ok: true, value: { path } });
    expect(readFileSync(path, 'utf8')).toBe(TEXT);
  });

  it('are replaced only as they were seen, and a new one only where none is', async () => {
    const { folder, handlers } = place();
    const path = join(folder, '.goalpost', 'speed.md');
    const saved = await handlers.save(path, CONTRACT, null);
    expect(saved).toEqual({ ok: true, value: { path, digest: sha256(TEXT) } });
    expect(await handlers.save(path, CONTRACT, null)).toMatchObject({
      error: { code: 'changed', message: expect.stringContaining('already') },
    });
    writeFileSync(path, `${TEXT}\nSomebody else’s words.\n`);
    expect(await handlers.save(path, CONTRACT, sha256(TEXT))).toMatchObject({ error: { code: 'changed' } });
    expect(readFileSync(path, 'utf8')).toBe(`${TEXT}\nSomebody else’s words.\n`);
    const seen = await handlers.read(path);
    expect(await handlers.save(path, CONTRACT, seen.ok ? seen.value.digest : '')).toMatchObject({ ok: true });
    rmSync(path);
    expect(await handlers.save(path, CONTRACT, sha256(TEXT))).toMatchObject({ error: { code: 'changed' } });
    expect(readdirSync(join(folder, '.goalpost'))).toEqual([]);
  });

  it('are none where nothing was picked', async () => {
    const { handlers } = place();
    expect([await handlers.open(), await handlers.chooseTarget('x')]).toEqual([
      { ok: true, value: { read: null } },
      { ok: true, value: { path: null } },
    ]);
  });
});
