import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCache } from './caches';
import { commandEnvironment } from './environment';

const { PATH, TZ } = process.env;
afterEach(() => {
  process.env.PATH = PATH;
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

describe('the environment of a command', () => {
  it('is plain, and the same in every time zone, for a check', () => {
    process.env.TZ = 'Asia/Tokyo';
    process.env.GOALPOST_TEST_SECRET = 'SECRET';
    const environment = commandEnvironment({ temp: '/t', home: '/h', terminal: false });
    delete process.env.GOALPOST_TEST_SECRET;
    const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
    const fixed = { HOME: '/h', LANG: locale, LC_ALL: locale, TMPDIR: '/t', TZ: 'UTC', TERM: 'dumb', NO_COLOR: '1' };
    expect(environment).toEqual({ ...fixed, PATH: expect.any(String) });
  });

  it("has colours and the user's time zone on a terminal", () => {
    process.env.TZ = 'Asia/Tokyo';
    const environment = commandEnvironment({ temp: '/t', home: '/h', terminal: true });
    expect(environment).toMatchObject({ TERM: 'xterm-256color', COLORTERM: 'truecolor', TZ: 'Asia/Tokyo' });
    expect(environment).not.toHaveProperty('NO_COLOR');
  });

  it("searches the user's folders first, without what npm adds, and finds Node in any case", () => {
    process.env.PATH = ['/w/node_modules/.bin', '/usr/bin', 'relative', '', '/nowhere', '/usr/bin'].join(':');
    const folders = commandEnvironment({ temp: '/t', home: '/h', terminal: false }).PATH?.split(':');
    expect(folders?.[0]).toBe('/usr/bin');
    expect(folders).toContain(dirname(process.execPath));
    expect(folders).toEqual([...new Set(folders)].filter((folder) => !/node_modules|relative|nowhere|^$/.test(folder)));
  });

  it('leads tools to a cache folder of their own, in which the home folder’s is found', async () => {
    const root = mkdtempSync(join(tmpdir(), 'goalpost-cache-'));
    const [home, cache] = [join(root, 'home'), join(root, 'threads', 'cache')];
    for (const name of ['browsers', 'pip']) mkdirSync(join(home, '.cache', name), { recursive: true });
    const environment = commandEnvironment({ temp: '/t', home, terminal: true, cache });
    expect([environment.XDG_CACHE_HOME, environment.npm_config_cache]).toEqual([cache, join(cache, 'npm')]);
    await makeCache(cache, home);
    await makeCache(cache, home);
    expect(readdirSync(cache)).toEqual(['browsers']);
    expect(readlinkSync(join(cache, 'browsers'))).toBe(join(home, '.cache', 'browsers'));
    rmSync(root, { recursive: true });
  });
});
