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
