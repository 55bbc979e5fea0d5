import { expect, it } from 'vitest';
import { diffLines } from './diffLines';

it('shows what changed without the files’ own header lines', () => {
  const diff = 'diff --git a/t b/t\nindex 1..2 100644\n--- a/t\n+++ b/t\n@@ -1,2 +1,2 @@\n same\n-old\n+new\n';
  expect(diffLines(diff).map(({ kind, text }) => [kind, text])).toEqual([
    ['hunk', '@@ -1,2 +1,2 @@'],
    ['same', ' same'],
    ['remove', '-old'],
    ['add', '+new'],
  ]);
});

it('shows a changed line that looks like a header, of any file in the diff', () => {
  const lines = [
    '@@ -3,3 +3,2 @@',
    ' select 1;',
    '--- every row counts',
    '-select 2;',
    '+++ none does',
    '\\ No newline at end of file',
  ];
  const diff = [
    'diff --git a/a.sql b/a.sql',
    '--- a/a.sql',
    '+++ b/a.sql',
    ...lines,
    'diff --git a/b b/b',
    '--- a/b',
    '+++ /dev/null',
    '@@ -1 +0,0 @@',
    '-- b',
  ];
  expect(diffLines(diff.join('\n')).map(({ kind, text }) => [kind, text])).toEqual([
    ['hunk', '@@ -3,3 +3,2 @@'],
    ['same', ' select 1;'],
    ['remove', '--- every row counts'],
    ['remove', '-select 2;'],
    ['add', '+++ none does'],
    ['hunk', '@@ -1 +0,0 @@'],
    ['remove', '-- b'],
  ]);
});
