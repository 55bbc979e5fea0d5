import { describe, expect, it } from 'vitest';
import { fillFromText, namesParts, replacesWords } from './fillForm';
import { EMPTY_FORM, formOf } from './goalForm';

const TEXT = '/goal It is fast verified by `npm run bench` and the charts. Use src/. Spend at most 5 turns.';

describe('a form filled from a goal’s text', () => {
  it('holds each part in its place, and says what was kept as words', () => {
    const { form, findings } = fillFromText(EMPTY_FORM, TEXT);
    expect([form.outcome, form.verification.map(({ run }) => run), form.boundaries.write, form.budget.turns]).toEqual([
      'It is fast',
      ['npm run bench'],
      ['src/'],
      '5',
    ]);
    expect(findings).toMatchObject([{ part: 'verification', excerpt: '`npm run bench` and the charts. Use src/…' }]);
  });

  it('keeps what the text does not speak of', () => {
    const now = formOf({ outcome: 'old', iteration: 'Record it.', boundaries: { hide: ['.env'] }, budget: { usd: 5 } });
    const { form } = fillFromText(now, TEXT);
    expect([form.outcome, form.iteration, form.boundaries, form.budget]).toMatchObject([
      'It is fast',
      'Record it.',
      { write: ['src/'], hide: ['.env'] },
      { usd: '5', turns: '5' },
    ]);
    expect(fillFromText(now, 'All is well')).toMatchObject({ form: { ...now, outcome: 'All is well' }, findings: [] });
  });

  it('replaces words only where some stand and others come', () => {
    const asks = (now: object, text = TEXT) => replacesWords(formOf(now), fillFromText(formOf(now), text).form);
    expect([asks({}), asks({ iteration: 'Record it.' }), asks({ budget: { usd: 5 } })]).toEqual([false, false, false]);
    expect([asks({ outcome: 'old' }), asks({ budget: { turns: 9 } }), asks({ boundaries: { write: ['a/'] } })]).toEqual([
      true,
      true,
      true,
    ]);
    expect(asks({ outcome: 'It is fast' }, 'It is fast')).toBe(false);
  });

  it('is asked for by a text that names parts, not by a sentence', () => {
    expect([TEXT, 'It is fast verified by `npm test`', '/goal verified by `npm test`'].map(namesParts)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['It is fast', '/goal It is fast', 'Use src/ and more', 'A line\n\nand another'].map(namesParts)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
