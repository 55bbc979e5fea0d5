import type { ParsedNode } from 'yaml';
import type { ValuePath } from '../../shared/goal/schemaAt';
import { yamlPackage } from './yamlPackage';
import { ANCHORS, TAGS, yamlProblem } from './yamlProblem';

/** A problem at an offset of the YAML text. */
export interface YamlProblem {
  readonly offset: number;
  readonly path: ValuePath;
  readonly message: string;
}

/** A parsed YAML text: its plain value, and where each key and value of it stands. */
export interface YamlTree {
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  /** Offset of the value at a path, or of the nearest one around it. */
  offsetOf(path: ValuePath, at: 'key' | 'value'): number;
}

/** A contract nests some six levels; the parser dies with the whole process on thousands of them, which cannot be caught. */
const MAX_DEPTH = 64;

const TOO_LONG = 'the front matter is too long for a contract: move prose below it';

/** Far more words and marks than a contract has; the parser's time grows with the square of a mapping's keys. */
const MAX_LEXEMES = 20_000;

/** Some twenty pages of keys; the prose stands below them and is not parsed. */
const MAX_CHARS = 64 * 1024;

/** One slip can make the parser complain at each character after it. */
const MAX_PROBLEMS = 200;

/** Parses YAML of any content, in bounded time and depth, without throwing. Anchors, aliases and tags are problems. */
export function parseYaml(source: string): YamlTree {
  const refusal = boundProblem(source);
  if (refusal) return { value: undefined, problems: [refusal], offsetOf: () => refusal.offset };
  const document = yamlPackage().parseDocument(source, {
    prettyErrors: false,
    stringKeys: true,
    schema: 'core',
    logLevel: 'error',
  });
  const walk = new Walk();
  const value = walk.plain(document.contents, []);
  const syntax = document.errors
    .slice(0, MAX_PROBLEMS)
    .map((error) => ({ offset: error.pos[0], path: [], message: yamlProblem(error, source) }));
  const problems = syntax.length > 0 ? syntax : walk.problems.slice(0, MAX_PROBLEMS);
  return { value, problems, offsetOf: (path, at) => walk.offsetOf(path, at) };
}

function boundProblem(source: string): YamlProblem | undefined {
  if (source.length > MAX_CHARS) return { offset: MAX_CHARS, path: [], message: TOO_LONG };
  const parser = new (yamlPackage().Parser)();
  let offset = 0;
  let lexemes = 0;
  for (const lexeme of new (yamlPackage().Lexer)().lex(source)) {
    for (const _ of parser.next(lexeme)) lexemes += 1;
    offset = parser.offset;
    lexemes += 1;
    if (parser.stack.length > MAX_DEPTH)
      return { offset, path: [], message: 'this is nested too deeply for a contract: write it flat' };
    if (lexemes > MAX_LEXEMES) return { offset, path: [], message: TOO_LONG };
  }
  return undefined;
}

class Walk {
  readonly problems: YamlProblem[] = [];
  readonly #offsets = new Map<string, number>();

  plain(node: ParsedNode | null, path: ValuePath): unknown {
    if (!node) return null;
    this.#place(path, 'value', node.range[0]);
    this.#refuseMarks(node, path);
    if (yamlPackage().isMap(node)) return Object.fromEntries(node.items.map((pair) => this.#pair(pair, path)));
    if (yamlPackage().isSeq(node)) return node.items.map((item, index) => this.plain(item, [...path, index]));
    return yamlPackage().isScalar(node) ? node.value : null;
  }

  // `Object.fromEntries` makes `__proto__` a key like any other, which the schema then does not know.
  #pair(pair: { readonly key: ParsedNode; readonly value: ParsedNode | null }, path: ValuePath): readonly [string, unknown] {
    const key = yamlPackage().isScalar(pair.key) ? String(pair.key.value) : '';
    const within = [...path, key];
    this.#refuseMarks(pair.key, within);
    this.#place(within, 'key', pair.key.range[0]);
    return [key, this.plain(pair.value, within)];
  }

  #refuseMarks(node: ParsedNode, path: ValuePath): void {
    if (yamlPackage().isAlias(node) || node.anchor !== undefined)
      this.problems.push({ offset: node.range[0], path, message: ANCHORS });
    else if (node.tag !== undefined) this.problems.push({ offset: node.range[0], path, message: TAGS });
  }

  #place(path: ValuePath, at: 'key' | 'value', offset: number): void {
    this.#offsets.set(`${at} ${JSON.stringify(path)}`, offset);
  }

  offsetOf(path: ValuePath, at: 'key' | 'value'): number {
    const exact = this.#offsets.get(`${at} ${JSON.stringify(path)}`) ?? this.#offsets.get(`value ${JSON.stringify(path)}`);
    if (exact !== undefined || path.length === 0) return exact ?? 0;
    return this.#around(path.slice(0, -1));
  }

  // A key that is missing is shown where its mapping begins: at the mapping's own key, else at its list item.
  #around(path: ValuePath): number {
    const place = JSON.stringify(path);
    const exact = this.#offsets.get(`key ${place}`) ?? this.#offsets.get(`value ${place}`);
    return exact !== undefined || path.length === 0 ? (exact ?? 0) : this.#around(path.slice(0, -1));
  }
}
