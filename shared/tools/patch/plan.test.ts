import { describe, expect, it } from 'vitest';
import { parsePatch } from './grammar';
import { patchSummary, planPatch } from './plan';

function plan(files: Record<string, string>, ...lines: string[]) {
  const parsed = parsePatch(['*** Begin Patch', ...lines, '*** End Patch'].join('\n'));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return { planned: planPatch(parsed.value, new Map(Object.entries(files))), summary: patchSummary(parsed.value) };
}

describe('planPatch', () => {
  it('plans every file of a patch, sections building on each other', () => {
    const { planned, summary } = plan(
      { 'm.txt': 'a\nb\n', 'd.txt': 'x\n', 'r.txt': 'r\n' },
      '*** Add File: n.txt',
      '+1',
      '*** Update File: m.txt',
      '-a',
      '+A',
      '*** Update File: m.txt',
      ' A',
      '-b',
      '*** Delete File: d.txt',
      '*** Add File: d.txt',
      '+y',
      '*** Update File: r.txt',
      '*** Move to: s.txt',
    );
    expect(planned).toEqual({
      ok: true,
      value: [
        { path: 'n.txt', before: undefined, after: '1\n' },
        { path: 'm.txt', before: 'a\nb\n', after: 'A\n' },
        { path: 'd.txt', before: 'x\n', after: 'y\n' },
        { path: 'r.txt', before: 'r\n', after: undefined },
        { path: 's.txt', before: undefined, after: 'r\n', movedFrom: 'r.txt' },
      ],
    });
    expect(summary).toBe('A n.txt +1\nM m.txt +1 −1\nM m.txt +0 −1\nD d.txt\nA d.txt +1\nR r.txt → s.txt +0 −0');
  });

  it.each([
    ['adding over a file', ['*** Add File: a', '+x'], 'a is there already: use "*** Update File", or delete it first'],
    ['updating nothing', ['*** Update File: z', '+x'], 'z is not there'],
    ['deleting nothing', ['*** Delete File: z'], 'z is not there'],
    ['moving over a file', ['*** Update File: a', '*** Move to: b'], 'b is there already: nothing is moved over a file'],
  ])('refuses %s', (_name, lines, message) => {
    expect(plan({ a: 'a\n', b: 'b\n' }, ...lines).planned).toEqual({ ok: false, error: { line: 2, message } });
  });

  it('refuses the whole patch when one hunk of one file does not fit, naming file and line', () => {
    const { planned } = plan({ a: 'a\n', b: 'b\n' }, '*** Update File: a', '-a', '+x', '*** Update File: b', '@@', '-nope');
    expect(planned).toMatchObject({ ok: false, error: { line: 6, message: expect.stringMatching(/^b: hunk 1: /) } });
  });
});
