import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Boundaries } from '../../shared/goal/contract';
import { DEFAULT_FILE_MB } from './limits';
import { agentPolicy, checkPolicy } from './policy';
import { prepareBoundaries } from './prepare';
import { listing, type TrialPlace, trialPlace } from './trialPlace';

let place: TrialPlace;
beforeEach(() => {
  place = trialPlace();
});
afterEach(() => place.dispose());

const at = (path: string) => join(place.workspace, path);
const boundaries = (values: Partial<Boundaries>) => Boundaries.parse(values);

function put(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(join(at(path), '..'), { recursive: true });
    writeFileSync(at(path), '');
  }
}

describe("an agent's policy", () => {
  it('opens what boundaries.write names and exists, and the temporary folder, which it makes', async () => {
    put('src/a.ts', 'one.txt');
    const temp = join(place.dataDir, 'temp', 'another');
    const policy = await agentPolicy(
      { ...place, temp },
      boundaries({ write: ['src/', 'one.txt', 'absent'], hosts: ['a.example'], sockets: true, limits: { processes: 99 } }),
    );
    expect(policy).toEqual({
      workspace: place.workspace,
      write: [at('src'), at('one.txt'), temp],
      denyWrite: [place.gitDir],
      denyRead: expect.arrayContaining([place.dataDir]),
      openRead: [],
      hosts: ['a.example'],
      sockets: true,
      limits: { processes: 99, memoryMb: expect.any(Number), fileMb: DEFAULT_FILE_MB },
    });
    expect(existsSync(temp)).toBe(true);
  });

  it('does not follow a link out of the workspace, but one within', async () => {
    put('src/a.ts');
    symlinkSync(place.home, at('out'));
    symlinkSync('src', at('alias'));
    const policy = await agentPolicy(place, boundaries({ write: ['out', 'alias'] }));
    expect(policy.write).toEqual([at('src'), place.temp]);
  });

  it("denies a worktree's file and both folders that it stands for", async () => {
    const [gitDir, commonDir] = [join(place.root, 'main', 'worktrees', 'w'), join(place.root, 'main')];
    mkdirSync(gitDir, { recursive: true });
    const worktree = join(place.root, 'worktree');
    mkdirSync(worktree);
    writeFileSync(join(worktree, '.git'), 'gitdir: elsewhere');
    const policy = await agentPolicy({ ...place, workspace: worktree, gitDir, commonDir }, boundaries({ write: ['.'] }));
    expect(policy.denyWrite).toEqual([join(worktree, '.git'), gitDir, commonDir]);
  });

  it('hides what the contract asks for, secrets of home and .env files, as far as they exist', async () => {
    put('.env', 'a/b/.env.local', '.env.example', '.env.test', 'node_modules/x/.env', 'keys/k', 'open.env');
    mkdirSync(join(place.home, '.aws'));
    writeFileSync(join(place.home, 'mine'), '');
    const hide = ['keys/', '~/mine', join(place.root, 'home'), 'absent'];
    const { denyRead } = await agentPolicy(place, boundaries({ hide }));
    expect(denyRead.filter((path) => path.startsWith(place.root))).toEqual([
      place.dataDir,
      join(place.home, '.aws'),
      at('.env'),
      at('a/b/.env.local'),
      at('keys'),
      join(place.home, 'mine'),
      place.home,
    ]);
  });

  it('does not hide an .env file that may be written', async () => {
    put('.env', 'a/.env');
    const { denyRead } = await agentPolicy(place, boundaries({ write: ['.env'] }));
    expect(denyRead).not.toContain(at('.env'));
    expect(denyRead).toContain(at('a/.env'));
  });
});

describe("a check's policy", () => {
  it('opens the whole workspace but git and the protected paths, unless the check writes them', async () => {
    put('test/a.test.ts', 'bench/result.json', 'src/a.ts');
    const policy = await checkPolicy(place, boundaries({}), ['bench/result.json'], ['test/', 'bench/result.json', 'absent']);
    expect(policy.write).toEqual([place.workspace, at('bench/result.json'), place.temp]);
    expect(policy.denyWrite).toEqual([place.gitDir, at('test')]);
  });
});

describe('preparing boundaries', () => {
  it('makes folders that are asked for with a slash and says what has no effect', async () => {
    put('src/a.ts');
    symlinkSync(place.home, at('out'));
    symlinkSync('/nowhere', at('dangling'));
    const write = ['src', 'new/deep/', 'absent.txt', 'out', 'out/below/', 'dangling/', 'src/a.ts/'];
    const { notes } = await prepareBoundaries(place.workspace, boundaries({ write, hide: ['gone', '~/nothing-of-that-name'] }));
    expect(existsSync(at('new/deep'))).toBe(true);
    expect(notes).toEqual([
      'boundaries.write: "absent.txt" does not exist and stays read-only; make the file, or write "absent.txt/" to have the folder made.',
      'boundaries.write: "out" leads out of the workspace and stays read-only.',
      'boundaries.write: "out/below/" leads out of the workspace and stays read-only.',
      'boundaries.write: "dangling/" leads out of the workspace and stays read-only.',
      'boundaries.hide: "gone" does not exist, so there is nothing to hide.',
      'boundaries.hide: "~/nothing-of-that-name" does not exist, so there is nothing to hide.',
    ]);
    expect(listing(place.home)).toEqual([]);
  });
});
