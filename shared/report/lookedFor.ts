import type { KnownSecret } from './redactor';
import { SECRET_SHAPES } from './secretShapes';

/** So many names are told; more of them say nothing more to a reader. */
const NAMED = 12;

/**
 * What an export looked for, so that its reader can judge what "nothing redacted" is worth:
 * `the values of OPENAI_API_KEY and the saved key, and whatever has one of 18 forms of a credential`.
 */
export function lookedForWords(secrets: readonly KnownSecret[]): string {
  const names = [...new Set(secrets.map(({ name }) => name))];
  const forms = `whatever has one of ${new Set(SECRET_SHAPES.map(({ what }) => what)).size} forms of a credential`;
  if (names.length === 0) return `no known value, and ${forms}`;
  const more = names.length > NAMED ? [`${names.length - NAMED} more`] : [];
  const told = [...names.slice(0, NAMED), ...more];
  const list = told.length === 1 ? told[0] : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
  return `${names.length === 1 ? 'the value' : 'the values'} of ${list}, and ${forms}`;
}
