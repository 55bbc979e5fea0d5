import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandCheck, WorkspacePath } from './check';
import { Contract, contractChecks } from './contract';
import { didYouMean } from './didYouMean';
import { isHostPattern } from './host';
import { normalProse } from './prose';

describe('a contract', () => {
  it('holds its objective in one form, however it came', () => {
    const from = (objective: string) => Contract.parse({ goalpost: 1, outcome: 'x', objective }).objective;
    expect([from('\r\n \r\n  a\r\n\r\nb \r\n'), from('a'), from(' \n\t\n')]).toEqual(['  a\n\nb', 'a', '']);
  });

  it('asks its checks constraints first', () => {
    const check = (id: string) => ({ id, kind: 'artifact' as const, path: 'p' });
    const contract = Contract.parse({
      goalpost: 1,
      outcome: 'x',
      verification: [check('v')],
      constraints: [{ text: 't', check: check('c') }, { text: 'words' }],
    });
    expect(contractChecks(contract)).toEqual([
      { check: check('c'), role: 'constraint' },
      { check: check('v'), role: 'verification' },
    ]);
  });

  it('takes a timeout only within what a timer can hold', () => {
    const takes = (timeout: string) => CommandCheck.safeParse({ id: 'a', kind: 'command', run: 'x', timeout }).success;
    expect(['1ms', '24h', '0.5s', '0s', '24.1h', '1441m', '60', '1 s'].map(takes)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('takes only paths that stay in the workspace', () => {
    const takes = (path: string) => WorkspacePath.safeParse(path).success;
    expect(['.', 'a/b c/ü', './a', 'a..b', '.env'].map(takes)).toEqual([true, true, true, true, true]);
    expect(['', '/a', '~/a', '..', 'a/../b', 'a\\..\\b', '\\\\host', 'C:\\a', 'a\0b', 'a\nb'].map(takes)).toEqual(
      Array(10).fill(false),
    );
  });
});

describe('isHostPattern', () => {
  it.each([
    'example.com',
    'a-b.example.co:8080',
    '*.example.com',
    'localhost',
    'localhost:3000',
    '127.0.0.1',
    '[::1]',
    '[2001:db8::1]:443',
  ])('takes %s', (host) => {
    expect(isHostPattern(host)).toBe(true);
  });

  it.each([
    '',
    '*',
    '*.com',
    'https://example.com',
    'example.com/x',
    'example.com:0',
    'example.com:70000',
    'a b.com',
    '.example.com',
    'example.',
    '::1',
    'intranet',
    'x\n.com',
  ])('refuses %j', (host) => {
    expect(isHostPattern(host)).toBe(false);
  });
});

describe('normalProse', () => {
  it('changes nothing the second time', () => {
    const piece = fc.constantFrom(' ', '\n', '\r', '\r\n', '\t', 'a', '\u2028', '\u00a0', '\ufeff');
    fc.assert(
      fc.property(
        fc.array(piece).map((parts) => parts.join('')),
        (text) => {
          expect(normalProse(normalProse(text))).toBe(normalProse(text));
        },
      ),
    );
  });
});

describe('didYouMean', () => {
  const keys = ['outcome', 'verification', 'constraints', 'sameFailure', 'run', 'id'];
  it.each([
    ['verfication', 'verification'],
    ['Constraint', 'constraints'],
    ['same_failure', 'sameFailure'],
    ['rnu', 'run'],
    ['ID', 'id'],
    ['whatever', undefined],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ])('%s', (word, meant) => {
    expect(didYouMean(word, keys)).toBe(meant);
  });
});
