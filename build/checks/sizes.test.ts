import { afterEach, describe, expect, it } from 'vitest';
import { check } from './checks';
import { type PlantedTree, plantTree } from './plantedTree';
import { sizes } from './sizes';

let tree: PlantedTree | undefined;

afterEach(() => tree?.remove());

const lines = (count: number): string => '// line\n'.repeat(count);

describe('the size check', () => {
  it('fails above 500 lines, lists above 300, and counts a last line without its end', () => {
    tree = plantTree({
      'shared/goal/fits.ts': lines(300),
      'electron/pty/long.ts': `${lines(300)}// one more`,
      'build/most.mjs': lines(500),
      'test/flows/over.test.ts': `${lines(500)}// one more`,
      'renderer/ui/over.tsx': lines(900),
      'shared/goal/empty.ts': '',
      'test/fixtures/data.js': lines(900),
      'sample/shop/big.js': lines(900),
    });
    expect(sizes(tree.root)).toEqual({
      seen: 6,
      unseen: [],
      tooLong: [
        { path: 'renderer/ui/over.tsx', lines: 900 },
        { path: 'test/flows/over.test.ts', lines: 501 },
      ],
      long: [
        { path: 'build/most.mjs', lines: 500 },
        { path: 'electron/pty/long.ts', lines: 301 },
      ],
    });
  });

  it('names a file that git knows and the walk did not see, tracked or not, however it is spelled', () => {
    tree = plantTree({ 'shared/goal/a.ts': '', 'shared/goal/out/größe 1.ts': '', '.gitignore': '' });
    expect(sizes(tree.root).unseen).toEqual(['shared/goal/out/größe 1.ts']);
  });
});

describe('the verdict', () => {
  it('is red on a file too long, and says which', async () => {
    tree = plantTree({ 'shared/goal/over.ts': lines(501) });
    expect(await check(tree.root)).toEqual({
      ok: false,
      report: '  1 files seen\n  shared/goal/over.ts: 501 lines, more than 500: split it by subject',
    });
  });

  it('is red when no source file was seen', async () => {
    tree = plantTree({});
    expect(await check(tree.root)).toEqual({ ok: false, report: '  0 files seen\n  no source file was seen' });
  });

  it('is green with a note on a long file', async () => {
    tree = plantTree({ 'shared/goal/long.ts': lines(301) });
    expect(await check(tree.root)).toEqual({
      ok: true,
      report: '  1 files seen\n  shared/goal/long.ts: 301 lines, more than 300: look for the second subject',
    });
  });
});
