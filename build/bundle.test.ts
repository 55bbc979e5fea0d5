import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildIfChanged, buildOne } from './bundle.mjs';
import { type PlantedClone, plantClone, standsIn } from './plantedClone';

const ENTRIES = [
  { from: 'electron/one.ts', to: 'out/one.mjs' },
  { from: 'electron/two.ts', to: 'out/deep/two.mjs' },
];

let clone: PlantedClone;

beforeEach(() => {
  clone = plantClone({ packages: 'none' });
  clone.write('shared/number.ts', 'export const number: number = 1;');
  clone.write('electron/lazy.ts', 'export const lazy: string = import.meta.url;');
  clone.write(
    'electron/one.ts',
    "import { basename } from 'node:path';\nimport { number } from '../shared/number';\nexport const load = async () => [number, basename((await import('./lazy')).lazy)];",
  );
  clone.write('electron/two.ts', "import { number } from '../shared/number';\nimport 'a-package';\nexport const two = number;");
});

afterEach(() => clone.remove());

const build = () => buildIfChanged({ root: clone.root, entries: ENTRIES });

describe('the bundler', () => {
  it('makes one self-contained file for each entry, packages left outside, and tidies up', async () => {
    expect(await build()).toEqual({ ok: true, built: true });
    const { load } = await import(pathToFileURL(join(clone.root, 'out/one.mjs')).href);
    expect(await load()).toEqual([1, 'one.mjs']);
    expect(readFileSync(join(clone.root, 'out/deep/two.mjs'), 'utf8')).toContain('import "a-package"');
    expect(readdirSync(join(clone.root, 'out'), { recursive: true }).sort()).toEqual([
      '.stamp',
      'deep',
      'deep/two.mjs',
      'deep/two.mjs.map',
      'one.mjs',
      'one.mjs.map',
    ]);
  });

  it('leaves NODE_ENV as it was', async () => {
    const before = process.env.NODE_ENV;
    await build();
    expect(process.env.NODE_ENV).toBe(before);
  });

  it('builds only when a source changed, appeared or went, and not for a test', async () => {
    const seen = [await build(), await build()];
    clone.write('shared/number.test.ts', 'export {};');
    seen.push(await build());
    clone.write('shared/number.ts', 'export const number: number = 2;');
    seen.push(await build());
    clone.write('shared/more.ts', 'export {};');
    seen.push(await build(), await build());
    expect(seen.map((result) => result.ok && result.built)).toEqual([true, false, false, true, true, false]);
  });

  it('sees a change that kept size and modification time', async () => {
    const file = join(clone.root, 'shared/number.ts');
    const { atime, mtime } = statSync(file);
    utimesSync(file, atime, mtime);
    await build();
    clone.write('shared/number.ts', 'export const number: number = 9;');
    utimesSync(file, atime, mtime);
    expect(await build()).toEqual({ ok: true, built: true });
  });

  it('builds again when a built file is gone', async () => {
    await build();
    clone.write('electron/one.ts', 'export const load = 3;');
    await build();
    expect(await buildIfChanged({ root: clone.root, entries: ENTRIES.slice(0, 1) })).toEqual({ ok: true, built: true });
  });

  it('says which entry is missing and touches nothing', async () => {
    const result = await buildIfChanged({
      root: clone.root,
      entries: [...ENTRIES, { from: 'electron/three.ts', to: 'out/three.mjs' }],
    });
    expect(result).toEqual({ ok: false, message: 'Cannot build: electron/three.ts is missing.' });
    expect(standsIn(clone.root, 'out/one.mjs')).toBe(false);
  });

  it('keeps what was built when a source is broken, and builds as soon as it is repaired', async () => {
    await build();
    const before = readFileSync(join(clone.root, 'out/one.mjs'), 'utf8');
    clone.write('shared/number.ts', 'export const number: number = ;');
    const broken = await build();
    expect(broken).toMatchObject({ ok: false, message: expect.stringContaining('number.ts') });
    expect(readFileSync(join(clone.root, 'out/one.mjs'), 'utf8')).toBe(before);
    clone.write('shared/number.ts', 'export const number: number = 1;');
    expect(await build()).toEqual({ ok: true, built: true });
  });

  it('lets the second of two at once wait, and find everything done', async () => {
    const results = await Promise.all([build(), build(), build()]);
    expect(results.map((result) => result.ok && result.built).sort()).toEqual([false, false, true]);
  });

  it('removes what a killed build left', async () => {
    clone.write('out/.building-gone/one.mjs', 'half');
    await build();
    expect(standsIn(clone.root, 'out/.building-gone')).toBe(false);
  });

  it('bundles a single entry without a word about the others', async () => {
    clone.write('test/bench/speed.ts', "import { number } from '../../shared/number';\nexport const speed = number;");
    expect(await buildOne({ from: 'test/bench/speed.ts', to: 'out/bench/speed.mjs' }, clone.root)).toEqual({
      ok: true,
      built: true,
    });
    expect((await import(pathToFileURL(join(clone.root, 'out/bench/speed.mjs')).href)).speed).toBe(1);
    expect(await build()).toEqual({ ok: true, built: true });
  });
});
