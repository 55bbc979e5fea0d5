import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  hashProtected,
  materialize,
  openWorkspace,
  patchBetween,
  protectedPatch,
  restorePaths,
  restoreProtected,
  takeCheckpoint,
  workspaceState,
} from './git';
import { NEVER, order, repositoryAt, type TestRepository, testRepository, value } from './testRepository';

afterEach(() => {
  for (const name of ['GIT_DIR', 'GIT_EXTERNAL_DIFF', 'GIT_INDEX_FILE', 'GIT_CONFIG_GLOBAL', 'XDG_CONFIG_HOME'])
    delete process.env[name];
});

describe('no program runs by git', () => {
  it('from a filter, text conversion, external diff, hook or monitor that configuration and attributes name', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b.txt': 'b\n' });
    const trap = setTrap(repository);
    for (const kind of ['clean', 'smudge', 'process']) repository.git('config', `filter.evil=x.${kind}`, trap.program);
    repository.git('config', 'filter.evil=x.required', 'true');
    for (const key of [
      'diff.evil.textconv',
      'diff.evil.command',
      'diff.external',
      'core.fsmonitor',
      'core.pager',
      'core.editor',
    ]) {
      repository.git('config', key, trap.program);
    }
    for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'fsmonitor-watchman'])
      trap.hook(repository, hook);
    repository.write('.gitattributes', '* filter=evil=x diff=evil text working-tree-encoding=UTF-16 ident merge=evil\n');
    await everything(repository);
    expect(trap.sprung()).toEqual([]);
    expect(trap.springsFor(repository, 'add', '-A')).toBe(true);
  });

  it('from the user’s own configuration', async () => {
    const repository = testRepository();
    const trap = setTrap(repository);
    const config = join(repository.folder, 'config/git/config');
    mkdirSync(join(repository.folder, 'config/git'), { recursive: true });
    writeFileSync(
      config,
      `[filter "evil"]\n\tclean = ${JSON.stringify(trap.program)}\n\trequired = true\n[core]\n\tfsmonitor = ${JSON.stringify(trap.program)}\n\thooksPath = ${JSON.stringify(trap.folder)}\n`,
    );
    process.env.XDG_CONFIG_HOME = join(repository.folder, 'config');
    for (const hook of ['post-index-change', 'reference-transaction']) trap.hook(repository, hook);
    repository.write('.gitattributes', '* filter=evil\n');
    await everything(repository);
    expect(trap.sprung()).toEqual([]);
    expect(trap.springsFor(repository, 'add', '-A')).toBe(true);
  });

  it('from a configuration that an agent wrote into a submodule or an embedded repository', async () => {
    const library = testRepository({ 'lib.txt': 'l\n' });
    const repository = testRepository();
    const trap = setTrap(repository);
    repository.git('submodule', '--quiet', 'add', library.root, 'sub');
    repository.git('commit', '-q', '-m', 'submodule');
    rmSync(join(repository.root, 'sub/.git'));
    for (const path of ['sub', 'embedded']) {
      mkdirSync(join(repository.root, path), { recursive: true });
      const inner = repositoryAt(join(repository.root, path), '');
      inner.git('init', '-q');
      inner.write('file.txt', 'x\n');
      inner.git('add', '-A');
      inner.git('commit', '-q', '-m', 'x');
      inner.git('config', 'core.fsmonitor', trap.program);
      inner.write('file.txt', 'y\n');
    }
    await everything(repository);
    expect(trap.sprung()).toEqual([]);
    expect(trap.springsFor(repository, 'status')).toBe(true);
  });

  it('from variables of our own environment', async () => {
    const repository = testRepository();
    const trap = setTrap(repository);
    process.env.GIT_EXTERNAL_DIFF = trap.program;
    process.env.GIT_INDEX_FILE = join(repository.folder, 'nowhere');
    process.env.GIT_DIR = repository.folder;
    const workspace = value(await openWorkspace(repository.root));
    repository.write('a.txt', 'two\n');
    const taken = value(await takeCheckpoint(workspace, order(repository, 0), NEVER));
    expect(value(await patchBetween(workspace, 'HEAD', taken.tree, [], NEVER))).toContain('+two');
    expect(trap.sprung()).toEqual([]);
  });
});

describe('a file that an agent writes', () => {
  it('cannot hide a change by calling it binary', async () => {
    const repository = testRepository({ 'test.js': 'assert(true)\n' });
    repository.write('.gitattributes', '*.js -diff binary\n');
    repository.write('test.js', 'assert(false)\n');
    const workspace = await repository.workspace();
    const { tree } = value(await takeCheckpoint(workspace, order(repository, 0), NEVER));
    expect(value(await patchBetween(workspace, 'HEAD', tree, ['test.js'], NEVER))).toContain('-assert(true)\n+assert(false)\n');
  });

  it('cannot pass as an option of git', async () => {
    const workspace = await testRepository().workspace();
    const answer = await patchBetween(workspace, '--output=stolen', 'HEAD', [], NEVER);
    expect(answer).toMatchObject({ ok: false, error: { code: 'git_failed' } });
    expect(existsSync(join(workspace.root, 'stolen'))).toBe(false);
  });
});

/** Every verb of the room once, over changed files. */
async function everything(repository: TestRepository): Promise<void> {
  const workspace = await repository.workspace();
  const first = value(await takeCheckpoint(workspace, order(repository, 0, { protect: ['.'], exclude: ['a.txt'] }), NEVER));
  repository.write('a.txt', 'changed\n');
  const second = value(
    await takeCheckpoint(workspace, order(repository, 1, { protect: ['.'], last: { ...first, anchor: 0 } }), NEVER),
  );
  value(await workspaceState(workspace, NEVER));
  value(await patchBetween(workspace, first.tree, second.tree, [], NEVER));
  value(await protectedPatch(workspace, first.protected, second.protected, NEVER));
  value(await restorePaths(workspace, first.tree, ['a.txt'], NEVER));
  value(await restoreProtected(workspace, second.protected, ['a.txt'], NEVER));
  value(await materialize(workspace, first.tree, join(repository.folder, 'fresh'), NEVER));
  value(await hashProtected(workspace, ['.'], NEVER));
  expect(repository.read('a.txt')).toBe('changed\n');
}

interface Trap {
  readonly program: string;
  readonly folder: string;
  hook(repository: TestRepository, name: string): void;
  sprung(): readonly string[];
  /** Whether a command of plain git starts the program: a trap that nothing springs proves nothing. */
  springsFor(repository: TestRepository, ...args: readonly string[]): boolean;
}

/** A program that leaves a file behind when it is started. */
function setTrap({ folder }: TestRepository): Trap {
  const [traps, sprung] = [join(folder, 'traps'), join(folder, 'sprung')];
  mkdirSync(traps);
  mkdirSync(sprung);
  const program = join(traps, 'trap');
  const script = `#!/bin/sh\ntouch "${sprung}/$(basename "$0")-$$"\ncat\n`;
  const place = (path: string) => {
    writeFileSync(path, script);
    chmodSync(path, 0o755);
  };
  place(program);
  return {
    program: `"${program}"`,
    folder: traps,
    hook: (repository, name) => {
      place(join(traps, name));
      place(join(repository.root, '.git/hooks', name));
    },
    sprung: () => readdirSync(sprung),
    springsFor: ({ root }, ...args) => {
      spawnSync('git', args, { cwd: root });
      return readdirSync(sprung).length > 0;
    },
  };
}
