import { extname } from 'node:path';
import { parseAst } from 'vite';

/** One import of a file: by `import`, `export … from`, `import()`, `require()` or a type such as `typeof import('./x')`. */
export interface ImportFound {
  /** What stands between the quotes; undefined where the name is computed. */
  readonly name: string | undefined;
  /** True when nothing of it is left after compilation. `import { type A }` leaves an import, so it is false there. */
  readonly typeOnly: boolean;
}

/**
 * All imports of a source text, in its order. The parser is the one Vite bundles with, because TypeScript 7 has no JavaScript API
 * and dependency-cruiser's swc reading cannot tell a type import from a value import. Throws a SyntaxError when it does not parse.
 */
export function importsOf(text: string, path: string): readonly ImportFound[] {
  const found: ImportFound[] = [];
  visit(parseAst(text, { lang: languageOf(path) }, path), found);
  return found;
}

function languageOf(path: string): 'ts' | 'tsx' | 'jsx' {
  const extension = extname(path);
  if (extension === '.tsx') return 'tsx';
  return ['.ts', '.mts', '.cts'].includes(extension) ? 'ts' : 'jsx';
}

type Node = Readonly<Record<string, unknown>>;

function visit(value: unknown, found: ImportFound[]): void {
  if (Array.isArray(value)) for (const item of value) visit(item, found);
  else if (isNode(value)) {
    const here = importAt(value);
    if (here !== undefined) found.push(here);
    for (const child of Object.values(value)) visit(child, found);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function importAt(node: Node): ImportFound | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { name: textOf(node.source), typeOnly: node.importKind === 'type' };
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return isNode(node.source) ? { name: textOf(node.source), typeOnly: node.exportKind === 'type' } : undefined;
    case 'ImportExpression':
      return { name: textOf(node.source), typeOnly: false };
    case 'TSImportType':
      return { name: textOf(node.source), typeOnly: true };
    case 'TSExternalModuleReference':
      return { name: textOf(node.expression), typeOnly: false };
    case 'CallExpression':
      return isRequire(node.callee) ? { name: textOf(first(node.arguments)), typeOnly: false } : undefined;
    default:
      return undefined;
  }
}

function isRequire(callee: unknown): boolean {
  return isNode(callee) && callee.type === 'Identifier' && callee.name === 'require';
}

function first(items: unknown): unknown {
  return Array.isArray(items) ? items[0] : undefined;
}

/** The text of a string literal, or of a template without holes. */
function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (typeof node.value === 'string') return node.value;
  const quasis = node.quasis;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(quasis) || quasis.length !== 1) return undefined;
  const value: unknown = isNode(quasis[0]) ? quasis[0].value : undefined;
  return isNode(value) && typeof value.cooked === 'string' ? value.cooked : undefined;
}
