import { describe, expect, it } from 'vitest';
import { changedFileRows } from './changedFiles';
import type { DiffFile } from './diffTree';

const file = (path: string, more: Partial<DiffFile> = {}): DiffFile => ({
  path,
  name: path.split('/').at(-1) ?? path,
  folder: path.split('/').slice(0, -1).join('/'),
  from: null,
  status: '',
  turns: [1],
  others: false,
  added: 3,
  removed: 1,
  was: 'a',
  is: 'b',
  kind: 'folder',
  ...more,
});

describe('changed files in the live view', () => {
  it('begin with what needs a look, then what was changed last', () => {
    const rows = changedFileRows([
      file('src/b.ts', { turns: [1] }),
      file('src/a.ts', { turns: [1, 3] }),
      file('test/x.ts', { kind: 'protected' }),
      file('etc/y', { kind: 'outside' }),
    ]);
    expect(rows.map(({ path }) => path)).toEqual(['etc/y', 'test/x.ts', 'src/a.ts', 'src/b.ts']);
  });

  it('say their turns, lines, and who else changed them', () => {
    const [row] = changedFileRows([file('src/a.ts', { turns: [1, 3], others: true, added: 20, removed: 9, status: 'new' })]);
    expect(row).toMatchObject({ turns: '1, 3, you', counts: '+20 −9', meaning: 'new, turn 1, 3, you' });
  });
});
