import type { Edit } from './edit';
import { lowerFirst } from './phrase';
import { flow, rewriteText } from './rewriteText';

/** What edits say in the words of the text form: `verified by …`, `while preserving …`, `Use …`. */
export function textRewrite(edits: readonly Edit[]): string {
  return edits.map(clause).join(' ');
}

function clause(edit: Edit): string {
  const [part] = edit.path;
  const value = edit.value as Readonly<Record<string, unknown>>;
  if (edit.kind === 'add' && part === 'verification') return `verified by ${proof(value)}`;
  if (edit.kind === 'add' && part === 'constraints') return `while preserving: ${value.text}`;
  if (part === 'boundaries' && Array.isArray(edit.value)) return `Use ${edit.value.map((path) => `\`${path}\``).join(', ')}.`;
  if (part === 'protect') return `Protect \`${typeof edit.value === 'string' ? edit.value : flow(edit.value)}\`.`;
  if (part === 'iteration') return `Between iterations, ${lowerFirst(rewriteText([edit]))}`;
  return rewriteText([edit]);
}

function proof(check: Readonly<Record<string, unknown>>): string {
  return check.kind === 'artifact' ? `the file \`${check.path}\`` : `\`${check.run}\``;
}
