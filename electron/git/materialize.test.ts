import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { materialize, takeCheckpoint } from './git';
import { NEVER, order, testRepository, userState, value } from './testRepository';

it('writes out a tree byte for byte into a fresh folder', async () => {
  const repository = testRepository({ '.gitattributes': '* text=auto eol=crlf\n', 'a b/ü.txt': 'one\n', 'run.sh': 'x\n' });
  chmodSync(join(repository.root, 'run.sh'), 0o755);
  symlinkSync('/nowhere', join(repository.root, 'link'));
  const workspace = await repository.workspace();
  const { tree } = value(await takeCheckpoint(workspace, order(repository, 0), NEVER));
  const [folder, before] = [join(repository.folder, 'made for/it'), userState(repository)];
  value(await materialize(workspace, tree, folder, NEVER));
  expect(readdirSync(folder).sort()).toEqual(['.gitattributes', 'a b', 'link', 'run.sh']);
  expect([readFileSync(join(folder, 'a b/ü.txt'), 'utf8'), readlinkSync(join(folder, 'link'))]).toEqual(['one\n', '/nowhere']);
  expect(lstatSync(join(folder, 'run.sh')).mode & 0o100).toBe(0o100);
  expect(userState(repository)).toEqual(before);
});

it('refuses a folder with something in it', async () => {
  const repository = testRepository();
  mkdirSync(join(repository.folder, 'full/inside'), { recursive: true });
  const answer = await materialize(await repository.workspace(), 'HEAD', join(repository.folder, 'full'), NEVER);
  expect(answer).toMatchObject({ ok: false, error: { code: 'refused' } });
  expect(existsSync(join(repository.folder, 'full/a.txt'))).toBe(false);
});
