import { describe, expect, it } from 'vitest';
import { code, words } from './markdown';

describe('text in Markdown', () => {
  it('is nothing but text: no markup, link, mention, reference or table', () => {
    expect(words('<b>*x*</b> [a](http://b) ![c](d) @all #12 | `e`\n# f')).toBe(
      '&#60;b&#62;\\*x\\*&#60;/b&#62; \\[a\\](http&#58;//b) !\\[c\\](d) &#64;all &#35;12 \\| \\`e\\` &#35; f',
    );
    expect(['- a', '+ a', '= a', '1. a', '2) a'].map(words)).toEqual(['\\- a', '\\+ a', '\\= a', '1\\. a', '2\\) a']);
    expect(words('177.7 ms, median of 5: fine')).toBe('177.7 ms, median of 5: fine');
  });

  it('shows characters that would turn it round or hide in it', () => {
    expect(words('a\u202eb\u0000c\u200bd')).toBe('a\\[U+202E\\]b\\[U+0000\\]c\\[U+200B\\]d');
  });

  it('stays in its code span whatever it holds', () => {
    expect(['a', 'a`b', '`', 'a | b', ''].map(code)).toEqual(['`a`', '``a`b``', '`` ` ``', '`a \\| b`', '`  `']);
  });
});
