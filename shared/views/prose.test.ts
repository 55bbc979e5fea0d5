import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProse } from './prose';

const text = (...words: string[]) => words.map((word) => ({ kind: 'text', text: word }));

describe('parseProse', () => {
  it('reads paragraphs, headings, lists and code', () => {
    expect(
      parseProse('# Plan\n\nFirst `npm test`,\nthen **stop**.\n\n- one\n  more\n- two\n\n```ts\nlet a = 1;\n\n```\n1. a'),
    ).toEqual([
      { kind: 'heading', text: text('Plan') },
      {
        kind: 'paragraph',
        text: [
          { kind: 'text', text: 'First ' },
          { kind: 'code', text: 'npm test' },
          { kind: 'text', text: ',\nthen ' },
          { kind: 'strong', text: 'stop' },
          { kind: 'text', text: '.' },
        ],
      },
      { kind: 'list', ordered: false, items: [text('one more'), text('two')] },
      { kind: 'code', text: 'let a = 1;\n' },
      { kind: 'list', ordered: true, items: [text('a')] },
    ]);
  });

  it('takes an open fence as code still being written, and what is not closed as it stands', () => {
    expect(parseProse('```\nhalf')).toEqual([{ kind: 'code', text: 'half' }]);
    expect(parseProse('a ** b ` c')).toEqual([{ kind: 'paragraph', text: text('a ** b ` c') }]);
  });

  it('keeps HTML as text', () => {
    expect(parseProse('<img src=x onerror=alert(1)>')).toEqual([
      { kind: 'paragraph', text: text('<img src=x onerror=alert(1)>') },
    ]);
  });

  it('ends on any text, in time that grows with it', () => {
    const piece = fc.constantFrom('\n', '`', '```', '**', '- ', '1. ', '# ', 'a', ' ', '  ');
    fc.assert(fc.property(fc.array(piece), (parts) => Array.isArray(parseProse(parts.join('')))));
    expect(parseProse('`'.repeat(100_000)).length).toBe(1);
    expect(parseProse('**'.repeat(100_000)).length).toBe(1);
  });
});
