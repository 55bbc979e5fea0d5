import { describe, expect, it } from 'vitest';
import { parsePatch } from './grammar';

const patch = (...lines: string[]) => ['*** Begin Patch', ...lines, '*** End Patch'].join('\n');

describe('parsePatch', () => {
  it('reads all three kinds of section, moves, anchors and the end-of-file mark', () => {
    const text = patch(
      '*** Add File: a/new file.txt',
      '+one',
      '+',
      '*** Delete File: old.txt',
      '*** Update File: src/ä.ts',
      '*** Move to: src/b.ts',
      '@@ class A',
      '@@   run() {',
      ' keep',
      '-out',
      '+in',
      '',
      ' after',
      '@@',
      '+last',
      '*** End of File',
    );
    expect(parsePatch(text)).toEqual({
      ok: true,
      value: {
        sections: [
          { action: 'add', path: 'a/new file.txt', line: 2, content: 'one\n\n' },
          { action: 'delete', path: 'old.txt', line: 5 },
          {
            action: 'update',
            path: 'src/ä.ts',
            line: 6,
            moveTo: 'src/b.ts',
            hunks: [
              {
                line: 8,
                anchors: ['class A', '  run() {'],
                endOfFile: false,
                lines: [
                  { kind: 'keep', text: 'keep' },
                  { kind: 'remove', text: 'out' },
                  { kind: 'add', text: 'in' },
                  { kind: 'keep', text: '' },
                  { kind: 'keep', text: 'after' },
                ],
              },
              { line: 15, anchors: [], endOfFile: true, lines: [{ kind: 'add', text: 'last' }] },
            ],
          },
        ],
      },
    });
  });

  it('takes a first hunk without @@, a heredoc round the patch, CRLF transport and blank lines between sections', () => {
    const inner = patch('*** Update File: a', '-x', '+y', '', '*** Delete File: b', '');
    const plain = parsePatch(inner);
    expect(plain.ok).toBe(true);
    expect(plain.ok && plain.value.sections).toMatchObject([
      { action: 'update', hunks: [{ lines: [{ text: 'x' }, { text: 'y' }] }] },
      { action: 'delete' },
    ]);
    expect(parsePatch(`${inner.replaceAll('\n', '\r\n')}\r\n`)).toEqual(plain);
    const wrapped = parsePatch(`apply_patch <<'EOF'\n${inner}\nEOF\n`);
    expect(wrapped.ok && wrapped.value.sections).toMatchObject([
      { path: 'a', line: 3 },
      { path: 'b', line: 7 },
    ]);
    expect(parsePatch(`\n<<"PATCH"\n${inner}\nPATCH`).ok).toBe(true);
  });

  it('ignores the numbers of a unified diff head', () => {
    const parsed = parsePatch(patch('*** Update File: a', '@@ -1,2 +1,2 @@ function x', '-x', '+y'));
    expect(parsed.ok && parsed.value.sections).toMatchObject([{ hunks: [{ anchors: [] }] }]);
  });

  it.each([
    ['no patch', 'hello', 1, 'the first line of a patch is "*** Begin Patch"'],
    ['no end', '*** Begin Patch\n*** Delete File: a', 3, 'the patch does not end with "*** End Patch"'],
    ['no section', patch(), 2, 'the patch changes no file'],
    ['a missing path', patch('*** Add File: '), 2, '"*** Add File:" names no path'],
    ['an update without change', patch('*** Update File: a'), 2, '"*** Update File: a" holds no change'],
    ['a hunk without lines', patch('*** Update File: a', '@@ x'), 3, 'the hunk has no lines'],
    ['a line without its mark', patch('*** Update File: a', '@@', 'oops'), 4, '"oops" starts with none of'],
    ['text after the end', `${patch('*** Delete File: a')}\nmore`, 4, 'nothing may follow "*** End Patch"'],
    ['an unknown header', patch('*** Rename File: a'), 2, 'expected "*** Add File: path"'],
    [
      'a hunk after the end of the file without @@',
      patch('*** Update File: a', '+x', '*** End of File', '+y'),
      5,
      'starts with "@@"',
    ],
  ])('refuses %s and names the line', (_name, text, line, message) => {
    const parsed = parsePatch(text);
    expect(parsed).toMatchObject({ ok: false, error: { line } });
    expect(parsed.ok ? '' : parsed.error.message).toContain(message);
  });
});
