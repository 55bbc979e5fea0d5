import { chmodSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CheckpointRef } from '../../shared/workspace/checkpoint';
import { snapshotTree } from './git';
import { checkpoint, NEVER, type TestRepository, testRepository, value } from './testRepository';

const FILES = Object.fromEntries(
  [
    'a.txt',
    'src/b.txt',
    'src/deep/er/c.txt',
    'src/deep/d.txt',
    'out/report.json',
    'out/more/e.txt',
    'line\nbreak/f.txt',
    'x y/g',
  ].map((path) => [path, `${path}\n`]),
);
const EXCLUDE = ['out', 'src/deep/d.txt', 'missing/file', 'a.txt/no'];

let repository: TestRepository;
let n: number;
let last: CheckpointRef;

beforeEach(async () => {
  repository = testRepository(FILES);
  n = 0;
  last = await checkpoint(repository, 0, { exclude: EXCLUDE });
});

/** A checkpoint as a goal takes them, and one with an index of its own that has seen nothing: the trees must be the same. */
async function both(): Promise<{ readonly quick: CheckpointRef; readonly slow: CheckpointRef }> {
  n += 1;
  const before = { ...last, anchor: last.anchor ?? n - 1 };
  const quick = await checkpoint(repository, n, { exclude: EXCLUDE, last: before });
  const privateDir = join(repository.folder, `fresh-${n}`);
  const slow = await checkpoint(repository, n, { exclude: EXCLUDE, thread: 'other', privateDir });
  last = quick;
  return { quick, slow };
}

const indexFile = () => join(repository.folder, 'private/git/index');

/** Whether the private index was left alone meanwhile. */
async function leavesIndex(work: () => Promise<unknown>): Promise<boolean> {
  const before = readFileSync(indexFile());
  await work();
  return before.equals(readFileSync(indexFile()));
}

async function expectSame(): Promise<void> {
  const { quick, slow } = await both();
  expect([quick.tree, quick.evidenceTree]).toEqual([slow.tree, slow.evidenceTree]);
  repository.git('rev-list', '--objects', '--missing=error', quick.commit);
}

describe('a checkpoint of few changed files', () => {
  it('is made without writing the index, and is the tree that an index makes', async () => {
    const left = await leavesIndex(async () => {
      for (const path of ['src/deep/er/c.txt', 'a.txt', 'out/more/e.txt', 'line\nbreak/f.txt', 'src/deep/er/c.txt']) {
        repository.write(path, `${path} ${n}\n`);
        await expectSame();
      }
    });
    expect(left).toBe(true);
    expect(repository.git('fsck', '--strict')).not.toMatch(/error|missing/);
  });

  it('knows a file that was put back', async () => {
    const { tree } = last;
    repository.write('src/b.txt', 'other\n');
    await expectSame();
    repository.write('src/b.txt', 'src/b.txt\n');
    await expectSame();
    expect(last.tree).toBe(tree);
  });

  it.each<[string, () => void]>([
    ['a new file', () => repository.write('src/new.txt', 'new\n')],
    ['a removed file', () => rmSync(join(repository.root, 'src/deep/er/c.txt'))],
    ['an executable', () => chmodSync(join(repository.root, 'src/b.txt'), 0o755)],
    [
      'a link in a file’s place',
      () => {
        rmSync(join(repository.root, 'src/b.txt'));
        symlinkSync('/etc/passwd', join(repository.root, 'src/b.txt'));
      },
    ],
    [
      'a folder in a file’s place',
      () => {
        rmSync(join(repository.root, 'a.txt'));
        repository.write('a.txt/no', 'file\n');
      },
    ],
    ['more files than are read each time', () => Array.from({ length: 40 }, (_, k) => repository.write(`many/${k}`, `${k}\n`))],
    ['an ignore file', () => repository.write('.gitignore', 'src/deep\n')],
  ])('is brought into the index where there is %s', async (_, change) => {
    repository.write('src/b.txt', 'quick\n');
    await expectSame();
    change();
    await expectSame();
    repository.write('x y/g', 'after\n');
    await expectSame();
  });

  it('is right after a snapshot that wrote the index', async () => {
    repository.write('src/b.txt', 'one\n');
    await expectSame();
    repository.write('src/added.txt', 'added\n');
    const options = { exclude: EXCLUDE, privateDir: join(repository.folder, 'private') };
    value(await snapshotTree(await repository.workspace(), options, NEVER));
    repository.write('a.txt', 'two\n');
    await expectSame();
  });

  it('rests on no objects that are gone', async () => {
    repository.write('never/committed.txt', 'here alone\n');
    await expectSame();
    repository.write('a.txt', 'two\n');
    await expectSame();
    for (const ref of repository.git('for-each-ref', '--format=%(refname)', 'refs/goalpost').split('\n').filter(Boolean))
      repository.git('update-ref', '-d', ref);
    repository.git('gc', '-q', '--prune=now');
    repository.write('a.txt', 'three\n');
    await expectSame();
    expect(repository.git('cat-file', 'blob', `${last.tree}:never/committed.txt`)).toBe('here alone\n');
  });

  it('writes objects that only their owner’s git would write: readable by all, changed by none', async () => {
    repository.write('a.txt', 'permissions\n');
    await expectSame();
    const hash = repository.git('rev-parse', `${last.tree}:a.txt`).trim();
    const file = join(repository.root, '.git/objects', hash.slice(0, 2), hash.slice(2));
    expect(statSync(file).mode & 0o777).toBe(0o444);
  });
});

describe('random changes', () => {
  it('make the same trees either way', async () => {
    let seed = 7;
    const below = (limit: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * limit);
    };
    const paths = [...Object.keys(FILES), 'fresh/one', 'fresh/two'];
    for (let round = 0; round < 25; round += 1) {
      for (let change = 0; change <= below(3); change += 1) {
        const path = paths[below(paths.length)] ?? '';
        if (below(6) === 0) rmSync(join(repository.root, path), { force: true });
        else repository.write(path, `${below(4)}\n`);
      }
      await expectSame();
    }
  });
});
