import { assertNever } from '../../kernel/assertNever';
import type { Edit } from './edit';

/** Fields that hold prose: of these the words themselves are what is taken over. */
const PROSE = /^(outcome|objective|iteration|report|text)$/;

/** What edits say, as text that can stand in a contract: a part's own words, and the lines of its file for everything else. */
export function rewriteText(edits: readonly Edit[]): string {
  const [first, ...rest] = edits;
  if (!first) return '';
  if (rest.length === 0) return alone(first);
  return grouped(edits)
    .map(([key, items]) =>
      items.length === 1 && items[0]?.kind === 'set' ? `${key}: ${flow(items[0].value)}` : listLines(key, items),
    )
    .join('\n');
}

function alone({ kind, path, value }: Edit): string {
  const key = keyOf(path);
  switch (kind) {
    case 'set':
      return typeof value === 'string' && PROSE.test(key) ? value : `${key}: ${flow(value)}`;
    case 'add':
      return `- ${flow(value)}`;
    default:
      return assertNever(kind);
  }
}

function listLines(key: string, items: readonly Edit[]): string {
  return [`${key}:`, ...items.map(({ value }) => `  - ${flow(value)}`)].join('\n');
}

function grouped(edits: readonly Edit[]): readonly (readonly [key: string, items: readonly Edit[]])[] {
  const keys = [...new Set(edits.map(({ path }) => keyOf(path)))];
  return keys.map((key) => [key, edits.filter(({ path }) => keyOf(path) === key)]);
}

function keyOf(path: Edit['path']): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

/** A value in YAML's flow style, on one line. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, entry]) => `${key}: ${flow(entry)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' && !isPlain(value) ? JSON.stringify(value) : String(value);
}

/** Text that YAML reads as itself without quotes, in flow style too: words, paths, and durations such as 2m. */
function isPlain(text: string): boolean {
  if (/^(true|false|null|yes|no|on|off|y|n|\.(nan|inf))$/i.test(text)) return false;
  return /^[a-z./][\w./-]*$/i.test(text) || /^\d+(ms|s|m|h)$/.test(text);
}
