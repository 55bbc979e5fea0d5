import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Keychain, openSecrets } from './secrets';

const SECRET = 'sk-test-0123456789';

/** Reverses what it is given: not the plain text, and told apart from what it did not write. */
const keychain: Keychain = {
  state: { available: true },
  encrypt: (text) => Buffer.from(`v1${[...text].reverse().join('')}`),
  decrypt: (bytes) => {
    const text = Buffer.from(bytes).toString();
    if (!text.startsWith('v1')) throw new Error('not mine');
    return [...text.slice(2)].reverse().join('');
  },
};

const NO_KEYCHAIN: Keychain = { ...keychain, state: { available: false, reason: 'There is no keychain here.' } };

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'goalpost secrets tést-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, file: join(folder, 'secrets.json') };
}

describe('a saved key', () => {
  it('is had again after a restart, encrypted in a file for the user alone', async () => {
    const { file, folder } = place();
    const secrets = await openSecrets({ file, keychain, environment: () => 'from-environment' });
    expect(await secrets.save('openai', SECRET)).toEqual({ ok: true, value: undefined });
    expect([secrets.get('openai'), secrets.where('openai')]).toEqual([SECRET, 'keychain']);
    expect(readFileSync(file, 'utf8')).not.toContain(SECRET);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
    const again = await openSecrets({ file, keychain, environment: () => undefined });
    expect([again.get('openai'), again.where('openai'), again.fault]).toEqual([SECRET, 'keychain', undefined]);
  });

  it('is gone once removed, and the environment counts again', async () => {
    const { file, folder } = place();
    const secrets = await openSecrets({ file, keychain, environment: () => 'from-environment' });
    await secrets.save('openai', SECRET);
    expect(await secrets.remove('openai')).toEqual({ ok: true, value: undefined });
    expect([secrets.get('openai'), secrets.where('openai')]).toEqual(['from-environment', 'environment']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that this keychain does not decrypt is kept, and told without its content', async () => {
    const { file } = place();
    const text = `{"version":1,"openai":"${Buffer.from('foreign').toString('base64')}"}\n`;
    writeFileSync(file, text);
    const secrets = await openSecrets({ file, keychain, environment: () => undefined });
    expect([secrets.get('openai'), secrets.where('openai')]).toEqual([undefined, 'none']);
    expect(secrets.fault).toBe(`${file} holds a key that this keychain does not decrypt. Save the key again.`);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

describe('without a keychain', () => {
  it('a key is not saved, and the reason is told', async () => {
    const { file, folder } = place();
    const secrets = await openSecrets({ file, keychain: NO_KEYCHAIN, environment: () => undefined });
    expect(await secrets.save('openai', SECRET)).toEqual({
      ok: false,
      error: { code: 'no_keychain', message: 'There is no keychain here.' },
    });
    expect([secrets.get('openai'), secrets.where('openai'), readdirSync(folder)]).toEqual([undefined, 'none', []]);
  });
});

describe('a file that does not read', () => {
  it.each(['', 'null', '[]', '{"version":2}', '{"version":1,"openai":"§"}'])('is named and kept: %j', async (text) => {
    const { file } = place();
    writeFileSync(file, text);
    const secrets = await openSecrets({ file, keychain, environment: () => 'from-environment' });
    expect(secrets.fault).toBe(`${file} does not read as this app wrote it. Save the key again.`);
    expect([secrets.where('openai'), readFileSync(file, 'utf8')]).toEqual(['environment', text]);
  });
});
