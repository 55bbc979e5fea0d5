import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readTranslation } from './language';

const folder = mkdtempSync(join(tmpdir(), 'goalpost language-'));
const file = join(folder, 'de.json');

afterEach(() => rmSync(file, { force: true }));

const read = (text: string) => {
  writeFileSync(file, text);
  return readTranslation(file);
};

describe('a translation', () => {
  it('is read with its messages and plurals', () => {
    const german = { language: 'de', messages: { Settings: 'Einstellungen' }, plurals: { 'turn|turns': { one: '{0} Zug' } } };
    expect(read(JSON.stringify(german))).toEqual({ ok: true, value: german });
  });

  it('that does not fit is refused with the place and the remedy', () => {
    const places = [
      '{"language":"de","messages":{"Settings":5},"plurals":{}}',
      '{"language":"no such tag","messages":{},"plurals":{}}',
    ];
    expect(places.map((text) => read(text))).toEqual([
      { ok: false, error: expect.stringMatching(/does not fit at messages\.Settings: .+ Mend the file/) },
      { ok: false, error: expect.stringMatching(/does not fit at language: is not a language tag/) },
    ]);
  });

  it('that is not there or no JSON is told, and nothing is thrown', () => {
    expect(readTranslation(join(folder, 'none.json'))).toEqual({ ok: false, error: expect.stringContaining('does not read') });
    expect(read('{')).toEqual({ ok: false, error: expect.stringContaining('does not read') });
  });
});
