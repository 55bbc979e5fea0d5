import { describe, expect, it } from 'vitest';
import { lookedForWords } from './lookedFor';

const secret = (name: string) => ({ name, value: 'x'.repeat(20) });

describe('what an export looked for', () => {
  it('is told by the names of known values, never the values, and the forms of credentials', () => {
    expect(lookedForWords([])).toMatch(/^no known value, and whatever has one of \d+ forms of a credential$/);
    expect(lookedForWords([secret('A_KEY'), secret('A_KEY')])).toMatch(/^the value of A_KEY, and whatever/);
    expect(lookedForWords([secret('A_KEY'), secret('B_TOKEN')])).toMatch(/^the values of A_KEY and B_TOKEN, and/);
    const many = Array.from({ length: 15 }, (_, index) => secret(`K${index}`));
    expect(lookedForWords(many)).toContain('K11 and 3 more, and');
  });
});
