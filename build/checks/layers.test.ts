import { afterEach, describe, expect, it } from 'vitest';
import { layers } from './layers';
import { type PlantedTree, plantTree } from './plantedTree';

let tree: PlantedTree | undefined;

afterEach(() => tree?.remove());

/** A small house in which every file keeps the rule. */
const SOUND: Readonly<Record<string, string>> = {
  'shared/kernel/result.ts': 'export type Result = { ok: true };',
  'shared/goal/contract.ts':
    "import { z } from 'zod';\nimport type { Result } from '../kernel/result';\nexport const C = z.string();\nexport type R = Result;",
  'shared/goal/contract.test.ts':
    "import { readFileSync } from 'node:fs';\nimport { run } from '../../electron/pty/pty';\nexport const t = [readFileSync, run];",
  'shared/ipc/methods.ts': "export type { R } from '../goal/contract';",
  'electron/pty/pty.ts':
    "import { spawn } from 'node:child_process';\nimport type { Policy } from '../sandbox/policy';\nexport const run = (p: Policy) => [spawn, p];",
  'electron/sandbox/policy.ts': 'export interface Policy { readonly write: readonly string[] }',
  'electron/ports/model.ts': "import type { R } from '../../shared/goal/contract';\nexport type Model = R;",
  'electron/engine/engine.ts':
    "import { createHash } from 'node:crypto';\nimport type { Model } from '../ports/model';\nexport const e = (m: Model) => [createHash, m];",
  'electron/app/windows.ts': "import { BrowserWindow } from 'electron';\nexport const w = BrowserWindow;",
  'electron/core.ts': "import { run } from './pty/pty';\nimport { e } from './engine/engine';\nexport const core = [run, e];",
  'electron/ptyHost.ts': "import { run } from './pty/pty';\nexport const host = run;",
  'electron/core/parts.ts': "import { run } from '../pty/pty';\nexport const parts = run;",
  'electron/cli/show.ts': "import { core } from '../core';\nexport const show = core;",
  'electron/cli.ts': "import { core } from './core';\nimport { show } from './cli/show';\nexport const main = [core, show];",
  'electron/main.ts':
    "import { app } from 'electron';\nimport { core } from './core';\nimport { w } from './app/windows';\nexport const m = [app, core, w];",
  'electron/preload.ts':
    "import { contextBridge } from 'electron';\nimport { C } from '../shared/goal/contract';\nexport const p = [contextBridge, C];",
  'renderer/ui/button.tsx': 'export const B = () => <b>x</b>;',
  'renderer/features/goal/Goal.tsx':
    "import { B } from '../../ui/button';\nimport { C } from '../../../shared/goal/contract';\nexport const G = () => <B>{C}</B>;",
  'renderer/features/diff/Diff.tsx': 'export const D = () => null;',
  'build/tool.mjs': 'export const load = (name) => import(name);',
  'bin/start.mjs': "import '../out/cli.mjs';\nimport '../build/tool.mjs';",
  'sample/shop/src/buy.js': "import { setTimeout } from 'node:timers/promises';\nexport const buy = setTimeout;",
  'test/flows/flow.ts': "import { core } from '../../electron/core';\nexport const f = core;",
  'test/fixtures/broken.js': 'this is ( not code',
  'vitest.config.ts': 'export default {};',
};

