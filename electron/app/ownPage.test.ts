import { describe, expect, it } from 'vitest';
import { browserLink, developmentOrigin, isOwnPage } from './ownPage';

describe('a page of ours', () => {
  it('is known by scheme and host', () => {
    const origins = ['app://goalpost'];
    expect(isOwnPage('app://goalpost/index.html#x', origins)).toBe(true);
    for (const url of [
      'app://goalpost.example/',
      'app://other/',
      'https://goalpost/',
      'file:///x',
      'about:blank',
      'app:goalpost',
      '',
    ])
      expect([url, isOwnPage(url, origins)]).toEqual([url, false]);
  });
});

describe('a link for the browser', () => {
  it('is https to a host without a name in it', () => {
    expect(browserLink('https://example.com/a?b#c')).toBe('https://example.com/a?b#c');
    for (const url of [
      'http://example.com',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://me:pw@example.com',
      'smb://x',
      '',
    ])
      expect([url, browserLink(url)]).toEqual([url, undefined]);
  });
});

describe('a development server', () => {
  it('is on this machine', () => {
    expect(developmentOrigin('http://localhost:5173/')).toBe('http://localhost:5173');
    for (const url of ['http://example.com', 'https://localhost', 'file:///x', undefined, 'http://localhost.example'])
      expect(developmentOrigin(url)).toBeUndefined();
  });
});
