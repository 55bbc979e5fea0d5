import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runGit } from './command';
import { testRepository } from './testRepository';

it('says that the folder is gone, and not that git is', async () => {
  const { root } = testRepository();
  rmSync(root, { recursive: true });
  const env = { PATH: process.env.PATH ?? '' };
  await expect(runGit({ args: ['status'], cwd: root, env }, AbortSignal.timeout(60_000))).rejects.toMatchObject({
    error: { code: 'git_failed', message: `The folder ${root} is gone. Put it back where it was, and try again.` },
  });
});
