import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openWorkspace } from './git';
import { runAsUser, temporaryFolder, testRepository } from './testRepository';

describe('opening a workspace', () => {
  it('answers the real path of the top folder and of git, also through a link', async () => {
    const { root, folder } = testRepository();
    symlinkSync(root, join(folder, 'link'));
    const workspace = { root, gitDir: join(root, '.git'), commonDir: join(root, '.git') };
    expect(await openWorkspace(join(folder, 'link'))).toEqual({ ok: true, value: workspace });
  });

  it('knows the folders of a linked worktree', async () => {
    const repository = testRepository();
    const root = join(repository.folder, 'linked');
    repository.git('worktree', 'add', '-q', root);
    const commonDir = join(repository.root, '.git');
    expect(await openWorkspace(root)).toEqual({
      ok: true,
      value: { root, gitDir: join(commonDir, 'worktrees/linked'), commonDir },
    });
  });

  it('refuses what is not there, and what is a file', async () => {
    const { root } = testRepository();
    expect(await refusal(join(root, 'nowhere'))).toEqual([
      'refused',
      `There is no folder ${root}/nowhere that can be opened. Check the path and its permissions.`,
    ]);
    expect(await refusal(join(root, 'a.txt'))).toEqual([
      'refused',
      `${root}/a.txt is not a folder. Name the folder of a git repository.`,
    ]);
  });

  it('refuses a folder that is not under git', async () => {
    const folder = temporaryFolder();
    const sentence = `${folder} is not under git. Run "git init" there, commit what is there, and try again.`;
    expect(await refusal(folder)).toEqual(['not_a_repository', sentence]);
  });

  it('refuses a sub-folder and names the repository', async () => {
    const { root } = testRepository({ 'sub/a.txt': 'one\n' });
    const sentence = `${root}/sub lies inside the repository ${root}. Open ${root} itself, and name the folder in the goal's boundaries.`;
    expect(await refusal(join(root, 'sub'))).toEqual(['refused', sentence]);
  });

  it('refuses a bare repository and the folder of git itself', async () => {
    const { root, folder } = testRepository();
    runAsUser(folder, ['init', '-q', '--bare', 'bare']);
    expect((await refusal(join(folder, 'bare')))[1]).toContain('is a bare repository');
    expect((await refusal(join(root, '.git')))[1]).toContain("is a folder of git's own");
  });

  it('refuses a repository without a commit', async () => {
    const folder = temporaryFolder();
    runAsUser(folder, ['init', '-q']);
    expect((await refusal(folder))[1]).toBe(
      `${folder} has no commit yet. Commit what is there (git add -A, git commit) and try again.`,
    );
  });

  it.each([
    ['MERGE_HEAD', 'merge', 'git merge --abort'],
    ['CHERRY_PICK_HEAD', 'cherry-pick', 'git cherry-pick --abort'],
    ['rebase-merge', 'rebase', 'git rebase --abort'],
  ])('refuses while %s says that a %s is under way', async (mark, what, end) => {
    const { root } = testRepository();
    if (mark.startsWith('rebase')) mkdirSync(join(root, '.git', mark));
    else writeFileSync(join(root, '.git', mark), '');
    expect((await refusal(root))[1]).toBe(`A ${what} is under way in ${root}. Finish it or end it with "${end}", and try again.`);
  });

  it('says so when git is missing or too old to be told to start no program', async () => {
    const { root, folder } = testRepository();
    const path = process.env.PATH;
    onTestFinished(() => {
      process.env.PATH = path;
    });
    process.env.PATH = folder;
    const missing = 'git could not be started: install git 2.31 or later and see that it is on PATH.';
    expect(await refusal(root)).toEqual(['git_failed', missing]);
    writeFileSync(join(folder, 'git'), '#!/bin/sh\necho git version 2.30.9\n', { mode: 0o755 });
    const old = 'git 2.30 is too old to be used safely. Install git 2.31 or later.';
    expect(await refusal(root)).toEqual(['git_failed', old]);
  });
});

async function refusal(path: string): Promise<readonly string[]> {
  const opened = await openWorkspace(path);
  return opened.ok ? ['opened'] : [opened.error.code, opened.error.message];
}
