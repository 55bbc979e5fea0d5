import type { YAMLError } from 'yaml';

/** A YAML error as a sentence with its remedy. `source` is the text that was parsed, for a look at what stands there. */
export function yamlProblem(error: YAMLError, source: string): string {
  const line = lineAt(source, error.pos[0]);
  const special = /^\s*(?:- )?[^\s:#]+:\s+([>|]\s*[=\d.].*)$/.exec(line)?.[1];
  if (special !== undefined) return `a value that begins with ${special[0]} must be in quotes: write "${special.trim()}"`;
  const known = REMEDIES[error.code];
  return known
    ? known(source.slice(error.pos[0], error.pos[0] + MAX_WORD))
    : `this is not YAML (${lowerFirst(error.message)}): correct it, or put the text in quotes`;
}

/** As much of the text at an error as a message may show. */
const MAX_WORD = 60;

type Remedy = (found: string) => string;

const QUOTE = 'put the whole text in quotes';

const REMEDIES: { readonly [code in YAMLError['code']]?: Remedy } = {
  DUPLICATE_KEY: (found) => `the key "${/^[^:\s]*/.exec(found)?.[0] ?? ''}" is written twice: keep one`,
  BLOCK_AS_IMPLICIT_KEY: () => `a text with ": " in it reads as another key: ${QUOTE}`,
  MULTILINE_IMPLICIT_KEY: (found) =>
    `the key "${/^[^:\s]*/.exec(found)?.[0] ?? ''}" has no value: write a colon and a value behind it`,
  BAD_DQ_ESCAPE: () => 'a backslash in double quotes begins an escape: use single quotes, or write it twice',
  BAD_SCALAR_START: (found) => `a text cannot begin with ${found[0]}: ${QUOTE}`,
  TAB_AS_INDENT: () => 'a tab cannot indent: use spaces',
  BAD_INDENT: (found) =>
    found.trim() === ''
      ? 'something is left open or wrongly indented here: close the bracket or align the lines'
      : 'this line is not aligned with the others of its list or mapping: indent it as they are',
  MISSING_CHAR: () => 'something is left open here: close the quote or bracket, or write the missing colon',
  MULTIPLE_DOCS: () => 'the front matter must be one document: remove the line ... above this one',
  MULTIPLE_ANCHORS: () => ANCHORS,
  BAD_ALIAS: () => ANCHORS,
};

/** Said for anchors and aliases, also where YAML would allow them. */
export const ANCHORS =
  'anchors (&) and aliases (*) are not read in a contract: write the value out, or put a text that begins with & or * in quotes';

/** Said for a tag, which is also what an unquoted text that begins with ! reads as. */
export const TAGS = 'tags (!) are not read in a contract: remove it, or put a text that begins with ! in quotes';

function lineAt(source: string, offset: number): string {
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  const end = source.indexOf('\n', offset);
  return source.slice(start, end < 0 ? source.length : end);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
