import { readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { importsOf } from './imports';
import { isFixture, walkSources } from './sources';

/** Where an import leads. `file` paths are relative to the root; `nothing` is a relative name no file answers to. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'computed' }
  | { readonly kind: 'nothing'; readonly name: string };

export interface Edge {
  readonly target: Target;
  readonly typeOnly: boolean;
}

export interface Module {
  readonly path: string;
  readonly edges: readonly Edge[];
  /** Set when the file does not parse; then `edges` is empty. */
  readonly fault?: string;
}

/** Every code file below `root` with what it imports. */
export function readModules(root: string): readonly Module[] {
  return walkSources(root).map((path) => (isFixture(path) ? { path, edges: [] } : readModule(root, path)));
}

function readModule(root: string, path: string): Module {
  try {
    const found = importsOf(readFileSync(join(root, path), 'utf8'), path);
    return { path, edges: found.map(({ name, typeOnly }) => ({ target: targetOf(root, path, name), typeOnly })) };
  } catch (cause) {
    return { path, edges: [], fault: cause instanceof Error ? cause.message : String(cause) };
  }
}

function targetOf(root: string, from: string, name: string | undefined): Target {
  if (name === undefined) return { kind: 'computed' };
  if (name.startsWith('.')) return fileTarget(root, posix.join(posix.dirname(from), name), name);
  if (isBuiltin(name)) return { kind: 'node', name: name.replace(/^node:/, '') };
  return { kind: 'package', name: packageOf(name) };
}

// In the order the bundler tries them. A query (`./icon.svg?url`) belongs to the bundler and is cut off before.
const ENDINGS = ['', '.ts', '.tsx', '.mts', '.mjs', '.js', '.jsx', '.cjs', '.d.ts', '/index.ts', '/index.tsx'];

function fileTarget(root: string, path: string, name: string): Target {
  const bare = path.replace(/\?.*$/, '');
  const found = ENDINGS.map((ending) => bare + ending).find((file) => isFile(join(root, file)));
  // Built files need not stand when the check runs.
  const built = bare.startsWith('out/') ? bare : undefined;
  const file = found ?? built;
  return file === undefined ? { kind: 'nothing', name } : { kind: 'file', path: file };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
