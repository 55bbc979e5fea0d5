import { dirname } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
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
    expect(environment).toMatchObject({ TERM: 'xterm-256color', TZ: 'Asia/Tokyo' });
    expect(environment).not.toHaveProperty('NO_COLOR');
  });

  it("searches the user's folders first, without what npm adds, and finds Node in any case", () => {
    process.env.PATH = ['/w/node_modules/.bin', '/usr/bin', 'relative', '', '/nowhere', '/usr/bin'].join(':');
    const folders = commandEnvironment({ temp: '/t', home: '/h', terminal: false }).PATH?.split(':');
    expect(folders?.[0]).toBe('/usr/bin');
    expect(folders).toContain(dirname(process.execPath));
    expect(folders).toEqual([...new Set(folders)].filter((folder) => !/node_modules|relative|nowhere|^$/.test(folder)));
  });
});
