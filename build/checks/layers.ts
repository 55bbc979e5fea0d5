// Reads every code file's imports and holds them against the import rule of DESIGN.md §4. It proves by git's own list that it saw
// every file. It judges only who imports whom, not what a file does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cyclesOf } from './cycles';
import { type Module, readModules } from './modules';
import { placeOf } from './places';
import { type Violation, violationsOf } from './rules';
import { gitSources, unseen } from './sources';

export interface LayerReport {
  readonly seen: number;
  readonly unseen: readonly string[];
  readonly violations: readonly Violation[];
}

export function layers(root: string): LayerReport {
  const modules = readModules(root);
  const packages = declaredPackages(root);
  const seen = modules.map((module) => module.path);
  const found = modules.flatMap((module) => [...faultsOf(module, packages), ...violationsOf(module)]);
  return { seen: seen.length, unseen: unseen(seen, gitSources(root)), violations: [...found, ...cycleViolations(modules)] };
}

/** What must hold for every file, tests included: it parses, stands in a known place, and what it imports exists. */
function faultsOf(module: Module, packages: ReadonlySet<string>): readonly Violation[] {
  const at = (rule: string, message: string): Violation => ({ rule, path: module.path, message });
  const faults = module.fault === undefined ? [] : [at('parses', module.fault)];
  if (placeOf(module.path).kind === 'unknown')
    faults.push(
      at('known-place', 'no layer knows this file: put it where its path is true, or add its room to build/checks/places.ts'),
    );
  for (const { target } of module.edges) {
    if (target.kind === 'nothing') faults.push(at('exists', `nothing answers to ${target.name}`));
    if (target.kind === 'package' && !packages.has(target.name))
      faults.push(at('declared', `${target.name} is not in package.json`));
  }
  return faults;
}

function cycleViolations(modules: readonly Module[]): readonly Violation[] {
  return cyclesOf(modules).map((path) => ({ rule: 'no-cycles', path: path[0] ?? '', message: path.join(' → ') }));
}

function declaredPackages(root: string): ReadonlySet<string> {
  const manifest: Record<string, unknown> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const parts = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
  return new Set(parts.flatMap((part) => Object.keys(manifest[part] ?? {})));
}
