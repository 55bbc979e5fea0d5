import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlantedClone, plantClone } from './plantedClone';
import { nodeIsRecent, setUp } from './setup.mjs';
import { repairCommand } from './systemPrograms.mjs';

const SETUP = 'build/setup.mjs';

/** npm as far as set-up needs it: writes down what it was asked, and installs a package with a native part. */
const NPM = `
const { appendFileSync, copyFileSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
console.log('npm talks');
if (process.env.NPM_FAILS) process.exit(1);
if (process.env.NPM_REFUSES && process.argv[2] === 'ci') {
  console.error('npm error code EUSAGE');
  process.exit(1);
}
const native = 'node_modules/node-pty/build/Release';
mkdirSync(process.argv[2] === 'ci' && process.env.NPM_IGNORES_SCRIPTS ? 'node_modules/node-pty' : native, { recursive: true });
if (process.argv[2] !== 'ci' || !process.env.NPM_IGNORES_SCRIPTS) writeFileSync(native + '/pty.node', '');
copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
`;

const APT_GET = `
import { appendFileSync, symlinkSync } from 'node:fs';
appendFileSync(process.env.APT_CALLS, process.argv.slice(2).join(' ') + ' ' + process.env.DEBIAN_FRONTEND + '\\n');
if (process.env.APT_FAILS) process.exit(100);
if (process.argv.includes('install')) for (const name of ['socat', 'rg']) symlinkSync(process.execPath, process.env.PATH + '/' + name);
`;

const APT_ASKED = [
  '-o DPkg::Lock::Timeout=300 update noninteractive',
  '-o DPkg::Lock::Timeout=300 install -y --no-install-recommends socat ripgrep noninteractive',
];

const PROGRAMS = ['git', 'bwrap', 'socat', 'rg', 'setsid', 'g++', 'make', 'python3'];

let clone: PlantedClone;
let env: Record<string, string>;

beforeEach(() => {
  clone = plantClone({ packages: 'none' });
  clone.write('npm/npm-cli.cjs', NPM);
  for (const name of PROGRAMS) clone.program(name, '');
  env = { PATH: join(clone.root, 'programs'), npm_execpath: join(clone.root, 'npm/npm-cli.cjs') };
});

afterEach(() => clone.remove());

