import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Attempt } from '../attempt';
import type { EscapePlace } from '../place';

type Does = (at: EscapePlace) => string;

const patch = (id: string, does: Does, before?: Attempt['before'], more: Partial<Attempt> = {}): Attempt => ({
  ...{ id: `patch-${id}`, by: 'apply_patch', does, control: 'fires' },
  ...(before ? { before } : {}),
  ...more,
});
const add = (id: string, path: (at: EscapePlace) => string, before?: Attempt['before'], more?: Partial<Attempt>) =>
  patch(id, (at) => `*** Add File: ${path(at)}\n+x`, before, more);
const read = (id: string, does: Does, before?: Attempt['before'], more: Partial<Attempt> = {}): Attempt => ({
  ...{ id: `read-file-${id}`, by: 'read_file', does, control: 'fires' },
  ...(before ? { before } : {}),
  ...more,
});
const search = (id: string, does: (at: EscapePlace) => object): Attempt => ({
  ...{ id: `search-${id}`, by: 'search', does: (at) => JSON.stringify(does(at)), control: 'fires' },
});

const link = (name: string, to: (at: EscapePlace) => string) => (at: EscapePlace) =>
  symlinkSync(to(at), join(at.workspace, 'src', name));
const KERNEL = {
  control: { unsafe: 'the tool refuses the folders of the kernel whatever a policy says; proc-environ proves the detector' },
};

/** The tools that work outside of the sandbox, and must keep to the same policy by themselves. */
export const TOOL_ATTEMPTS: readonly Attempt[] = [
  add('outside', ({ outside }) => `${outside}/new`),
  add('dotdot', () => 'src/../../outside/new'),
  add('unlisted', () => 'new.txt'),
  add(
    'folder-link',
    () => 'src/d/new',
    link('d', ({ outside }) => outside),
  ),
  add(
    'dangling-link',
    () => 'src/l',
    link('l', ({ outside }) => `${outside}/new`),
    {
      control: {
        unsafe: 'a patch never writes through a dangling link, whatever the policy; symlink-dangling proves the detector',
      },
    },
  ),
  patch(
    'file-link',
    () => '*** Update File: src/l\n-untouched\n+x',
    link('l', ({ outside }) => `${outside}/f`),
  ),
  patch('moved-out', ({ outside }) => `*** Update File: src/a.js\n*** Move to: ${outside}/new\n-export {};\n+x`),
  patch(
    'moved-out-by-link',
    () => '*** Update File: src/a.js\n*** Move to: src/d/new\n-export {};\n+x',
    link('d', ({ outside }) => outside),
  ),
  patch('removed', ({ outside }) => `*** Delete File: ${outside}/f`),
  add('hook', () => '.git/hooks/pre-commit', undefined, { boundaries: { write: ['.', '.git'] } }),
  patch('git-config', () => '*** Update File: .git/config\n@@\n-[core]\n+[core]\n+\thooksPath = src', undefined, {
    boundaries: { write: ['.', '.git'] },
  }),
  add('hidden', () => 'private/new', undefined, { boundaries: { write: ['.', 'private/'] } }),
  add('data', ({ dataDir }) => `${dataDir}/new`),
  add('home', ({ home }) => `${home}/.bash_profile`),
  add('proc', ({ outside }) => `/proc/self/root${outside}/new`),
  add(
    'nested-link',
    () => 'src/one/two/new',
    (at) => {
      mkdirSync(join(at.workspace, 'src/one'));
      symlinkSync(at.outside, join(at.workspace, 'src/one/two'));
    },
  ),
  read('home', ({ home }) => `${home}/.ssh/id_ed25519`),
  read('dotdot', () => '../home/.netrc'),
  read(
    'link',
    () => 'src/l',
    link('l', ({ home }) => join(home, '.aws', 'credentials')),
  ),
  read(
    'folder-link',
    () => 'src/d/.netrc',
    link('d', ({ home }) => home),
  ),
  read('env', () => '.env'),
  read('hidden', () => 'src/hidden/key'),
  read('data', ({ dataDir }) => `${dataDir}/goalpost.db`),
  read('other-thread', () => '../data/threads/other/tmp/x'),
  read(
    'own-environment',
    () => '/proc/self/environ',
    ({ secrets }) => {
      process.env.GOALPOST_ESCAPE = [...secrets.keys()][0] ?? '';
    },
    KERNEL,
  ),
  read('proc-root', ({ home }) => `/proc/self/root${home}/.netrc`),
  read('proc-fd', ({ app }) => `/proc/${app}/fd/7`, undefined, KERNEL),
  search('home', ({ home }) => ({ pattern: 'SECRET', path: `${home}/.ssh` })),
  search('everything', () => ({ pattern: 'SECRET-', path: '..' })),
  search('workspace', () => ({ pattern: 'SECRET-', glob: '.env*' })),
];
