import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from './cacheFolder.mjs';

describe('the cache', () => {
  it.each([
    ['where it was named', { GOALPOST_CACHE: '/c', XDG_CACHE_HOME: '/x' }, 'linux', '/c'],
    ['in the user’s cache on Linux', { XDG_CACHE_HOME: '/x' }, 'linux', '/x/goalpost'],
    [
      'in the home folder on Linux, also when a relative folder was named',
      { XDG_CACHE_HOME: 'x' },
      'linux',
      join(homedir(), '.cache/goalpost'),
    ],
    ['in the library on macOS', { XDG_CACHE_HOME: '/x' }, 'darwin', join(homedir(), 'Library/Caches/goalpost')],
  ] as const)('stands %s', (_name, env, platform, folder) => {
    expect(cacheFolder(env, platform)).toBe(folder);
  });
});