const calls = (name = 'npm-calls'): readonly string[] => {
  const file = join(clone.root, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
};

/** A PATH with all programs but these. */
const without = (...names: readonly string[]): string => {
  const folder = join(clone.root, 'fewer');
  mkdirSync(folder);
  for (const name of PROGRAMS.filter((each) => !names.includes(each))) {
    symlinkSync(join(clone.root, 'programs', name), join(folder, name));
  }
  return folder;
};

describe('set-up of npm packages', () => {
  it('installs once, and says nothing on stdout', async () => {
    const first = await clone.node(SETUP, [], env);
    expect({ exit: first.exit, stdout: first.stdout }).toEqual({ exit: 0, stdout: '' });
    expect(first.stderr).toContain('Installing npm packages');
    expect(await clone.node(SETUP, [], env)).toEqual({ exit: 0, signal: null, stdout: '', stderr: '' });
    expect(calls()).toEqual(['ci --include=dev --no-audit --no-fund']);
  });

  it('installs again when the lock file changed', async () => {
    await clone.node(SETUP, [], env);
    clone.write('package-lock.json', '{"packages":{"node_modules/new":{"version":"1.0.0"}}}');
    await clone.node(SETUP, [], env);
    expect(calls()).toHaveLength(2);
  });

  it('accepts what somebody installed with npm himself', async () => {
    const ours = plantClone({ packages: 'ours' });
    expect(await setUp({ root: ours.root })).toBe(true);
    expect(existsSync(join(ours.root, 'node_modules/.goalpost-setup'))).toBe(true);
    ours.remove();
  });

  it('compiles the native part where npm left it out', async () => {
    expect((await clone.node(SETUP, [], { ...env, NPM_IGNORES_SCRIPTS: '1' })).exit).toBe(0);
    expect(calls()).toEqual([
      'ci --include=dev --no-audit --no-fund',
      'rebuild node-pty --ignore-scripts=false --include=dev --no-audit --no-fund',
    ]);
  });

  it('installs what the lock file names also where npm ci finds it incomplete, and leaves it as it is', async () => {
    const before = readFileSync(join(clone.root, 'package-lock.json'), 'utf8');
    expect((await clone.node(SETUP, [], { ...env, NPM_REFUSES: '1' })).exit).toBe(0);
    expect(calls()).toEqual(['ci --include=dev --no-audit --no-fund', 'install --no-save --include=dev --no-audit --no-fund']);
    expect(readFileSync(join(clone.root, 'package-lock.json'), 'utf8')).toBe(before);
  });

  it('leaves a linked node_modules alone, which belongs to another clone', async () => {
    clone.write('theirs/package/index.js', '');
    symlinkSync(join(clone.root, 'theirs'), join(clone.root, 'node_modules'));
    const { exit, stderr } = await clone.node(SETUP, [], env);
    expect({ exit, calls: calls() }).toEqual({ exit: 1, calls: [] });
    expect(stderr).toContain('node_modules is a link to another folder');
  });

  it('lets two at once install once', async () => {
    const both = await Promise.all([clone.node(SETUP, [], env), clone.node(SETUP, [], env)]);
    expect(both.map(({ exit }) => exit)).toEqual([0, 0]);
    expect(calls()).toHaveLength(1);
  });

  it('fails with npm’s own words and a remedy, and tries again the next time', async () => {
    const { exit, stdout, stderr } = await clone.node(SETUP, [], { ...env, NPM_FAILS: '1' });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain('npm talks');
    expect(stderr).toContain('npm ci failed. Check the network and the registry, then try again.');
    expect((await clone.node(SETUP, [], env)).exit).toBe(0);
  });
});

describe.runIf(process.platform === 'linux')('set-up of system programs', () => {
  it('goes on without the sandbox’s programs, and says how to get them', async () => {
    const { exit, stderr } = await clone.node(SETUP, [], { ...env, PATH: without('bwrap', 'socat') });
    expect(exit).toBe(0);
    expect(stderr).toContain('Missing on this machine: bwrap, socat (without it no command can run in the sandbox).');
  });

  it('stops without git or a compiler, before npm is asked', async () => {
    const { exit, stderr } = await clone.node(SETUP, [], { ...env, PATH: without('git', 'g++') });
    expect(exit).toBe(1);
    expect(stderr).toContain('Missing on this machine: git, g++.');
    expect(calls()).toEqual([]);
  });

  it('asks for a virtual display only where there is no other', async () => {
    clone.write(
      'setUpWindow.mjs',
      `import { missingPrograms } from './build/systemPrograms.mjs';
const names = (display) => {
  process.env.DISPLAY = display;
  return missingPrograms({ compile: false, window: true }).filter((need) => need.use === 'display').map((need) => need.name);
};
console.log(JSON.stringify([names(''), names(':1')]));`,
    );
    const { stdout } = await clone.node('setUpWindow.mjs', [], { PATH: without() });
    expect(JSON.parse(stdout)).toEqual([['Xvfb'], []]);
  });

  it('asks for no compiler once the native part stands', async () => {
    await clone.node(SETUP, [], env);
    expect(await clone.node(SETUP, [], { ...env, PATH: without('g++', 'make', 'python3') })).toMatchObject({
      exit: 0,
      stderr: '',
    });
  });

  it('as root installs what is missing with apt-get; as anybody else prints the one command', async () => {
    const path = without('socat', 'rg');
    clone.program('apt-get', APT_GET);
    clone.program('apt-cache', "console.log('Package: ' + process.argv[3]);");
    for (const name of ['apt-get', 'apt-cache']) symlinkSync(join(clone.root, 'programs', name), join(path, name));
    const { exit, stdout, stderr } = await clone.node(SETUP, [], {
      ...env,
      PATH: path,
      APT_CALLS: join(clone.root, 'apt-calls'),
    });
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
    if (process.getuid?.() === 0) expect(calls('apt-calls')).toEqual(APT_ASKED);
    else expect(stderr).toContain('Install with: sudo apt-get install -y socat ripgrep');
  });

  it('does not try apt-get again at every start when it failed', async () => {
    const path = without('socat');
    clone.program('apt-get', APT_GET);
    symlinkSync(join(clone.root, 'programs', 'apt-get'), join(path, 'apt-get'));
    const failing = { ...env, PATH: path, APT_CALLS: join(clone.root, 'apt-calls'), APT_FAILS: '1' };
    const first = await clone.node(SETUP, [], failing);
    const before = calls('apt-calls').length;
    const second = await clone.node(SETUP, [], failing);
    expect([first.exit, second.exit]).toEqual([0, 0]);
    expect(calls('apt-calls')).toHaveLength(before);
    expect(second.stderr).toContain('Missing on this machine: socat');
  });
});

describe('the remedy', () => {
  it('is one command, each package once', () => {
    const needs = ['gcc', 'gcc', 'git'].map((name) => ({
      name,
      use: 'base' as const,
      debian: [name],
      fedora: name,
      arch: name,
      brew: name,
    }));
    expect(repairCommand(needs)).toMatch(/ gcc git$/);
  });
});

describe('the oldest Node', () => {
  it.each([
    ['18.20.8', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.0.0', true],
    ['100.0.0-nightly', true],
  ])('%s: %s', (version, recent) => {
    expect(nodeIsRecent(version)).toBe(recent);
  });
});
