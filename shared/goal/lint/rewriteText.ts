import type { Edit } from './edit';

/** Fields that hold prose: of these the words themselves are what is taken over. */
const PROSE = /^(outcome|objective|iteration|report|text)$/;

/** What edits say, as text that can stand in a contract: a part's own words, and the lines of its file for everything else. */
export function rewriteText(edits: readonly Edit[]): string {
  return edits.map((edit) => editText(edit, edits.length === 1)).join('\n');
}

function editText({ kind, path, value }: Edit, alone: boolean): string {
  const key = String(path.findLast((step) => typeof step === 'string') ?? '');
  if (kind === 'set' && typeof value === 'string' && PROSE.test(key) && alone) return value;
  return kind === 'set' ? `${key}: ${flow(value)}` : `${key}: + ${flow(value)}`;
}

/** A value in YAML's flow style, on one line. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, entry]) => `${key}: ${flow(entry)}`)
      .join(', ')} }`;
  }
  return typeof value === 'string' && !isPlain(value) ? JSON.stringify(value) : String(value);
}

/** Text that YAML reads as itself without quotes, in flow style too. */
function isPlain(text: string): boolean {
  return /^[a-z./][\w./-]*$/i.test(text) && !/^(true|false|null|yes|no|on|off|y|n|\.(nan|inf))$/i.test(text);
}
