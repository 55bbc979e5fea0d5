import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeCheckpoint } from './git';
import { checkpoint, NEVER, order, testRepository } from './testRepository';

describe('protected files', () => {
  it('are hashed by content in files and folders, ignored ones too, and a missing one has no hash', async () => {
    const repository = testRepository({ '.gitignore': 'ignored/\n', 'test/a.test.js': 'a\n', 'test/deep/b': 'b\n' });
    repository.write('ignored/c', 'c\n');
    const guarded = (await checkpoint(repository, 0, { protect: ['test/', './ignored', 'missing'] })).protected;
    const hash = (path: string) => repository.git('hash-object', '--no-filters', path).trim();
    const expected = {
      'ignored/c': hash('ignored/c'),
      'test/a.test.js': hash('test/a.test.js'),
      'test/deep/b': hash('test/deep/b'),
    };
    expect(guarded).toEqual(expected);
    repository.write('missing', 'now there\n');
    rmSync(join(repository.root, 'test/deep/b'));
    const { 'test/deep/b': _, ...rest } = expected;
    expect((await checkpoint(repository, 1, { protect: ['test', 'ignored', 'missing'] })).protected).toEqual({
      ...rest,
      missing: hash('missing'),
    });
    expect((await checkpoint(repository, 2, { protect: ['missing'] })).protected).toEqual({ missing: hash('missing') });
  });

  it('differ when a file becomes executable, a link or a pipe', async () => {
    const repository = testRepository({ 'run.sh': 'x\n', b: 'target', c: 'c\n' });
    const { root } = repository;
    const plain = (await checkpoint(repository, 0, { protect: ['.'] })).protected;
    chmodSync(join(root, 'run.sh'), 0o755);
    for (const path of ['b', 'c']) rmSync(join(root, path));
    symlinkSync('target', join(root, 'b'));
    execFileSync('mkfifo', [join(root, 'c')]);
    const after = (await checkpoint(repository, 1, { protect: ['.'] })).protected;
    expect(after).toEqual({ 'run.sh': `100755:${plain['run.sh']}`, b: `120000:${plain.b}` });
  });

  it('follow a link that stays in the workspace, and look at nothing outside', async () => {
    const repository = testRepository({ 'spec/a': 'a\n' });
    mkdirSync(join(repository.folder, 'outside'));
    writeFileSync(join(repository.folder, 'outside/secret'), 'secret\n');
    symlinkSync('spec', join(repository.root, 'test'));
    symlinkSync('../outside', join(repository.root, 'out'));
    const guarded = (await checkpoint(repository, 0, { protect: ['test', 'out/secret'] })).protected;
    expect(Object.keys(guarded).sort()).toEqual(['out', 'spec/a', 'test']);
  });

  it('are refused when they climb out of the workspace', async () => {
    const repository = testRepository();
    const answer = await takeCheckpoint(await repository.workspace(), order(repository, 0, { protect: ['../x'] }), NEVER);
    const message = 'The protected path "../x" climbs out of the workspace. Name one inside it.';
    expect(answer).toEqual({ ok: false, error: { code: 'refused', message } });
  });
});
