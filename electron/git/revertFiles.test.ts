import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckpointRef } from '../../shared/workspace/checkpoint';
import { type RevertChange, type Reverted, revertFiles } from './git';
import { checkpoint, listing, NEVER, type TestRepository, testRepository, userState, value } from './testRepository';

const LINES = Array.from({ length: 20 }, (_, n) => `line ${n + 1}\n`);
const text = (changes: Readonly<Record<number, string>> = {}) => LINES.map((line, index) => changes[index + 1] ?? line).join('');

/** Takes the checkpoint before, as the thread does, and puts back. */
async function revert(
  repository: TestRepository,
  change: RevertChange,
): Promise<{ readonly done: Reverted; readonly before: CheckpointRef; readonly after: CheckpointRef }> {
  const before = await checkpoint(repository, 100);
  const done = value(await revertFiles(await repository.workspace(), { now: before.tree, change }, NEVER));
  return { done, before, after: await checkpoint(repository, 101) };
}

describe('putting back everything', () => {
  it('writes content, modes, links, removed, moved and odd names back, byte for byte, and leaves what is ignored and the user’s git', async () => {
    const repository = testRepository({
      '.gitignore': 'out/\n',
      'a b.txt': 'one\r\ntwo\r\n',
      'run.sh': '#!/bin/sh\n',
      'gone/deep.txt': 'deep\n',
      'old name.txt': text(),
      'bin.dat': Buffer.from([0, 1, 2, 255]),
      'ümläut.txt': 'ü\n',
    });
    const odd = Buffer.concat([Buffer.from(`${repository.root}/`), Buffer.from([0x6f, 0xff, 0x64])]);
    writeFileSync(odd, 'not utf-8\n');
    symlinkSync('a b.txt', join(repository.root, 'link'));
    chmodSync(join(repository.root, 'run.sh'), 0o755);
    const start = await checkpoint(repository, 1);
    repository.write('a b.txt', 'one\ntwo\n');
    chmodSync(join(repository.root, 'run.sh'), 0o644);
    rmSync(join(repository.root, 'gone'), { recursive: true });
    rmSync(join(repository.root, 'old name.txt'));
    repository.write('new name.txt', text());
    repository.write('bin.dat', Buffer.from([9]));
    writeFileSync(odd, 'changed\n');
    rmSync(join(repository.root, 'link'));
    repository.write('link', 'a file now\n');
    rmSync(join(repository.root, 'ümläut.txt'));
    repository.write('ümläut.txt/inner.txt', 'a folder now\n');
    repository.write('out/build.bin', 'ignored\n');
    const changed = await checkpoint(repository, 2);
    const { done, before, after } = await revert(repository, { kind: 'exact', from: changed.tree, to: start.tree });
    expect(done.outcome).toBe('written');
    expect([before.tree, after.tree]).toEqual([changed.tree, start.tree]);
    expect(repository.read('a b.txt')).toBe('one\r\ntwo\r\n');
    expect(lstatSync(join(repository.root, 'run.sh')).mode & 0o111).not.toBe(0);
    expect(readlinkSync(join(repository.root, 'link'))).toBe('a b.txt');
    expect(readFileSync(odd, 'utf8')).toBe('not utf-8\n');
    expect(repository.read('out/build.bin')).toBe('ignored\n');
    expect(listing(repository, after.tree)).toEqual(listing(repository, start.tree));
    const undone = await revert(repository, { kind: 'merge', from: after.tree, to: before.tree });
    expect([undone.done.outcome, undone.after.tree]).toEqual(['written', changed.tree]);
  });

  it('leaves the user’s index, refs, stash and configuration as they are', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b.txt': 'b\n' });
    repository.write('b.txt', 'staged\n');
    repository.git('add', 'b.txt');
    const start = await checkpoint(repository, 1);
    repository.write('a.txt', 'two\n');
    const changed = await checkpoint(repository, 2);
    const { status: _, ...before } = userState(repository);
    const { done } = await revert(repository, { kind: 'exact', from: changed.tree, to: start.tree });
    const { status, ...after } = userState(repository);
    expect(done).toEqual({ outcome: 'written', paths: ['a.txt'] });
    expect(after).toEqual(before);
    expect(status).toBe('M  b.txt\n');
  });

  it('writes nothing at all where an ignored file, or a folder with files in it, stands in the way', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'made.log': 'tracked\n' });
    const start = await checkpoint(repository, 1);
    repository.write('a.txt', 'two\n');
    repository.write('.gitignore', '*.log\n');
    repository.git('rm', '-q', '--cached', 'made.log');
    repository.write('made.log', 'mine, and ignored\n');
    const changed = await checkpoint(repository, 2);
    const { done } = await revert(repository, { kind: 'exact', from: changed.tree, to: start.tree });
    expect(done).toMatchObject({ outcome: 'refused', paths: ['made.log'] });
    expect([repository.read('a.txt'), repository.read('made.log')]).toEqual(['two\n', 'mine, and ignored\n']);
  });
});

