import { parseAst } from 'vite';

/** What one source file says to people. */
export interface SpokenWords {
  /** Messages by their names: English, with `{0}` where a value stands. */
  readonly messages: readonly string[];
  /** `one|many` of what is counted. */
  readonly plurals: readonly string[];
  /** Words in markup that no translation could reach. */
  readonly bare: readonly BareWords[];
}

export interface BareWords {
  readonly line: number;
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** Attributes, of elements and of our own components, that people read or hear. */
const SPOKEN_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'alt', 'title', 'placeholder'],
  ...['label', 'description', 'action', 'keep', 'hint', 'aside', 'cause', 'remedy', 'term', 'word', 'words'],
]);

const LETTERS = /\p{L}{2}/u;

/** Throws where `source` does not parse. */
export function readWords(source: string, path: string): SpokenWords {
  const messages: string[] = [];
  const plurals: string[] = [];
  const bare: BareWords[] = [];
  const seeBare = (node: Node, text: string) => bare.push({ line: lineOf(source, node.start), text: text.trim() });
  const program = parseAst(source, { lang: path.endsWith('x') ? 'tsx' : 'ts' });
  for (const node of nodesBelow(program)) {
    const message = messageOf(node);
    if (message !== undefined) messages.push(message);
    plurals.push(...pluralsOf(node));
    for (const words of bareWordsOf(node)) seeBare(words.node, words.text);
  }
  return { messages, plurals, bare };
}

function* nodesBelow(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesBelow(item);
  } else if (isNode(value)) {
    yield value;
    for (const part of Object.values(value)) yield* nodesBelow(part);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function messageOf(node: Node): string | undefined {
  if (node.type !== 'TaggedTemplateExpression' || nameOf(node.tag) !== 't') return undefined;
  const { quasis } = node.quasi as { readonly quasis: readonly { readonly value: { readonly cooked: string } }[] };
  return quasis.map(({ value }) => value.cooked).reduce((name, part, index) => `${name}{${index - 1}}${part}`);
}

function pluralsOf(node: Node): readonly string[] {
  if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'counted') return [];
  const [, one, many] = node.arguments as readonly unknown[];
  const forms = [textOf(one), textOf(many)];
  return forms.every((form) => form !== undefined) ? [forms.join('|')] : [];
}

interface Bare {
  readonly node: Node;
  readonly text: string;
}

/** Words in markup: between its tags, also where a condition chooses them, and in what is read of its attributes; and messages where a key stands. */
function bareWordsOf(node: Node): readonly Bare[] {
  if (node.type === 'JSXText') return LETTERS.test(String(node.value)) ? [{ node, text: String(node.value) }] : [];
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') return (node.children as readonly Node[]).flatMap(bareChild);
  if (node.type !== 'JSXAttribute') return [];
  const name = nameOf(node.name) ?? '';
  if (isKey(name)) return [...nodesBelow(node.value)].filter((below) => messageOf(below) !== undefined).map(misusedMessage);
  if (!SPOKEN_ATTRIBUTES.has(name)) return [];
  const value = isNode(node.value) && node.value.type === 'JSXExpressionContainer' ? node.value.expression : node.value;
  return isNode(value) ? bareText(value, node) : [];
}

function bareChild(child: Node): readonly Bare[] {
  return child.type === 'JSXExpressionContainer'
    ? chosenFrom(child.expression).flatMap((chosen) => bareText(chosen, chosen))
    : [];
}

/** A key is compared with others: in another language it would be another one. */
function isKey(name: string): boolean {
  return name === 'key' || name === 'keys' || name === 'id' || (name.startsWith('data-') && name !== 'data-placeholder');
}

function misusedMessage(node: Node): Bare {
  return { node, text: `${messageOf(node)} (a message as a key)` };
}

/** What a condition can come to. */
function chosenFrom(value: unknown): readonly Node[] {
  if (!isNode(value)) return [];
  if (value.type === 'ConditionalExpression') return [...chosenFrom(value.consequent), ...chosenFrom(value.alternate)];
  return value.type === 'LogicalExpression' ? [...chosenFrom(value.left), ...chosenFrom(value.right)] : [value];
}

function bareText(value: Node, at: Node): readonly Bare[] {
  const text = textOf(value);
  return text !== undefined && LETTERS.test(text) && !isPath(text) ? [{ node: at, text }] : [];
}

/** The text of a string, or of a template that nothing marks as a message. */
function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as readonly { readonly value: { readonly cooked: string } }[]).map(({ value }) => value.cooked).join(' ');
}

function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  return typeof node.name === 'string' ? node.name : undefined;
}

function lineOf(source: string, at: number): number {
  return source.slice(0, at).split('\n').length;
}

/** `/latency/p95` is the same in every language. */
function isPath(text: string): boolean {
  return text.startsWith('/');
}