/** Each line plants one file into the sound house: the rule it must break, the file, its text. */
const PLANTED: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['shared-order', 'shared/kernel/bad.ts', "import type { R } from '../goal/contract';\nexport type X = R;"],
  ['shared-order', 'shared/budget/bad.ts', "export type X = import('../goal/contract').R;"],
  ['shared-is-pure', 'shared/goal/bad.ts', "import { join } from 'node:path';\nexport const x = join;"],
  ['shared-is-pure', 'shared/goal/bad.ts', "import { join } from 'path';\nexport const x = join;"],
  ['shared-is-pure', 'shared/goal/bad.ts', "import OpenAI from 'openai';\nexport const x = OpenAI;"],
  [
    'shared-is-pure',
    'shared/goal/bad.ts',
    "import type { Policy } from '../../electron/sandbox/policy';\nexport type X = Policy;",
  ],
  ['shared-is-pure', 'shared/goal/bad.ts', "import { B } from '../../renderer/ui/button';\nexport const x = B;"],
  ['rooms-apart', 'electron/git/bad.ts', "import { run } from '../pty/pty';\nexport const x = run;"],
  ['rooms-apart', 'electron/git/bad.ts', "export { run } from '../pty/pty';"],
  ['rooms-apart', 'electron/git/bad.ts', "export * from '../pty/pty';"],
  ['rooms-apart', 'electron/git/bad.ts', "import { type Policy } from '../sandbox/policy';\nexport type X = Policy;"],
  ['rooms-apart', 'electron/git/bad.ts', "export const x = () => import('../pty/pty');"],
  ['rooms-apart', 'electron/git/bad.ts', 'export const x = () => import(`../pty/pty`);'],
  ['rooms-apart', 'electron/git/bad.ts', "export const x = require('../pty/pty');"],
  ['rooms-apart', 'electron/git/bad.ts', "import x = require('../pty/pty');\nexport const y = x;"],
  ['rooms-apart', 'electron/pty/bad.ts', "import type { show } from '../app/inside';\nexport type X = typeof show;"],
  ['roots-on-top', 'electron/git/bad.ts', "import type { core } from '../core';\nexport type X = typeof core;"],
  ['roots-on-top', 'electron/preload.ts', "import { core } from './core';\nexport const x = core;"],
  ['roots-on-top', 'electron/git/bad.ts', "import { show } from '../cli/show';\nexport const x = show;"],
  ['engine-does-no-io', 'electron/engine/bad.ts', "import { readFile } from 'node:fs/promises';\nexport const x = readFile;"],
  ['engine-does-no-io', 'electron/engine/bad.ts', "import { spawn } from 'child_process';\nexport const x = spawn;"],
  ['engine-does-no-io', 'electron/engine/bad.ts', "import { createServer } from 'node:net';\nexport const x = createServer;"],
  ['engine-does-no-io', 'electron/engine/bad.ts', "import { request } from 'node:http';\nexport const x = request;"],
  ['engine-does-no-io', 'electron/engine/bad.ts', "import OpenAI from 'openai';\nexport const x = OpenAI;"],
  [
    'renderer-sees-shared',
    'renderer/ui/bad.ts',
    "import type { run } from '../../electron/pty/pty';\nexport type X = typeof run;",
  ],
  ['renderer-sees-shared', 'renderer/ui/bad.ts', "import { join } from 'node:path';\nexport const x = join;"],
  ['features-apart', 'renderer/features/diff/Bad.tsx', "import { G } from '../goal/Goal';\nexport const x = () => <G />;"],
  ['electron-module', 'electron/pty/bad.ts', "import { app } from 'electron';\nexport const x = app;"],
  ['electron-module', 'electron/core.ts', "import type { App } from 'electron';\nexport const core = 1 as unknown as App;"],
  ['electron-module', 'renderer/ui/bad.ts', "import { ipcRenderer } from 'electron/renderer';\nexport const x = ipcRenderer;"],
  ['preload-is-thin', 'electron/preload.ts', "import { join } from 'node:path';\nexport const x = join;"],
  ['headless-without-window', 'electron/core.ts', "import { w } from './app/windows';\nexport const core = w;"],
  ['headless-without-window', 'electron/cli/show.ts', "import { w } from '../app/windows';\nexport const show = w;"],
  ['headless-without-window', 'electron/ptyHost.ts', "import { w } from './app/windows';\nexport const host = w;"],
  ['electron-module', 'electron/ptyHost.ts', "import { app } from 'electron';\nexport const host = app;"],
  ['roots-on-top', 'electron/ptyHost.ts', "import { core } from './core';\nexport const host = core;"],
  ['roots-on-top', 'electron/pty/bad.ts', "import { host } from '../ptyHost';\nexport const x = host;"],
  ['product-alone', 'electron/pty/bad.ts', "import { f } from '../../test/flows/flow';\nexport const x = f;"],
  ['product-alone', 'electron/pty/bad.ts', "import './bad.test';\nexport {};"],
  ['product-alone', 'renderer/ui/bad.ts', "import { load } from '../../build/tool.mjs';\nexport const x = load;"],
  ['sample-alone', 'sample/shop/src/bad.js', "import { C } from '../../../shared/goal/contract';\nexport const x = C;"],
  ['names-are-literal', 'electron/pty/bad.ts', 'export const x = (name: string) => import(name);'],
  ['names-are-literal', 'shared/goal/bad.ts', "export const x = (name: string) => import('./' + name);"],
  ['no-cycles', 'electron/sandbox/policy.ts', "import { run } from './runner';\nexport interface Policy { run: typeof run }"],
  ['no-cycles', 'shared/kernel/result.ts', "import type { Result as R } from './result';\nexport type Result = R;"],
  ['parses', 'shared/goal/bad.ts', 'export const = 1;'],
  ['known-place', 'shared/stuff/bad.ts', 'export {};'],
  ['known-place', 'electron/stuff.ts', 'export {};'],
  ['known-place', 'tools/bad.ts', 'export {};'],
  ['known-place', 'bad.ts', 'export {};'],
  ['exists', 'shared/goal/bad.ts', "import { x } from './nowhere';\nexport const y = x;"],
  ['declared', 'electron/pty/bad.ts', "import x from '@scope/other/deep';\nexport const y = x;"],
];

