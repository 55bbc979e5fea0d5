import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../root.mjs';
import { readWords } from './readWords';
import { catalogueText, check } from './words';

describe('the catalogue of words', () => {
  it('is what the code says today', async () => {
    await expect(await catalogueText(ROOT)).toMatchFileSnapshot('../../shared/words/catalogue.json');
  });

  it('is held by the check, which says how to write it anew', async () => {
    expect(await check(ROOT)).toEqual({ ok: true, report: expect.stringMatching(/^ {2}\d{3,} messages$/) });
    expect(await check(join(ROOT, 'build'))).toEqual({ ok: false, report: expect.stringContaining('is missing: write it anew') });
  });
});

describe('reading words', () => {
  it('finds messages with their values numbered, and plurals', () => {
    const source = 'export const a = (t`Waits for $[check], about $[t`$[n] s`].`, counted(2, "turn", "turns"), other`no`);';
    expect(readWords(withHoles(source), 'a.ts')).toEqual({
      messages: ['Waits for {0}, about {1}.', '{0} s'],
      plurals: ['turn|turns'],
      bare: [],
    });
  });

  it('tells words in markup that are no message, by their lines', () => {
    const source = [
      'export const A = () => (',
      '  <p title="Bare title" className="not read" aria-label={t`Said`}>',
      '    Bare text {t`said`} · 5 <b label={`bare $[x] too`} icon="check" />',
      '  </p>',
      ');',
    ].join('\n');
    expect(readWords(withHoles(source), 'A.tsx').bare).toEqual(
      [
        { line: 2, text: 'Bare title' },
        { line: 3, text: expect.stringContaining('bare') },
        { line: 2, text: 'Bare text' },
      ].sort((a, b) => a.line - b.line || 0),
    );
  });
});

describe('reading words where they hide', () => {
  it('tells words between tags that a condition chooses', () => {
    const source = 'export const A = () => <p>{open ? "Close" : t`Open`} {name || `none of $[x]`} {n > 1 && " · "}</p>;';
    expect(readWords(withHoles(source), 'A.tsx').bare.map(({ text }) => text)).toEqual(['Close', 'none of']);
  });

  it('tells messages that stand for a key: in another language they would be another one', () => {
    const source = 'export const A = () => <p key={t`row $[n]`} data-part={t`budget`} title={t`Budget`} keys="mod Z" />;';
    expect(readWords(withHoles(source), 'A.tsx').bare.map(({ text }) => text)).toEqual([
      'row {0} (a message as a key)',
      'budget (a message as a key)',
    ]);
  });
});

/** `$[x]` stands for a template's hole: written out it would look like a mistake here. */
function withHoles(source: string): string {
  return source.replaceAll('$[', '${').replaceAll(']', '}');
}
