import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './root.mjs';

export interface Ended {
  readonly exit: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** For tests of the build: a folder like a clone, with the real build/ and bin/ and the files asked for. */
export interface PlantedClone {
  readonly root: string;
  write(path: string, text: string): void;
  /** Makes an executable Node script, its folder being the one `node()` has as its PATH when told so. */
  program(name: string, script: string): string;
  /** Runs one of the clone's scripts to its end, from another folder. */
  node(script: string, args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  start(script: string, args?: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess;
  remove(): void;
}

const MANIFESTS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];

export function plantClone(options: { readonly packages: 'ours' | 'none' }): PlantedClone {
  const root = mkdtempSync(join(tmpdir(), 'goalpost clone-'));
  for (const name of ['build', 'bin', ...MANIFESTS]) cpSync(join(ROOT, name), join(root, name), { recursive: true });
  if (options.packages === 'ours') linkPackages(root);
  const start: PlantedClone['start'] = (script, args = [], env = {}) =>
    spawn(process.execPath, [join(root, script), ...args], { cwd: tmpdir(), env: { PATH: process.env.PATH, ...env } });
  return {
    root,
    write: (path, text) => write(join(root, path), text),
    program: (name, script) => program(join(root, 'programs', name), script),
    node: (script, args, env) => ended(start(script, args, env)),
    start,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A node_modules of its own whose entries are ours: what set-up writes into it stays in the clone. */
function linkPackages(root: string): void {
  const ours = join(ROOT, 'node_modules');
  mkdirSync(join(root, 'node_modules'));
  const names = readdirSync(ours).filter((name) => !name.startsWith('.') || name === '.package-lock.json');
  for (const name of names) symlinkSync(join(ours, name), join(root, 'node_modules', name));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function program(file: string, script: string): string {
  write(file, `#!${process.execPath}\n${script}`);
  chmodSync(file, 0o755);
  return dirname(file);
}

export function ended(child: ChildProcess): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    text.stdout += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    text.stderr += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit, signal) => resolve({ exit, signal, ...text }));
  });
}

export const standsIn = (root: string, path: string): boolean => existsSync(join(root, path));