/** What a planted line needs beside it to break its own rule and no other. */
const COMPANIONS: Readonly<Record<string, string>> = {
  'electron/app/inside.ts': 'export const show = 1;',
  'electron/sandbox/runner.ts': "import type { Policy } from './policy';\nexport const run = (p: Policy) => p;",
  'electron/pty/bad.test.ts': 'export {};',
};

describe('the layer check', () => {
  it('finds nothing in a house that keeps the rule, and sees every file of it', () => {
    tree = plantTree(SOUND);
    expect(layers(tree.root)).toEqual({ seen: Object.keys(SOUND).length, unseen: [], violations: [] });
  });

  it.each(PLANTED)('finds a planted violation of %s in %s', (rule, path, text) => {
    tree = plantTree({ ...SOUND, ...COMPANIONS });
    expect(layers(tree.root).violations).toEqual([]);
    tree.plant({ [path]: text });
    const found = layers(tree.root).violations;
    expect(found.map((violation) => violation.rule)).toContain(rule);
    expect(found.filter((violation) => violation.rule === rule && violation.path === path)).toHaveLength(1);
  });

  it('allows the types of another room’s door, also under a further door’s name', () => {
    const doors =
      "import type { run } from '../pty/pty';\nexport type { Policy } from '../sandbox/policy';\nexport type X = typeof run;";
    tree = plantTree({ ...SOUND, 'electron/git/git.ts': doors });
    expect(layers(tree.root).violations).toEqual([]);
  });

  it('allows packages with a scope and asset files with a query', () => {
    const text =
      "import a from '@scope/part/deep';\nimport b from './logo.svg?url';\nimport './page.css';\nexport const x = [a, b];";
    tree = plantTree({ ...SOUND, 'renderer/ui/logo.svg': '<svg/>', 'renderer/ui/page.css': '', 'renderer/ui/page.ts': text });
    expect(layers(tree.root).violations).toEqual([]);
  });

  it('names a file that git knows and the walk did not see', () => {
    tree = plantTree({ ...SOUND, 'electron/pty/out/hidden.ts': 'export {};' });
    tree.plant({ '.gitignore': '' });
    expect(layers(tree.root).unseen).toEqual(['electron/pty/out/hidden.ts']);
  });
});
