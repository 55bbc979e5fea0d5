import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { dataSizes } from './dataSizes';

it('measures each part, follows no link, and counts a part that is not there as nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'goalpost data '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  mkdirSync(join(dataDir, 'blobs', 'ab'), { recursive: true });
  mkdirSync(join(`${dataDir}-worktrees`, '0', 'src'), { recursive: true });
  writeFileSync(join(dataDir, 'goalpost.db'), 'x'.repeat(100));
  writeFileSync(join(dataDir, 'goalpost.db-wal'), 'x'.repeat(11));
  writeFileSync(join(dataDir, 'blobs', 'ab', 'cd'), 'x'.repeat(7));
  writeFileSync(join(dataDir, 'settings.json'), '{}');
  writeFileSync(join(`${dataDir}-worktrees`, '0', 'src', 'a'), 'x'.repeat(5));
  writeFileSync(join(`${dataDir}-worktrees`, '0', 'b'), 'x');
  const outside = join(folder, 'outside');
  writeFileSync(outside, 'x'.repeat(10_000));
  symlinkSync(outside, join(dataDir, 'blobs', 'link'));
  const sizes = Object.fromEntries(
    (await dataSizes(dataDir)).map(({ part, bytes, files, whole }) => [part, [bytes, files, whole]]),
  );
  expect(sizes).toMatchObject({
    log: [111, 2, true],
    worktrees: [6, 2, true],
    samples: [0, 0, true],
    screens: [0, 0, true],
    rest: [2, 1, true],
  });
  expect(sizes.outputs?.[0]).toBeLessThan(1_000);
  expect((await dataSizes(dataDir, 1)).find(({ part }) => part === 'worktrees')).toMatchObject({ files: 1, whole: false });
});
