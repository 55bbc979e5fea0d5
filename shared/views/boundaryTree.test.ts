import { describe, expect, it } from 'vitest';
import {
  accessRefusal,
  listsSummary,
  type PathLists,
  pathRows,
  type ReadFolder,
  standingOf,
  standingReason,
  standingWords,
  unmatchedEntries,
  withAccess,
  withProtection,
} from './boundaryTree';

const LISTS: PathLists = { write: ['src/checkout/', './bench'], hide: ['secrets/', '~/.ssh'], protect: ['bench/run.ts'] };

describe('what a contract says of a path', () => {
  it('is its own entry, or that of a folder above, hidden before writable', () => {
    expect(standingOf(LISTS, 'src/checkout')).toMatchObject({ access: 'write', through: null, inside: 0 });
    expect(standingOf(LISTS, 'src/checkout/a.ts')).toMatchObject({ access: 'write', through: 'src/checkout/' });
    expect(standingOf(LISTS, 'src')).toMatchObject({ access: 'read', through: null, inside: 1 });
    expect(standingOf(LISTS, 'src/checkouts')).toMatchObject({ access: 'read' });
    expect(standingOf(LISTS, 'secrets/key')).toMatchObject({ access: 'hidden', through: 'secrets/' });
    expect(standingOf({ ...LISTS, write: ['.'] }, 'secrets')).toMatchObject({ access: 'hidden', through: null });
    expect(standingOf(LISTS, '')).toMatchObject({ access: 'read', inside: 4 });
    const bench = standingOf(LISTS, 'bench/run.ts');
    expect(standingWords(bench)).toBe('write, protected');
    expect(standingReason(bench)).toBe('write through ./bench');
  });

  it('hides environment files unless they may be written by name, as the sandbox does', () => {
    const secret = standingOf(LISTS, '.env.local');
    expect([secret.access, standingReason(secret)]).toEqual(['hidden', 'hidden by the app']);
    expect(standingOf({ ...LISTS, write: ['.'] }, '.env')).toMatchObject({ access: 'hidden' });
    expect(standingOf(LISTS, 'app/.env')).toMatchObject({ access: 'hidden' });
    expect(standingOf(LISTS, '.env.example')).toMatchObject({ access: 'read' });
    expect(standingOf(LISTS, '.env', true)).toMatchObject({ access: 'read' });
    expect(standingOf({ ...LISTS, write: ['.env'] }, '.env')).toMatchObject({ access: 'write', through: null });
  });

  it('is changed by the path’s own entries, and only where what is above lets it', () => {
    const wider = withAccess(LISTS, 'src', true, 'write');
    expect(wider.write).toEqual(['src/checkout/', './bench', 'src/']);
    expect(withAccess(wider, 'src', true, 'read')).toEqual(LISTS);
    expect(withAccess(LISTS, 'bench', true, 'hidden')).toMatchObject({
      write: ['src/checkout/'],
      hide: ['secrets/', '~/.ssh', 'bench/'],
    });
    expect(withAccess(LISTS, '', true, 'write').write).toContain('.');
    expect(accessRefusal(LISTS, 'src/checkout/a.ts', false, 'read')).toBe('writable through src/checkout/');
    expect(accessRefusal(LISTS, 'src/checkout/a.ts', false, 'hidden')).toBeUndefined();
    expect(accessRefusal(LISTS, 'secrets/key', false, 'write')).toBe('hidden through secrets/');
    expect(withProtection(LISTS, 'test', true, true).protect).toEqual(['bench/run.ts', 'test/']);
    expect(withProtection(LISTS, 'bench/run.ts', false, false).protect).toEqual([]);
  });

  it('that matches nothing is told, a folder to be made apart', () => {
    const lists: PathLists = { write: ['src/', 'out/', 'typo.ts'], hide: ['.envv', '~/.ssh'], protect: ['test/', 'test/a.ts'] };
    const looks = {
      'src/': { folder: true, files: 27 },
      'out/': null,
      'typo.ts': null,
      '.envv': null,
      'test/': { folder: true, files: 9 },
      'test/a.ts': { folder: false, files: 1 },
    };
    expect(unmatchedEntries(lists, looks)).toEqual([
      { entry: 'out/', made: true, words: 'writable, made at activation' },
      { entry: 'typo.ts', made: false, words: 'writable, matches nothing' },
      { entry: '.envv', made: false, words: 'hidden, matches nothing' },
    ]);
    expect(listsSummary(lists, looks)).toBe('3 paths writable, 27 files · 2 paths protected, 9 files · 1 path hidden.');
  });
});

describe('the tree’s rows', () => {
  it('are the opened folders’ entries, with what is still being read, failed or left', () => {
    const entry = (name: string, kind: 'folder' | 'file', files = 1) => ({ name, kind, git: 'tracked' as const, files });
    const read = new Map<string, ReadFolder>([
      ['', { kind: 'read', entries: [entry('src', 'folder', 3), entry('test', 'folder', 2), entry('a.md', 'file')], total: 5 }],
      ['src', { kind: 'read', entries: [entry('deep', 'folder')], total: 1 }],
      ['test', { kind: 'failed', message: 'no permission' }],
    ]);
    const rows = pathRows('shop', read, new Set(['src', 'src/deep', 'test']));
    expect(rows.map((row) => [row.kind, row.path, row.depth])).toEqual([
      ['path', '', 0],
      ['path', 'src', 1],
      ['path', 'src/deep', 2],
      ['reading', 'src/deep', 3],
      ['path', 'test', 1],
      ['failed', 'test', 2],
      ['path', 'a.md', 1],
      ['more', '', 1],
    ]);
    expect(rows[0]).toMatchObject({ name: 'shop', files: 6 });
    expect(rows.at(-1)).toMatchObject({ left: 2 });
  });
});