describe('putting back one file', () => {
  it('takes it as it was, whatever was done to it since, with the place it was moved from; others stay', async () => {
    const repository = testRepository({ 'old.txt': text(), 'other.txt': 'o\n' });
    const start = await checkpoint(repository, 1);
    rmSync(join(repository.root, 'old.txt'));
    repository.write('new.txt', text({ 3: 'changed\n' }));
    repository.write('other.txt', 'changed\n');
    const seen = await checkpoint(repository, 2);
    repository.write('new.txt', 'the user was here\n');
    const { done, before } = await revert(repository, { kind: 'exact', from: seen.tree, to: start.tree, path: 'new.txt' });
    expect(done).toEqual({ outcome: 'written', paths: ['new.txt', 'old.txt'] });
    expect([existsSync(join(repository.root, 'new.txt')), repository.read('old.txt'), repository.read('other.txt')]).toEqual([
      false,
      text(),
      'changed\n',
    ]);
    expect(repository.git('show', `${before.tree}:new.txt`)).toBe('the user was here\n');
  });

  it('says so where it stands as it was', async () => {
    const repository = testRepository({ 'a.txt': 'one\n' });
    const start = await checkpoint(repository, 1);
    const { done } = await revert(repository, { kind: 'exact', from: start.tree, to: start.tree, path: 'a.txt' });
    expect(done).toMatchObject({ outcome: 'refused', message: expect.stringContaining('stands as it was') });
  });
});

describe('putting back lines', () => {
  const hunk = (from: CheckpointRef, to: CheckpointRef, path = 'a.txt') =>
    ({ kind: 'hunk', from: from.tree, to: to.tree, path, was: { start: 3, end: 4 }, is: { start: 3, end: 5 } }) as const;

  it('takes only those, and keeps what was changed elsewhere since', async () => {
    const repository = testRepository({ 'a.txt': text() });
    const start = await checkpoint(repository, 1);
    repository.write('a.txt', text({ 3: 'three\nand a half\n', 12: 'twelve\n' }));
    const seen = await checkpoint(repository, 2);
    repository.write('a.txt', text({ 3: 'three\nand a half\n', 12: 'twelve\n', 20: 'by the user\n' }));
    const { done } = await revert(repository, hunk(seen, start));
    expect(done).toEqual({ outcome: 'written', paths: ['a.txt'] });
    expect(repository.read('a.txt')).toBe(text({ 12: 'twelve\n', 20: 'by the user\n' }));
  });

  it('keeps line ends, and reckons lines as editors do', async () => {
    const crlf = (source: string) => source.replaceAll('\n', '\r\n');
    const repository = testRepository({ 'a.txt': crlf(text()) });
    const start = await checkpoint(repository, 1);
    repository.write('a.txt', crlf(text({ 3: 'three\nand a half\n', 12: 'twelve\n' })));
    const seen = await checkpoint(repository, 2);
    await revert(repository, hunk(seen, start));
    expect(repository.read('a.txt')).toBe(crlf(text({ 12: 'twelve\n' })));
  });

  it('is refused where they do not fit any more, and nothing is done by half', async () => {
    const repository = testRepository({ 'a.txt': text() });
    const start = await checkpoint(repository, 1);
    repository.write('a.txt', text({ 3: 'three\nand a half\n' }));
    const seen = await checkpoint(repository, 2);
    repository.write('a.txt', text({ 3: 'something else\n' }));
    const { done, before, after } = await revert(repository, hunk(seen, start));
    expect(done).toMatchObject({ outcome: 'refused', message: expect.stringContaining('do not fit any more'), paths: ['a.txt'] });
    expect(after.tree).toBe(before.tree);
  });

  it('is refused for what has no lines, or none like these', async () => {
    const repository = testRepository({ 'a.txt': 'x\n', 'b.bin': Buffer.from([0, 1]) });
    const start = await checkpoint(repository, 1);
    repository.write('b.bin', Buffer.from([0, 2]));
    repository.write('a.txt', 'y\n');
    const seen = await checkpoint(repository, 2);
    const binary = await revert(repository, hunk(seen, start, 'b.bin'));
    expect(binary.done).toMatchObject({ outcome: 'refused', message: expect.stringContaining('binary') });
    const beyond = await revert(repository, { ...hunk(seen, start), is: { start: 40, end: 50 } });
    expect(beyond.done).toMatchObject({ outcome: 'refused', message: expect.stringContaining('no such lines') });
  });
});

