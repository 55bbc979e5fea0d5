import { describe, expect, it } from 'vitest';
import { browserLink } from '../../../electron/app/ownPage';
import { shownTarget, webLink } from './webLink';

const URIS = [
  'https://example.com/a?b=c',
  'https://user:secret@example.com/',
  'http://example.com/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'vscode://x/y',
  'https://',
  'not a link',
];

describe('a link in a terminal', () => {
  it.each(URIS)('goes to the browser exactly where the guard lets it: %s', (uri) => {
    const guarded = browserLink(uri);
    expect(webLink(uri)).toEqual(guarded === undefined ? { kind: 'copy', text: uri } : { kind: 'open', url: guarded });
  });

  it('shows its target whole, and a long one with both its ends', () => {
    expect(shownTarget('https://example.com/a')).toBe('https://example.com/a');
    expect(shownTarget(`https://example.com/${'x'.repeat(500)}end`)).toMatch(/^https:\/\/example\.com\/x+…x+end$/);
  });

  it('writes out what could look like something else', () => {
    expect(shownTarget('https://еxample.com/\u202e')).toBe('https://%D0%B5xample.com/%E2%80%AE');
    expect(shownTarget('x\ud800')).toBe('x%EF%BF%BD');
  });
});
