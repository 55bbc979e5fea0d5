import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Prose } from './Prose';

const drawn = (text: string) =>
  renderToStaticMarkup(<Prose text={text} />)
    .replace(/ class="[^"]*"/g, '')
    .replace(/^<div>|<\/div>$/g, '')
    .trim();

describe('a model’s words', () => {
  it('are paragraphs, headings, lists and code', () => {
    expect(drawn('# Plan\n\nFirst `npm test`,\nthen **stop**.\n\n- one\n- two')).toBe(
      '<p>Plan</p><p>First <code>npm test</code>,\nthen <strong>stop</strong>.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>',
    );
    expect(drawn('```ts\nlet a = 1;\n```')).toContain('<pre><code>let a = 1;\n</code></pre>');
    expect(drawn('```\nhalf')).toContain('<pre><code>half\n</code></pre>');
  });

  it('have tables and ticked items', () => {
    expect(drawn('| a | b |\n|---|---|\n| 1 | 2 |')).toContain('<table><thead><tr><th>a</th><th>b</th></tr></thead>');
    expect(drawn('- [x] done\n- [ ] open')).toMatch(/☑ [\s\S]*done[\s\S]*☐ [\s\S]*open/);
  });

  it('keep HTML as text, and load no image', () => {
    expect(drawn('<img src=x onerror=alert(1)>')).toBe('&lt;img src=x onerror=alert(1)&gt;');
    expect(drawn('![a map](https://example.com/map.png)')).toBe(
      '<p><a href="https://example.com/map.png" target="_blank" rel="noreferrer" title="https://example.com/map.png">Image: a map</a></p>',
    );
  });

  it('lead out by plain https alone; any other address can be copied', () => {
    expect(drawn('[it](https://example.com/)')).toContain('<a href="https://example.com/"');
    for (const address of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'http://example.com',
      'src/a.js',
      'https://u:p@example.com',
    ])
      expect(drawn(`[it](${address})`)).toBe(`<p><button type="button" title="Copy ${address}">it</button></p>`);
  });

  it('read part by part as they do whole', () => {
    const block = fc.constantFrom(
      'words of *a* paragraph\nin two lines',
      '# head',
      '- one\n- two',
      '- one\n\n  below it\n\n- two',
      '1. a\n2. b',
      '> quoted\n> more',
      '```js\nlet a;\n\nlet b;\n```',
      '~~~\n```\n\n~~~',
      '    indented code',
      '| a |\n|---|\n| 1 |',
      '***',
      'under\n===',
      'a `b',
      '**open',
      '<b>html</b>',
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        const text = blocks.join('\n\n');
        // A definition that nothing names keeps a text whole.
        const whole = drawn(`${text}\n\n[nothing]: <>`);
        expect(plain(drawn(text))).toBe(plain(whole));
      }),
      { seed: 20_261_129, numRuns: 300 },
    );
  });
});

const plain = (html: string) => html.replaceAll('\n', '');
