import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proseBlocks } from './proseBlocks';

describe('the parts of a text in Markdown', () => {
  it('begin after empty lines, and are the text together', () => {
    expect(proseBlocks('# Plan\n\nFirst.\nThen.\n\n\nLast.\n')).toEqual(['# Plan\n\n', 'First.\nThen.\n\n\n', 'Last.\n']);
    expect(proseBlocks('')).toEqual([]);
  });

  it('do not cut code, nor a list with its further items and what is indented below them', () => {
    const code = '```js\na\n\nb\n```\n';
    expect(proseBlocks(`${code}\nafter`)).toEqual([`${code}\n`, 'after']);
    expect(proseBlocks('~~~~\n\n~~~\n\nstill code')).toHaveLength(1);
    expect(proseBlocks('- one\n\n  more of it\n\n- two\n\nno item')).toEqual(['- one\n\n  more of it\n\n- two\n\n', 'no item']);
    expect(proseBlocks('1. one\n\n2. two')).toHaveLength(1);
  });

  it('are one where a part says what another means', () => {
    expect(proseBlocks('See [it].\n\n[it]: https://example.com')).toHaveLength(1);
  });

  it('stay as they were, all but the last, while the text grows', () => {
    const piece = fc.constantFrom('\n', '\n\n', '```', '- ', '1. ', '# ', 'a', ' ', '| a |', '> ', '~~~');
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece), (said, more) => {
        const before = proseBlocks(said.join('').replaceAll('[', ''));
        const after = proseBlocks([...said, ...more].join(''));
        expect(after.join('')).toBe([...said, ...more].join(''));
        expect(after.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1));
      }),
      { seed: 20_261_129 },
    );
  });
});
