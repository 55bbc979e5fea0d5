/** One thing that details say: where in the value, and what. */
export type Detail = readonly [path: readonly string[], value: unknown];

/** `key value, key.inner value` with JSON or a bare word as each value. */
const DETAIL = /\s*([A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*)\s+/y;
const WORD = /[^\s,()"`[\]{}]+/y;
const NEXT = /\s*(?:,|$)/y;

/** The source of a pattern for details in brackets that begin with the key `first`; brackets within quotes do not end them. */
export function detailsPattern(first: string): string {
  return `\\(${first} (?:[^"()]|"(?:[^"\\\\\\n]|\\\\.)*")*\\)`;
}

/** Reads what stands within the brackets; undefined where any of it does not read. */
export function readDetails(text: string): readonly Detail[] | undefined {
  const details: Detail[] = [];
  for (let at = 0; at < text.length; ) {
    const key = matchAt(DETAIL, text, at);
    const value = key && readValue(text, at + key[0].length);
    const next = value && matchAt(NEXT, text, value.end);
    if (!key || !value || !next) return undefined;
    details.push([(key[1] ?? '').split('.'), value.value]);
    at = value.end + next[0].length;
  }
  return details;
}

/** Writes details so that they read back the same; empty for none. */
export function writeDetails(details: readonly Detail[]): string {
  return details.map(([path, value]) => `${path.join('.')} ${writeValue(value)}`).join(', ');
}

/** Every value of a document with its path. Lists stay whole, and so does a mapping without keys. */
export function detailsOf(document: Readonly<Record<string, unknown>>, under: readonly string[] = []): readonly Detail[] {
  return Object.entries(document).flatMap(([key, value]): readonly Detail[] => {
    const path = [...under, key];
    if (value === undefined) return [];
    return isMapping(value) && Object.keys(value).length > 0 ? detailsOf(value, path) : [[path, value]];
  });
}

/** The document that details say. A value that stands in a later one's way gives way to it. */
export function documentOfDetails(details: readonly Detail[]): Record<string, unknown> {
  const document: Record<string, unknown> = {};
  for (const [path, value] of details) setAt(document, path, value);
  return document;
}

/** Sets the value at a path of own keys, making the mappings on the way. */
export function setAt(document: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) return define(document, key, value);
  const present = Object.hasOwn(document, key) ? document[key] : undefined;
  const inner = isMapping(present) ? { ...present } : {};
  setAt(inner, rest, value);
  define(document, key, inner);
}

// Defined and not assigned: a key such as __proto__ is then a key like any other, which the schema refuses.
function define(document: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(document, key, { value, enumerable: true, configurable: true, writable: true });
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function writeValue(value: unknown): string {
  const bare = typeof value === 'string' && matchAt(WORD, value, 0)?.[0] === value && asJson(value) === undefined;
  return bare ? value : JSON.stringify(value);
}

interface ReadValue {
  readonly value: unknown;
  readonly end: number;
}

function readValue(text: string, at: number): ReadValue | undefined {
  const end = /["[{]/.test(text[at] ?? '') ? endOfJson(text, at) : at + (matchAt(WORD, text, at)?.[0].length ?? 0);
  if (end === undefined || end === at) return undefined;
  const written = text.slice(at, end);
  const json = asJson(written);
  if (json) return { value: json.value, end };
  return /^["[{]/.test(written) ? undefined : { value: written, end };
}

/** The end of a quoted text or of a list or mapping, by its brackets outside quotes. */
function endOfJson(text: string, at: number): number | undefined {
  const pieces = /"(?:[^"\\\n]|\\.)*"|[[\]{}]|[^"[\]{}]+/y;
  pieces.lastIndex = at;
  for (let depth = 0; ; ) {
    const piece = pieces.exec(text)?.[0];
    if (piece === undefined) return undefined;
    if (piece === '[' || piece === '{') depth += 1;
    if (piece === ']' || piece === '}') depth -= 1;
    if (depth <= 0) return pieces.lastIndex;
  }
}

function asJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
