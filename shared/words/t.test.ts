import { afterEach, describe, expect, it } from 'vitest';
import { counted, speak, t } from './t';

const ENGLISH = { language: 'en', messages: {}, plurals: {} };

afterEach(() => speak(ENGLISH));

describe('words', () => {
  it('are said as they stand in English', () => {
    expect(t`Waits for ${'p95'}, about ${13} s.`).toBe('Waits for p95, about 13 s.');
    expect([0, 1, 3, 1_200].map((n) => counted(n, 'turn', 'turns'))).toEqual(['0 turns', '1 turn', '3 turns', '1,200 turns']);
  });

  it('are said in a translation, in its own order, with its own plurals', () => {
    speak({
      language: 'pl',
      messages: { '{0} of {1}': '{1}: {0}' },
      plurals: { 'turn|turns': { one: '{0} tura', few: '{0} tury', other: '{0} tur' } },
    });
    expect(t`${48} of ${'{0}'}`).toBe('{0}: 48');
    expect([1, 3, 5, 22].map((n) => counted(n, 'turn', 'turns'))).toEqual(['1 tura', '3 tury', '5 tur', '22 tury']);
  });

  it('fall back to English where a translation has none', () => {
    speak({ language: 'fr', messages: {}, plurals: { 'file|files': {} } });
    expect(t`Refused: ${'correctness'}.`).toBe('Refused: correctness.');
    expect(counted(2, 'file', 'files')).toBe('2 files');
  });
});
