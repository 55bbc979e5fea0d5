import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workspaceState } from './git';
import { NEVER, testRepository, userState, value } from './testRepository';

it('counts changed and untracked files, and writes nothing', async () => {
  const repository = testRepository({ '.gitignore': '*.log\n', 'a.txt': 'one\n', 'b.txt': 'b\n', 'c.txt': 'c\n' });
  repository.write('a.txt', 'staged\n');
  repository.git('add', 'a.txt');
  repository.write('a.txt', 'and changed\n');
  repository.write('b.txt', 'changed\n');
  utimesSync(join(repository.root, 'c.txt'), 1000, 1000);
  for (const path of ['new ü/x\n', 'new ü/y', 'z.log']) repository.write(path, 'x');
  const before = userState(repository);
  utimesSync(join(repository.root, 'c.txt'), 2000, 2000);
  const head = repository.git('rev-parse', 'HEAD').trim();
  expect(value(await workspaceState(await repository.workspace(), NEVER))).toEqual({ head, branch: 'main', dirty: 4 });
  expect(userState(repository)).toEqual(before);
});

it('has no branch when HEAD is detached', async () => {
  const repository = testRepository();
  repository.git('checkout', '-q', '--detach');
  const head = repository.git('rev-parse', 'HEAD').trim();
  expect(value(await workspaceState(await repository.workspace(), NEVER))).toEqual({ head, branch: null, dirty: 0 });
});
