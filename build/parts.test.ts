import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { partsOf } from './parts.mjs';
import { ROOT } from './root.mjs';

it('lists what is shipped with its licence, and nothing that only builds us', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const parts = partsOf(ROOT, packages);
  const names = parts.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['@mantine/core', '@xterm/xterm', 'electron', 'libsql', 'monaco-editor', 'react', 'zod']),
  );
  expect(names).not.toEqual(expect.arrayContaining(['vite']));
  expect(names).not.toContain('vitest');
  expect(parts.filter(({ version, licence }) => version === '' || licence === '')).toEqual([]);
});
