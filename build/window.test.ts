import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, type PlantedClone, plantClone } from './plantedClone';

/** Stands for Electron: tells how it was started, and ends as it is told. */
const ELECTRON = `
if (process.argv.includes('stay')) { setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(9)); }
console.log(JSON.stringify({ args: process.argv.slice(2), asNode: process.env.ELECTRON_RUN_AS_NODE ?? null }));
if (process.argv.includes('crash')) process.kill(process.pid, 'SIGSEGV');
else process.exitCode = 7;
`;

let clone: PlantedClone;
let env: Record<string, string>;

beforeAll(() => {
  clone = plantClone({ packages: 'ours' });
  clone.write('electron/cli.ts', 'export const main = async (): Promise<number> => 0;');
  clone.write('electron/sandbox/wrapHost.ts', 'export {};');
  clone.write('electron/ptyHost.ts', 'export {};');
  clone.write('electron/main.ts', 'export {};');
  clone.write('electron/preload.ts', 'export {};');
  clone.write('renderer/index.html', '<!doctype html><title>Planted</title>');
  const dist = clone.program('electron', ELECTRON);
  env = { DISPLAY: ':1', ELECTRON_OVERRIDE_DIST_PATH: dist, ELECTRON_RUN_AS_NODE: '1', GOALPOST_NO_APT: '1' };
});

afterAll(() => clone.remove());

const start = (...words: readonly string[]) => clone.node('build/start.mjs', words, env);

describe.runIf(process.platform === 'linux')('npm start where there is a display', () => {
  it('opens the app in Electron, hands on the arguments, and ends with Electron’s own code', async () => {
    const { exit, stdout } = await start('--data', 'with space');
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    expect({ exit, started: JSON.parse(stdout) }).toEqual({
      exit: 7,
      started: { args: [...asRoot, clone.root, '--data', 'with space'], asNode: null },
    });
  });

  it('ends with the signal’s code when one ended Electron', async () => {
    expect((await start('crash')).exit).toBe(128 + 11);
  });

  it('hands on SIGTERM, and waits for Electron’s end', async () => {
    const child = clone.start('build/start.mjs', ['stay'], env);
    const end = ended(child);
    if (child.stdout !== null) await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ exit: 9, signal: null });
  });

  it('says what is wrong with the Electron that was named, and fails', async () => {
    const named = join(clone.root, 'nothing here');
    const { exit, stdout, stderr } = await clone.node('build/start.mjs', [], { ...env, ELECTRON_OVERRIDE_DIST_PATH: named });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain(`ELECTRON_OVERRIDE_DIST_PATH names ${named}`);
  });
});

describe('npm run dev and npm run shots', () => {
  it('say what they lack', async () => {
    const dev = await clone.node('build/dev.mjs');
    if (process.platform === 'linux')
      expect(dev).toMatchObject({ exit: 1, stderr: 'There is no display here: npm run dev needs one.\n' });
    expect(await clone.node('build/shots.mjs')).toMatchObject({
      exit: 1,
      stderr: 'There is nothing to picture: test/e2e/shots.ts is missing.\n',
    });
  });
});
