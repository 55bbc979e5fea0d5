import { describe, expect, it } from 'vitest';
import { cacheVariables } from '../sandbox/caches';
import { environmentDigest } from './environmentDigest';

const POLICY = { workspace: '/w', write: [], denyWrite: [], denyRead: [], hosts: ['b.org', 'a.org'], sockets: false };
const ENV = { PATH: '/usr/bin', HOME: '/home/u', TZ: 'UTC' };
const digest = environmentDigest('enforced', POLICY, ENV);

describe('the environment digest', () => {
  it('is a SHA-256', () => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not depend on order, temp and cache folders or proxies', () => {
    const env = {
      TZ: 'UTC',
      HOME: '/home/u',
      PATH: '/usr/bin',
      TMPDIR: '/tmp/x1',
      TMP: '/tmp/x2',
      HTTPS_PROXY: 'http://u:p@localhost:41234',
      no_proxy: 'localhost',
      ...cacheVariables('/data/threads/one/cache'),
      ALL_PROXY: 'socks5://localhost:5',
    };
    expect(environmentDigest('enforced', { ...POLICY, hosts: ['a.org', 'b.org'], write: ['/w'] }, env)).toBe(digest);
  });

  it('depends on variables, sandbox mode and network policy', () => {
    const others = [
      environmentDigest('none', POLICY, ENV),
      environmentDigest('enforced', { ...POLICY, hosts: [] }, ENV),
      environmentDigest('enforced', { ...POLICY, sockets: true }, ENV),
      environmentDigest('enforced', POLICY, { ...ENV, PATH: '/bin' }),
      environmentDigest('enforced', POLICY, { ...ENV, NEW: '' }),
    ];
    expect(new Set([digest, ...others]).size).toBe(6);
  });

  it('separates what it joins', () => {
    const one = environmentDigest('enforced', POLICY, { A: '1', B: '2' });
    expect(environmentDigest('enforced', POLICY, { A: '1","B":"2' })).not.toBe(one);
  });
});
