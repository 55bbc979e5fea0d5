import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookAtSource, openWorkspace } from './git';
import { NEVER, repositoryAt, testRepository, value } from './testRepository';

describe('a look at the user’s folder', () => {
  it('says where it stands, and what git ignores there', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', '.gitignore': 'node_modules/\n*.log\n.env\n' });
    const clean = value(await lookAtSource(await repository.workspace(), NEVER));
    expect(clean).toEqual({ head: repository.git('rev-parse', 'HEAD').trim(), branch: 'main', dirty: 0, ignored: [] });
    for (const path of ['node_modules/a/b.js', 'node_modules/c.js', 'x.log', '.env']) repository.write(path, 'x\n');
    repository.write('new.txt', 'x\n');
    repository.write('a.txt', 'two\n');
    repository.git('checkout', '-q', '--detach');
    expect(value(await lookAtSource(await repository.workspace(), NEVER))).toMatchObject({
      branch: null,
      dirty: 2,
      ignored: ['.env', 'node_modules/', 'x.log'],
    });
  });

  it('refuses submodules, with the remedy', async () => {
    const repository = testRepository();
    const library = repositoryAt(join(repository.folder, 'library'), '');
    repository.git('clone', '-q', repository.root, library.root);
    repository.git('submodule', '--quiet', 'add', library.root, 'vendor/library');
    repository.git('commit', '-qm', 'submodule');
    expect(await lookAtSource(await repository.workspace(), NEVER)).toMatchObject({
      ok: false,
      error: {
        code: 'refused',
        message: expect.stringMatching(/has the submodule vendor\/library, .* Open the submodule’s own/),
      },
    });
  });

  it('refuses LFS, by the attributes that hold for tracked files', async () => {
    const repository = testRepository({
      'a.txt': 'filter=lfs\n',
      '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
    });
    value(await lookAtSource(await repository.workspace(), NEVER));
    repository.write('sub/x.bin', 'x');
    repository.git('-c', 'filter.lfs.clean=cat', '-c', 'filter.lfs.required=false', 'add', '-A');
    repository.git('commit', '-qm', 'large');
    expect(await lookAtSource(await repository.workspace(), NEVER)).toMatchObject({
      ok: false,
      error: { code: 'refused', message: expect.stringMatching(/keeps sub\/x\.bin in Git LFS, .* clone without LFS/) },
    });
  });

  it('refuses a repository without a commit, and one in the middle of a rebase, a merge or a cherry-pick', async () => {
    const empty = testRepository();
    const bare = repositoryAt(join(empty.folder, 'empty'), '');
    empty.git('init', '-q', bare.root);
    expect(await openWorkspace(bare.root)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('no commit yet') },
    });
    const verbs = [
      ['rebase', /rebase is under way/],
      ['merge', /merge is under way/],
      ['cherry-pick', /cherry-pick is under way/],
    ] as const;
    for (const [verb, message] of verbs) {
      const repository = testRepository();
      const workspace = await repository.workspace();
      repository.git('checkout', '-qb', 'side');
      repository.write('a.txt', 'side\n');
      repository.git('commit', '-qam', 'side');
      repository.git('checkout', '-q', 'main');
      repository.write('a.txt', 'main\n');
      repository.git('commit', '-qam', 'main');
      expect(() => repository.git(verb, 'side')).toThrow();
      expect(await lookAtSource(workspace, NEVER)).toMatchObject({
        ok: false,
        error: { code: 'refused', message: expect.stringMatching(message) },
      });
    }
  });
});
