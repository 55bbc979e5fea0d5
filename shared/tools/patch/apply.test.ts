import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyHunks } from './apply';
import { parsePatch } from './grammar';

function apply(original: string, ...lines: string[]) {
  const parsed = parsePatch(['*** Begin Patch', '*** Update File: f', ...lines, '*** End Patch'].join('\n'));
  const section = parsed.ok ? parsed.value.sections[0] : undefined;
  if (section?.action !== 'update') throw new Error(`the test's own patch is wrong: ${JSON.stringify(parsed)}`);
  return applyHunks(original, section.hunks);
}

describe('applyHunks', () => {
  it('uses anchors to reach the right one of several equal places', () => {
    const original = 'a() {\n  x\n}\nb() {\n  x\n}\n';
    expect(apply(original, '@@ b() {', '-  x', '+  y')).toEqual({ ok: true, value: 'a() {\n  x\n}\nb() {\n  y\n}\n' });
    expect(apply(original, '@@ b() {', ' b() {', '-  x', '+  y')).toEqual({ ok: true, value: 'a() {\n  x\n}\nb() {\n  y\n}\n' });
    expect(apply(original, '@@ b() {', '+  z')).toEqual({ ok: true, value: 'a() {\n  x\n}\nb() {\n  z\n  x\n}\n' });
  });

  it('goes on searching above after lines added at the end', () => {
    expect(apply('a\nb\n', '+c', '@@', '-a', '+A')).toEqual({ ok: true, value: 'A\nb\nc\n' });
  });

  it('prefers the end of the file where the hunk says so', () => {
    expect(apply('x\ny\nx\n', '-x', '+z', '*** End of File')).toEqual({ ok: true, value: 'x\ny\nz\n' });
  });

  it('forgives blanks and typographic punctuation, and keeps the kept lines as the file has them', () => {
    const original = '\tif (a)  \n\tsay(“hé – yes”)\n\tend\n';
    const patched = apply(original, ' if (a)', '-say("hé - yes")', '+\tsay("no")', ' end');
    expect(patched).toEqual({ ok: true, value: '\tif (a)  \n\tsay("no")\n\tend\n' });
  });

  it('prefers an exact place to a forgiving one further up', () => {
    expect(apply('  x\nx\n', '-x', '+y')).toEqual({ ok: true, value: '  x\ny\n' });
  });

  it('keeps CRLF, a byte order mark and a missing final newline', () => {
    expect(apply('\uFEFFa\r\nb\r\nc', '-a', '+A', ' b', '-c', '+C', '+d')).toEqual({ ok: true, value: '\uFEFFA\r\nb\r\nC\r\nd' });
    expect(apply('a', '+b')).toEqual({ ok: true, value: 'a\nb' });
    expect(apply('', '+b')).toEqual({ ok: true, value: 'b\n' });
    expect(apply('a\nb', '-b')).toEqual({ ok: true, value: 'a' });
  });

  it('takes a separating empty line at a hunk’s end for a separator where the file has none', () => {
    expect(apply('a\nb\nc\n', '-a', '+A', '', '@@', '-c', '+C')).toEqual({ ok: true, value: 'A\nb\nC\n' });
  });

  it('says how far the lines fit, and where they stand when out of order', () => {
    expect(apply('a\nb\nc\n', ' a', ' b', '-x')).toEqual({
      ok: false,
      error: { line: 3, message: 'hunk 1: it fits at line 1 up to its line "x", but the file has "c". Read the file again' },
    });
    expect(apply('a\n', '-q')).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('its first line is not in the file: "q"') },
    });
    expect(apply('a\nb\n', '-b', '@@', '-a')).toMatchObject({
      ok: false,
      error: { line: 4, message: expect.stringContaining('stand at line 1, above') },
    });
    expect(apply('a\n', '@@ nope', '-a')).toMatchObject({ ok: false, error: { message: 'hunk 1: no line "nope" after line 0' } });
  });
});

/** An edit script over lines: what is kept, removed and added, in order. */
const lineText = fc
  .oneof(fc.constantFrom('', 'a', 'b', '  a', '\tb ', '*** End Patch', '@@ a', '+x', '-x', '“q”'), fc.string({ maxLength: 8 }))
  .map((text) => text.replace(/[\r\n]/g, ''));
const script = fc.array(fc.record({ kind: fc.constantFrom('keep', 'remove', 'add'), text: lineText }), {
  minLength: 1,
  maxLength: 30,
});
const MARK = { keep: ' ', remove: '-', add: '+' } as const;

function join(lines: readonly string[], end: string, ended: boolean): string {
  return lines.map((line, index) => line + (index === lines.length - 1 && !ended ? '' : end)).join('');
}

describe('a patch made from an edit script', () => {
  it('gives the edited text, whole file in one hunk, whatever the lines and their ends', () => {
    fc.assert(
      fc.property(script, fc.constantFrom('\n', '\r\n'), fc.boolean(), (edits, end, endedWanted) => {
        const old = edits.filter((edit) => edit.kind !== 'add').map((edit) => edit.text);
        const edited = edits.filter((edit) => edit.kind !== 'remove').map((edit) => edit.text);
        // A last line that is empty and not ended cannot be told from an ended line before it.
        fc.pre(
          old.length > 0 &&
            (endedWanted || (old.at(-1) !== '' && edited.at(-1) !== '')) &&
            !(end === '\r\n' && old.length < 2 && !endedWanted),
        );
        const patched = apply(
          join(old, end, endedWanted),
          '@@',
          ...edits.map((edit) => MARK[edit.kind as keyof typeof MARK] + edit.text),
        );
        expect(patched).toEqual({ ok: true, value: join(edited, end, endedWanted) });
      }),
      { numRuns: 400 },
    );
  });

  it('gives the edited text from small hunks with context where lines are unlike', () => {
    const places = fc.uniqueArray(fc.nat({ max: 19 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(places, fc.array(lineText, { maxLength: 3 }), fc.nat({ max: 3 }), (chosen, added, context) => {
        const old = Array.from({ length: 100 }, (_, index) => `line ${index}`);
        const at = chosen.map((place) => place * 5).sort((a, b) => a - b);
        const hunks = at.flatMap((place) => [
          '@@',
          ...old.slice(Math.max(0, place - context), place).map((line) => ` ${line}`),
          `-${old[place]}`,
          ...added.map((line) => `+${line}`),
        ]);
        const edited = old.flatMap((line, index) => (at.includes(index) ? added : [line]));
        expect(apply(join(old, '\n', true), ...hunks)).toEqual({ ok: true, value: join(edited, '\n', true) });
      }),
      { numRuns: 200 },
    );
  });
});
