import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readContractFile } from './contractFile';

describe('reading a contract file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'contract file ü '));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers the contract, or the findings', async () => {
    const path = join(folder, 'GOAL.md');
    writeFileSync(path, '---\ngoalpost: 1\noutcome: größe\n---\n');
    expect(await readContractFile(path)).toMatchObject({ ok: true, value: { outcome: 'größe' } });
    writeFileSync(path, '---\ngoalpost: 1\n---\n');
    const finding = expect.objectContaining({ line: 2, column: 1, path: 'outcome' });
    expect(await readContractFile(path)).toEqual({
      ok: false,
      error: { code: 'refused', message: `${path} is not a contract.`, findings: [finding] },
    });
  });

  it('says in a sentence what cannot be read', async () => {
    writeFileSync(join(folder, 'latin1'), Buffer.from('---\noutcome: gr\xf6\xdfer', 'latin1'));
    writeFileSync(join(folder, 'huge'), Buffer.alloc(3_000_000, 'x'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const answers = ['none', 'latin1', '.', 'pipe', 'huge'].map(async (name) => {
      const read = await readContractFile(join(folder, name));
      return read.ok ? 'read' : `${read.error.code}: ${read.error.message.replaceAll(folder, '')} ${read.error.findings.length}`;
    });
    expect(await Promise.all(answers)).toEqual([
      'missing: There is no file /none. Check the path, also against the folder you are in. 0',
      'unreadable: /latin1 is not UTF-8 text. Save it as UTF-8. 0',
      'unreadable:  cannot be read (it is not a file). A contract is a Markdown file. 0',
      'unreadable: /pipe cannot be read (it is not a file). A contract is a Markdown file. 0',
      'refused: /huge is not a contract. 1',
    ]);
  });
});