describe('putting back a turn', () => {
  it('leaves what later turns changed in the same file, and what they added', async () => {
    const repository = testRepository({ 'a.txt': text(), 'b.txt': 'b\n' });
    const start = await checkpoint(repository, 1);
    repository.write('a.txt', text({ 2: 'first turn\n' }));
    repository.write('new.txt', 'first turn\n');
    rmSync(join(repository.root, 'b.txt'));
    const first = await checkpoint(repository, 2);
    repository.write('a.txt', text({ 2: 'first turn\n', 18: 'second turn\n' }));
    repository.write('c.txt', 'second turn\n');
    const { done } = await revert(repository, { kind: 'merge', from: first.tree, to: start.tree });
    expect(done).toEqual({ outcome: 'written', paths: ['a.txt', 'b.txt', 'new.txt'] });
    expect([repository.read('a.txt'), repository.read('b.txt'), repository.read('c.txt')]).toEqual([
      text({ 18: 'second turn\n' }),
      'b\n',
      'second turn\n',
    ]);
    expect(existsSync(join(repository.root, 'new.txt'))).toBe(false);
  });

  it('names the files in which later changes touch the same lines, and puts back nothing', async () => {
    const repository = testRepository({ 'a.txt': text(), 'b.txt': 'b\n' });
    const start = await checkpoint(repository, 1);
    repository.write('a.txt', text({ 2: 'first turn\n' }));
    repository.write('b.txt', 'first turn\n');
    const first = await checkpoint(repository, 2);
    repository.write('a.txt', text({ 2: 'second turn\n' }));
    const { done, before, after } = await revert(repository, { kind: 'merge', from: first.tree, to: start.tree });
    expect(done).toMatchObject({ outcome: 'refused', paths: ['a.txt'] });
    expect(after.tree).toBe(before.tree);
  });
});

describe('a revert that is cut or disturbed', () => {
  it('is finished by the next try with the same order, however far it had come', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
    const start = await checkpoint(repository, 1);
    repository.write('a.txt', 'two\n');
    repository.write('b.txt', 'two\n');
    repository.write('new.txt', 'two\n');
    const changed = await checkpoint(repository, 2);
    // As kill −9 leaves it: one file written, one removed, one not reached.
    repository.write('a.txt', 'one\n');
    rmSync(join(repository.root, 'new.txt'));
    const order = { now: changed.tree, change: { kind: 'exact', from: changed.tree, to: start.tree } } as const;
    const done = value(await revertFiles(await repository.workspace(), order, NEVER));
    expect(done).toEqual({ outcome: 'written', paths: ['a.txt', 'b.txt', 'new.txt'] });
    expect((await checkpoint(repository, 3)).tree).toBe(start.tree);
  });

  it('writes over nothing that no checkpoint holds, and says what it had put back before', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
    const start = await checkpoint(repository, 1);
    repository.write('a.txt', 'two\n');
    repository.write('b.txt', 'two\n');
    const changed = await checkpoint(repository, 2);
    repository.write('a.txt', 'one\n');
    repository.write('b.txt', 'typed just now\n');
    const order = { now: changed.tree, change: { kind: 'exact', from: changed.tree, to: start.tree } } as const;
    const done = value(await revertFiles(await repository.workspace(), order, NEVER));
    expect(done).toMatchObject({
      outcome: 'refused',
      paths: ['b.txt'],
      message: expect.stringContaining('Put back before that: a.txt'),
    });
    expect(repository.read('b.txt')).toBe('typed just now\n');
  });

  it('stands as it was where it cannot be written to the end', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'sub/x.txt': 'one\n' });
    const start = await checkpoint(repository, 1);
    repository.write('a.txt', 'two\n');
    rmSync(join(repository.root, 'sub'), { recursive: true });
    repository.write('.gitignore', 'keep\n');
    // A folder of that name with an ignored file in it: found only when the file is to be written.
    mkdirSync(join(repository.root, 'sub/x.txt'), { recursive: true });
    repository.write('sub/x.txt/keep', 'ignored\n');
    const { done } = await revert(repository, { kind: 'exact', from: start.tree, to: start.tree });
    expect(done).toMatchObject({ outcome: 'refused', message: expect.stringContaining('Every file stands as it did.') });
    expect([repository.read('a.txt'), repository.read('sub/x.txt/keep')]).toEqual(['two\n', 'ignored\n']);
  });
});
