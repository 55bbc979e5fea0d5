import { once } from 'node:events';
import { readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ended, type PlantedClone, plantClone } from './plantedClone';

const BIN = 'bin/goalpost.mjs';

const CLI = `
export async function main(argv: readonly string[]): Promise<number> {
  if (argv[0] === 'wait') return new Promise((resolve) => {
    const beat = setInterval(() => {}, 1000);
    process.on('SIGINT', () => { clearInterval(beat); resolve(130); });
    console.log('waiting');
  });
  if (argv[0] === 'throw') throw new Error('a bug');
  console.log(JSON.stringify({ argv, cwd: process.cwd(), nodeEnv: process.env.NODE_ENV ?? null }));
  return argv[0] === 'show' ? Number(argv[1]) : 0;
}
`;

let clone: PlantedClone;

beforeAll(() => {
  clone = plantClone({ packages: 'ours' });
  clone.write('electron/cli.ts', CLI);
  clone.write('electron/sandbox/wrapHost.ts', 'export {};');
  clone.write('electron/ptyHost.ts', 'export {};');
});

afterAll(() => clone.remove());

/** Puts another command line in place for one test. */
const replaceCli = (text: string): void => {
  clone.write('electron/cli.ts', text);
  onTestFinished(() => clone.write('electron/cli.ts', CLI));
};

const built = (): number => statSync(join(clone.root, 'out/cli.mjs')).ino;

describe('bin/goalpost.mjs', () => {
  it('builds, hands on the arguments, and ends with the program’s own code; stdout is the program’s alone', async () => {
    const { exit, stdout } = await clone.node(BIN, ['show', '3', 'with space', '']);
    expect(exit).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ argv: ['show', '3', 'with space', ''], nodeEnv: null });
  });

  it('works through a symbolic link, and does not build again', async () => {
    await clone.node(BIN);
    const before = built();
    symlinkSync(join(clone.root, BIN), join(clone.root, 'goalpost'));
    const { exit, stdout, stderr } = await clone.node('goalpost', ['list']);
    expect({ exit, stderr, argv: JSON.parse(stdout).argv }).toEqual({ exit: 0, stderr: '', argv: ['list'] });
    expect(built()).toBe(before);
  });

  it('builds again after an edit', async () => {
    await clone.node(BIN);
    replaceCli('export const main = async (): Promise<number> => 7;');
    expect(await clone.node(BIN)).toEqual({ exit: 7, signal: null, stdout: '', stderr: '' });
  });

  it('lets two first starts at once both succeed', async () => {
    rmSync(join(clone.root, 'out'), { recursive: true });
    const both = await Promise.all([clone.node(BIN, ['show', '2']), clone.node(BIN, ['show', '2'])]);
    expect(both.map(({ exit, stderr }) => ({ exit, stderr }))).toEqual([
      { exit: 2, stderr: '' },
      { exit: 2, stderr: '' },
    ]);
  });

  it('leaves signals to the program', async () => {
    const child = clone.start(BIN, ['wait']);
    const end = ended(child);
    if (child.stdout !== null) await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await end).toMatchObject({ exit: 130, signal: null });
  });

  it('shows a bug with the line of the source', async () => {
    const { exit, stderr } = await clone.node(BIN, ['throw']);
    expect(exit).toBe(5);
    expect(stderr).toContain('Error: a bug');
    expect(stderr).toContain('electron/cli.ts:8');
  });

  it('says in one sentence what cannot be built, and fails', async () => {
    replaceCli('export const main = ;');
    const { exit, stdout, stderr } = await clone.node(BIN);
    expect({ exit, stdout }).toEqual({ exit: 5, stdout: '' });
    expect(stderr).toContain('The bundle could not be built.');
    expect(stderr).toContain('cli.ts');
  });
});

describe('npm start', () => {
  it('plays the sample and says so, without a word on stdout', async () => {
    const { exit, stdout, stderr } = await clone.node('build/start.mjs', ['--json']);
    expect({ exit, stderr }).toEqual({
      exit: 0,
      stderr: 'There is no display here: playing the sample instead (npm run demo).\n',
    });
    expect(JSON.parse(stdout).argv).toEqual(['demo', '--json']);
  });
});

describe('npm run bench', () => {
  it('runs a benchmark by its name with its own arguments', async () => {
    clone.write('test/bench/speed.ts', 'console.log(JSON.stringify(process.argv.slice(2)));\nprocess.exitCode = 3;\nexport {};');
    expect(await clone.node('build/bench.mjs', ['speed', '--rounds', '2'])).toMatchObject({
      exit: 3,
      stdout: '["--rounds","2"]\n',
    });
  });

  it('lists them without a name, and refuses one it does not know', async () => {
    clone.write('test/bench/speed.ts', 'export {};');
    expect(await clone.node('build/bench.mjs')).toMatchObject({ exit: 0, stdout: 'speed\n' });
    expect(await clone.node('build/bench.mjs', ['sped'])).toEqual({
      exit: 64,
      signal: null,
      stdout: '',
      stderr: 'There is no benchmark sped. Known: speed.\n',
    });
  });
});

describe('the package', () => {
  it('names a bin file that node runs by itself', () => {
    const manifest = JSON.parse(readFileSync(join(clone.root, 'package.json'), 'utf8'));
    expect(manifest.bin).toEqual({ goalpost: BIN });
    expect(readFileSync(join(clone.root, BIN), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});
