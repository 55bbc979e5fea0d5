import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildIfChanged } from './bundle.mjs';
import { type PlantedClone, plantClone, standsIn } from './plantedClone';

let clone: PlantedClone;

beforeEach(() => {
  clone = plantClone({ packages: 'ours' });
  clone.write('shared/word.ts', 'export const word: string = "shared";');
  clone.write('electron/cli.ts', 'export const main = async (): Promise<number> => 0;');
  clone.write('electron/sandbox/wrapHost.ts', 'export {};');
  clone.write('electron/ptyHost.ts', 'export {};');
  clone.write('electron/main.ts', "import { app } from 'electron';\nimport { word } from '../shared/word';\napp.setName(word);");
  clone.write(
    'electron/preload.ts',
    "import { contextBridge } from 'electron';\nimport { z } from 'zod';\nimport { word } from '../shared/word';\ncontextBridge.exposeInMainWorld(word, z.string().parse('checked'));",
  );
  clone.write(
    'renderer/index.html',
    '<!doctype html><body><div id="root"></div><script type="module" src="./main.tsx"></script>',
  );
  clone.write('renderer/face.css', '#root { color: red }');
  clone.write(
    'renderer/main.tsx',
    "import { createRoot } from 'react-dom/client';\nimport { word } from '../shared/word';\nimport './face.css';\nconst root = document.getElementById('root');\nif (root !== null) createRoot(root).render(<p>{word}</p>);\nvoid import('./late').then(({ late }) => late());",
  );
  clone.write('renderer/late.ts', "export const late = (): void => document.body.append('late');");
});

afterEach(() => clone.remove());

const build = (window = true) => buildIfChanged({ root: clone.root, window });
const read = (path: string): string => readFileSync(join(clone.root, path), 'utf8');
const assets = (): readonly string[] => readdirSync(join(clone.root, 'out/renderer/assets')).sort();
const made = (path: string): number => statSync(join(clone.root, path)).ino;

describe('bundling the window', () => {
  it('leaves it alone when only the command line is wanted', async () => {
    await build(false);
    expect(['out/cli.mjs', 'out/main.mjs', 'out/preload.cjs', 'out/renderer'].map((path) => standsIn(clone.root, path))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('makes an ES module for the main process, with packages left outside', async () => {
    expect(await build()).toEqual({ ok: true, built: true });
    expect(read('out/main.mjs')).toContain('import { app } from "electron"');
  });

  it('makes a preload that needs nothing but electron', async () => {
    await build();
    // As in a sandboxed preload: no Node, and a require of its own. The package electron itself would start its download here.
    const seen: unknown[] = [];
    const contextBridge = { exposeInMainWorld: (name: string, value: string) => seen.push({ name, value }) };
    const require = (name: string): unknown => {
      seen.push(name);
      return { contextBridge };
    };
    runInNewContext(read('out/preload.cjs'), { require, exports: {}, module: {}, URL });
    expect(seen).toEqual(['electron', { name: 'shared', value: 'checked' }]);
  });

  it('makes a page of relative addresses, in React’s production mode, without an inline script or data address', async () => {
    await build();
    const page = read('out/renderer/index.html');
    expect(page).toMatch(/<script type="module" crossorigin src="\.\/assets\/[^"]+\.js"><\/script>/);
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|data:/);
    expect(assets().some((file) => file.startsWith('late-'))).toBe(true);
    const script = assets().find((file) => file.startsWith('index-') && file.endsWith('.js'));
    expect(read(`out/renderer/assets/${script}`)).not.toContain('You are calling ReactDOMClient.createRoot()');
  });

  it('builds again only what an edit concerns', async () => {
    await build();
    const before = { main: made('out/main.mjs'), page: made('out/renderer/index.html') };
    expect(await build()).toEqual({ ok: true, built: false });
    clone.write('renderer/face.css', '#root { color: blue }');
    expect(await build()).toEqual({ ok: true, built: true });
    expect(made('out/main.mjs')).toBe(before.main);
    const page = made('out/renderer/index.html');
    clone.write('electron/main.ts', 'export {};');
    await build();
    expect(made('out/main.mjs')).not.toBe(before.main);
    expect(made('out/renderer/index.html')).toBe(page);
  });

  it('keeps the last build’s assets for a window that is open on it, and no older ones', async () => {
    const seen: string[][] = [];
    for (const color of ['red', 'green', 'blue']) {
      clone.write('renderer/face.css', `#root { color: ${color} }`);
      await build();
      seen.push(assets().filter((file) => file.endsWith('.css')));
    }
    expect(seen.map((files) => files.length)).toEqual([1, 2, 2]);
    expect(seen[2]).not.toContain(seen[0]?.[0]);
  });

  it('says what is missing', async () => {
    clone.remove();
    clone = plantClone({ packages: 'ours' });
    clone.write('electron/cli.ts', 'export {};');
    clone.write('electron/sandbox/wrapHost.ts', 'export {};');
    clone.write('electron/ptyHost.ts', 'export {};');
    expect(await build()).toEqual({ ok: false, message: 'Cannot build: electron/main.ts, electron/preload.ts is missing.' });
  });
});
