import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeSample } from './writeSample';

const FROM = join(import.meta.dirname, '../../sample/checkout');

let temp: string;

beforeEach(async () => {
  temp = realpathSync(await mkdtemp(join(tmpdir(), 'goalpost-sample ü-')));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(temp, { recursive: true, force: true });
});

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
}

describe('writeSample', () => {
  it('makes a clean repository of one commit on main and names its contract', async () => {
    const to = join(temp, 'deep', 'checkout');
    expect(await writeSample({ from: FROM, to })).toEqual({
      ok: true,
      value: { workspace: to, contractFile: join(to, 'goal.md') },
    });
    expect(git(to, 'status', '--porcelain', '--branch')).toBe('## main');
    expect(git(to, 'log', '--format=%an %s')).toBe('Goalpost sample A checkout service');
    expect(readFileSync(join(to, '.gitignore'), 'utf8')).toContain('bench/results.json');
    expect(readdirSync(join(temp, 'deep'))).toEqual(['checkout']);
  });

  it('makes the same commit wherever it is written, whatever the user has configured', async () => {
    const first = await writeSample({ from: FROM, to: join(temp, 'one') });
    const home = join(temp, 'home');
    mkdirSync(join(home, 'hooks'), { recursive: true });
    writeFileSync(join(home, 'hooks', 'pre-commit'), `#!/bin/sh\ntouch '${temp}/hook-ran'\n`);
    chmodSync(join(home, 'hooks', 'pre-commit'), 0o755);
    writeFileSync(
      join(home, '.gitconfig'),
      `[core]\nhooksPath = ${home}/hooks\nautocrlf = true\n[commit]\ngpgSign = true\n[init]\ntemplateDir = ${home}\n`,
    );
    vi.stubEnv('HOME', home);
    const second = await writeSample({ from: FROM, to: join(temp, 'two') });
    expect([first.ok, second.ok, existsSync(join(temp, 'hook-ran'))]).toEqual([true, true, false]);
    expect(git(join(temp, 'two'), 'rev-parse', 'HEAD')).toBe(git(join(temp, 'one'), 'rev-parse', 'HEAD'));
    expect(readdirSync(join(temp, 'two', '.git'))).not.toContain('hooks');
  });

  it('takes an empty folder, also behind a symlink', async () => {
    mkdirSync(join(temp, 'empty'));
    symlinkSync('empty', join(temp, 'link'));
    const written = await writeSample({ from: FROM, to: join(temp, 'link') });
    expect(written).toEqual({
      ok: true,
      value: { workspace: join(temp, 'empty'), contractFile: join(temp, 'empty', 'goal.md') },
    });
  });

  it('refuses a folder that has something in it and leaves it alone', async () => {
    const to = join(temp, 'mine');
    mkdirSync(to);
    writeFileSync(join(to, 'notes.txt'), 'mine');
    expect(await writeSample({ from: FROM, to })).toEqual({
      ok: false,
      error: { code: 'not_empty', message: `${to} is not empty: choose a folder that does not exist yet, or an empty one.` },
    });
    expect(readdirSync(temp)).toEqual(['mine']);
    expect(readdirSync(to)).toEqual(['notes.txt']);
  });

  it('refuses a path that is a file, and a package without the sample', async () => {
    writeFileSync(join(temp, 'file'), '');
    expect(await writeSample({ from: FROM, to: join(temp, 'file') })).toMatchObject({
      ok: false,
      error: { code: 'write_failed' },
    });
    expect(await writeSample({ from: join(temp, 'gone'), to: join(temp, 'new') })).toMatchObject({
      ok: false,
      error: { code: 'sample_missing' },
    });
    expect(readdirSync(temp)).toEqual(['file']);
  });

  it('says that git is missing and leaves nothing behind', async () => {
    vi.stubEnv('PATH', join(temp, 'nowhere'));
    expect(await writeSample({ from: FROM, to: join(temp, 'new') })).toEqual({
      ok: false,
      error: { code: 'git_failed', message: 'git was not found: install git and try again.' },
    });
    expect(readdirSync(temp)).toEqual([]);
  });
});
