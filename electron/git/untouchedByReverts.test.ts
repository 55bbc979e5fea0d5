import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckpointRef } from '../../shared/workspace/checkpoint';
import { dropCheckpoints, revertFiles } from './git';
import { checkpoint, NEVER, type TestRepository, testRepository, userState, value } from './testRepository';

const LARGE_BYTES = 60 << 20;

/** A repository in the middle of its owner's work: everything there is to lose stands in it. */
function busyRepository(detached: boolean): TestRepository {
  const repository = testRepository({
    '.gitignore': 'build/\n',
    'a.txt': 'one\n',
    'b.txt': 'b\n',
    'staged.txt': 's\n',
    'windows.txt': 'one\r\ntwo\r\n',
    'run.sh': '#!/bin/sh\n',
    'folder with spaces/ü name.txt': 'x\n',
  });
  chmodSync(join(repository.root, 'run.sh'), 0o755);
  symlinkSync('a.txt', join(repository.root, 'link'));
  writeFileSync(Buffer.concat([Buffer.from(`${repository.root}/`), Buffer.from([0x6e, 0xff, 0x75])]), 'odd name\n');
  repository.git('add', '-A');
  repository.git('commit', '-qm', 'second');
  repository.git('branch', 'other');
  repository.git('tag', 'v1');
  repository.write('b.txt', 'stashed\n');
  repository.git('stash', '-q');
  repository.write('staged.txt', 'staged\n');
  repository.git('add', 'staged.txt');
  repository.write('staged.txt', 'staged, and changed since\n');
  repository.write('untracked.txt', 'mine\n');
  repository.write('build/out.bin', 'ignored\n');
  repository.write('large.bin', Buffer.alloc(LARGE_BYTES, 7));
  mkdirSync(join(repository.root, '.git/hooks'), { recursive: true });
  repository.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 1\n');
  chmodSync(join(repository.root, '.git/hooks/pre-commit'), 0o755);
  repository.git('config', 'core.logAllRefUpdates', 'always');
  if (detached) repository.git('checkout', '-q', '--detach');
  return repository;
}

/** Every file of the working tree with mode, time and content: what no checkpoint, and no revert of other files, may touch. */
function filesOf(repository: TestRepository): Readonly<Record<string, string>> {
  const root = Buffer.from(repository.root);
  const found: Record<string, string> = {};
  const look = (folder: Buffer) => {
    for (const entry of readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })) {
      const path = Buffer.concat([folder, Buffer.from('/'), entry.name]);
      const name = path.subarray(root.length + 1).toString('latin1');
      if (name === '.git') continue;
      if (entry.isDirectory()) look(path);
      else found[name] = fingerprint(path);
    }
  };
  look(root);
  return found;
}

function fingerprint(path: Buffer): string {
  const stats = lstatSync(path);
  const content = stats.isFile() && stats.size < LARGE_BYTES ? readFileSync(path) : '';
  const hash = createHash('sha256').update(content).digest('hex');
  return `${stats.mode} ${stats.mtimeMs} ${stats.size} ${hash}`;
}

/** What the agent's turns do to the tree, one after the other. */
function turn(repository: TestRepository, n: number): void {
  repository.write('a.txt', `turn ${n}\n`);
  repository.write(`made/by turn ${n}.txt`, `turn ${n}\n`);
}

describe('the user’s repository', () => {
  it.each([
    { head: 'on a branch', detached: false, checkpoints: 100, reverts: 20 },
    { head: 'detached', detached: true, checkpoints: 12, reverts: 3 },
  ])(
    'is byte for byte as it was after $checkpoints checkpoints and $reverts reverts, $head',
    async ({ detached, checkpoints, reverts }) => {
      const repository = busyRepository(detached);
      const workspace = await repository.workspace();
      const before = userState(repository);
      const files = filesOf(repository);
      const taken: CheckpointRef[] = [];
      let anchor = 0;
      const take = async () => {
        const last = taken.at(-1);
        const n = taken.length + 1;
        const next = await checkpoint(repository, n, { protect: ['b.txt'], ...(last ? { last: { ...last, anchor } } : {}) });
        anchor = next.anchor ?? n;
        taken.push(next);
        return next;
      };
      const start = await take();
      expect(filesOf(repository)).toEqual(files);
      let undone = 0;
      const putBack = async (to: CheckpointRef, kind: 'exact' | 'merge') => {
        const now = await take();
        const change = { kind, from: now.tree, to: to.tree };
        const done = value(await revertFiles(workspace, { now: now.tree, change }, NEVER));
        expect(done.outcome).toBe('written');
        undone += 1;
        expect((await take()).tree).toBe(to.tree);
      };
      // Each revert takes two checkpoints, and the last one puts everything back as it was.
      for (let n = 1; taken.length < checkpoints - 2; n++) {
        turn(repository, n);
        const after = await take();
        if (undone < reverts - 1 && n % 2 === 0) await putBack(taken.at(-2) ?? after, n % 4 === 0 ? 'exact' : 'merge');
      }
      await putBack(start, 'exact');
      expect([undone, taken.length]).toEqual([reverts, checkpoints]);
      expect(userState(repository)).toEqual(before);
      const { 'a.txt': changed, ...others } = filesOf(repository);
      const { 'a.txt': original, ...untouched } = files;
      expect(others).toEqual(untouched);
      expect([changed?.split(' ').at(-1), repository.read('a.txt')]).toEqual([original?.split(' ').at(-1), 'one\n']);
      expect(repository.git('fsck', '--strict', '--no-dangling')).toBe('');
      const anchors = taken.map((_, index) => index + 1);
      value(await dropCheckpoints(workspace, { thread: 't1', anchors }, NEVER));
      expect(repository.git('for-each-ref', 'refs/goalpost')).toBe('');
      expect(userState(repository)).toEqual(before);
    },
  );
});
