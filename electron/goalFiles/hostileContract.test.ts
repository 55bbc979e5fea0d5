import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseContractFile } from './contractFile';

describe('hostile content', () => {
  const inside = (yaml: string) => `---\ngoalpost: 1\noutcome: x\n${yaml}\n---\n`;
  it.each([
    ['nesting in brackets', inside(`iteration: ${'['.repeat(50_000)}`)],
    ['nesting in braces', inside(`iteration: ${'{a: '.repeat(40_000)}`)],
    ['nesting in list marks', inside('- '.repeat(50_000))],
    ['nesting in key marks', inside('? '.repeat(50_000))],
    ['nesting by indent', inside(Array.from({ length: 600 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'))],
    [
      'an alias bomb',
      inside(Array.from({ length: 12 }, (_, index) => `l${index}: &l${index} [${`*l${index - 1},`.repeat(9)}]`).join('\n')),
    ],
    ['many keys', inside(Array.from({ length: 15_000 }, (_, index) => `k${index}: 1`).join('\n'))],
    ['many commas', inside(`protect: [${','.repeat(200_000)}]`)],
    ['a huge file', `---\n${'#'.repeat(5_000_000)}`],
    ['a huge value', inside(`accept: ${'x'.repeat(200_000)}`)],
    ['quotes and escapes', inside(`outcome: "${'\\x'.repeat(50_000)}`)],
    ['many blank lines', `---\ngoalpost: 1\n---\n${' \n'.repeat(100_000)}x${' \n'.repeat(20_000)}`],
  ])('is refused soon and in few words: %s', (_name, text) => {
    const begun = performance.now();
    const found = messages(text);
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('').length).toBeLessThan(20_000);
  });

  it('never throws, whatever the bytes', () => {
    const fragment = fc.constantFrom(
      '---\n',
      '---',
      '\n',
      ': ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '!t ',
      '"',
      "'",
      '|\n',
      '>',
      '#',
      '%',
      '? ',
      '  ',
      '\t',
      '<<',
      '...',
      'goalpost: 1\n',
      'outcome: x\n',
      'verification:\n',
      '  - id: a\n',
      '    kind: command\n',
      '\0',
      '\ud800',
    );
    const text = fc.oneof(
      fc.array(fc.oneof(fragment, fc.string()), { maxLength: 40 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, fc.boolean(), (content, fenced) => {
        const parsed = parseContractFile(fenced ? `---\ngoalpost: 1\noutcome: x\n${content}\n---\n` : content);
        if (parsed.ok) return;
        for (const finding of parsed.error) {
          expect(finding.line).toBeGreaterThan(0);
          expect(finding.column).toBeGreaterThan(0);
          expect(finding.message).not.toBe('');
        }
      }),
      { numRuns: 700 },
    );
  });
});

function messages(text: string): readonly string[] {
  const parsed = parseContractFile(text);
  return parsed.ok ? [] : parsed.error.map((finding) => `${finding.line}:${finding.column} ${finding.path}: ${finding.message}`);
}
