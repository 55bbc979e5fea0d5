// Lists what the app is made of, for its About page: every package that is shipped, with its version and licence, as the lock file
// has them. What only builds and tests us is left out.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ version?: string, license?: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Locked */
/** @typedef {{ name: string, version: string, licence: string }} AppPart */

/** Writes `out/parts.json`; a root without a lock file, as tests plant it, has no parts. @param {string} root */
export function writeParts(root) {
  const lock = join(root, 'package-lock.json');
  const parts = existsSync(lock) ? partsOf(root, JSON.parse(readFileSync(lock, 'utf8')).packages) : [];
  writeFileSync(join(root, 'out', 'parts.json'), `${JSON.stringify(parts)}\n`);
}

/**
 * What the core depends on, what the page imports, and everything that those depend on.
 * @param {string} root
 * @param {Readonly<Record<string, Locked>>} packages
 * @returns {readonly AppPart[]}
 */
export function partsOf(root, packages) {
  const waiting = ['electron', ...Object.keys(packages['']?.dependencies ?? {}), ...importsOf(join(root, 'renderer'))];
  /** @type {Map<string, AppPart>} */
  const found = new Map();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const locked = packages[`node_modules/${name}`];
    if (!locked || found.has(name)) continue;
    found.set(name, { name, version: locked.version ?? '', licence: locked.license ?? 'see its files' });
    // Electron's own dependencies only fetch it.
    if (name !== 'electron') waiting.push(...Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }));
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** @param {string} folder @returns {readonly string[]} the packages that its files import */
function importsOf(folder) {
  if (!existsSync(folder)) return [];
  const names = new Set();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/(?<!\.test)\.tsx?$/.test(entry.name)) continue;
    const text = readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8');
    for (const [, name] of text.matchAll(/(?:from|import|import\()\s*'((?:@[\w.-]+\/)?[\w-][\w.-]*)/g)) names.add(name);
  }
  return [...names];
}
