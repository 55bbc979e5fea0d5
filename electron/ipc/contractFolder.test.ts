import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Contract } from '../../shared/goal/contract';
import * as git from '../git/git';
import { repositoryAt } from '../git/testRepository';
import { parseContractFile, readContractFile } from '../goalFiles/contractFile';
import { renderContractFile } from '../goalFiles/renderContract';
import { listContracts } from './contractFolder';
import type { WindowParts } from './ipc';

const CONTRACT = Contract.parse({ goalpost: 1, outcome: 'green' });

const contractFiles: WindowParts['contractFiles'] = {
  parse: parseContractFile,
  render: renderContractFile,
  read: readContractFile,
  templates: async () => [],
};

function place() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost folder tést-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const repository = repositoryAt(join(folder, 'w'), folder);
  repository.write('a.txt', 'one\n');
  repository.git('init', '-q', '-b', 'main');
  repository.git('add', '-A');
  repository.git('commit', '-q', '-m', 'first');
  const parts = { core: { git }, contractFiles };
  return { folder, repository, list: (workspace: string) => listContracts(parts, workspace) };
}

it('lists a workspace’s contract files, with the outcome of those that parse', async () => {
  const { repository, list } = place();
  const folder = join(repository.root, '.goalpost');
  expect(await list(repository.root)).toEqual({ ok: true, value: { folder, files: [] } });
  repository.write('.goalpost/old.md/kept.txt', 'x');
  repository.write('.goalpost/b.md', renderContractFile(CONTRACT));
  repository.write('.goalpost/a.md', '# Notes');
  repository.write('.goalpost/c.txt', 'x');
  expect(await list(repository.root)).toEqual({
    ok: true,
    value: {
      folder,
      files: [
        { path: join(folder, 'a.md'), name: 'a.md', outcome: null },
        { path: join(folder, 'b.md'), name: 'b.md', outcome: 'green' },
      ],
    },
  });
});

it('lists nothing of a folder that is no workspace, and says so', async () => {
  const { folder, list } = place();
  expect(await list(join(folder, 'nowhere'))).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('nowhere') },
  });
});
