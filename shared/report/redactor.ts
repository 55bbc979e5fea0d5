import { LONGEST_SHAPE, SECRET_SHAPES } from './secretShapes';

/** A secret whose value is known: a saved key, a variable of the environment. `name` is shown in its place. */
export interface KnownSecret {
  readonly name: string;
  readonly value: string;
}

/** What was taken out of one text, and how often. */
export interface Redaction {
  readonly what: string;
  readonly count: number;
}

/** Counts what is taken out, by what it was. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(what: string, count = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }

  addAll(redactions: readonly Redaction[]): void {
    for (const { what, count } of redactions) this.add(what, count);
  }

  /** In the order of their names. */
  list(): readonly Redaction[] {
    return [...this.#counts].map(([what, count]) => ({ what, count })).sort((a, b) => (a.what < b.what ? -1 : 1));
  }
}

/** Shorter values are words of every text: taking them out would garble it and hide nothing. */
const SHORTEST_KNOWN = 8;

/** What stands before a piece and was let through already: a pattern's word boundary looks at it. */
const CONTEXT = 64;

interface Span {
  /** Where the match begins, which may be words before the secret itself, such as `password=`. */
  readonly begin: number;
  readonly from: number;
  readonly to: number;
  readonly what: string;
}

/**
 * Takes secrets out of texts: known values wherever they stand, also as base64 and as part of a URL, and whatever has the form of a
 * credential. A secret that was encoded in any other way is not found.
 */
export class Redactor {
  readonly #known: readonly { readonly what: string; readonly value: string }[];
  readonly #longest: number;

  /** `forms` answers the spellings of a known value that are looked for; it needs encodings that this room does not have. */
  constructor(known: readonly KnownSecret[], forms: (value: string) => readonly string[]) {
    this.#known = known
      .filter(({ value }) => value.length >= SHORTEST_KNOWN)
      .flatMap(({ name, value }) => [...new Set(forms(value))].map((form) => ({ what: `value of ${name}`, value: form })))
      .sort((a, b) => b.value.length - a.value.length);
    this.#longest = Math.max(LONGEST_SHAPE, ...this.#known.map(({ value }) => value.length + 1));
  }

  text(text: string, tally: Tally): string {
    const spans = this.#spans(text, 0);
    return replaced(text, 0, text.length, spans, tally);
  }

  /** Every string of a JSON value, names of members included. */
  value(value: unknown, tally: Tally): unknown {
    if (typeof value === 'string') return this.text(value, tally);
    if (Array.isArray(value)) return value.map((item) => this.value(item, tally));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [this.text(name, tally), this.value(item, tally)]));
  }

  /** For a text that comes in pieces, in memory that does not grow with it. */
  stream(tally: Tally): RedactionStream {
    return new RedactionStream((text, from) => this.#spans(text, from), this.#longest, tally);
  }

  /** What is to be taken out of `text` from `from` on, in order and apart from each other. */
  #spans(text: string, from: number): readonly Span[] {
    const found: Span[] = [];
    for (const { what, value } of this.#known) {
      for (let at = text.indexOf(value, from); at >= 0; at = text.indexOf(value, at + value.length)) {
        found.push({ begin: at, from: at, to: at + value.length, what });
      }
    }
    for (const { what, pattern } of SECRET_SHAPES) {
      pattern.lastIndex = from;
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const to = match.index + match[0].length;
        found.push({ begin: match.index, from: match[1] === undefined ? match.index : to - match[1].length, to, what });
      }
    }
    return apart(found.sort((a, b) => a.from - b.from || b.to - a.to));
  }
}

/** Overlapping finds are one, under the name of the first. */
function apart(sorted: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (!last || span.from >= last.to) joined.push(span);
    else joined[joined.length - 1] = { ...last, begin: Math.min(last.begin, span.begin), to: Math.max(last.to, span.to) };
  }
  return joined;
}

function replaced(text: string, from: number, to: number, spans: readonly Span[], tally: Tally): string {
  const parts: string[] = [];
  let at = from;
  for (const span of spans) {
    parts.push(text.slice(at, span.from), `[redacted: ${span.what}]`);
    tally.add(span.what);
    at = span.to;
  }
  parts.push(text.slice(at, to));
  return parts.join('');
}

/** Lets a text through in pieces. The end is held back as far as a secret may still be going on there. */
export class RedactionStream {
  readonly #find: (text: string, from: number) => readonly Span[];
  readonly #longest: number;
  readonly #tally: Tally;
  #context = '';
  #held = '';

  constructor(find: (text: string, from: number) => readonly Span[], longest: number, tally: Tally) {
    this.#find = find;
    this.#longest = longest;
    this.#tally = tally;
  }

  push(piece: string): string {
    this.#held += piece;
    // Twice the longest, for two that overlap. Looked at in steps of some size: each look begins anew at what was held back.
    return this.#held.length < 8 * this.#longest ? '' : this.#release(this.#held.length - 2 * this.#longest);
  }

  end(): string {
    return this.#release(this.#held.length);
  }

  #release(upTo: number): string {
    const text = this.#context + this.#held;
    const from = this.#context.length;
    const limit = from + upTo;
    const found = this.#find(text, from);
    // One that begins before the limit has ended by the end of the text, for none is longer than what was held back.
    const end = Math.max(limit, ...found.filter((span) => span.begin < limit).map((span) => span.to));
    const spans = found.filter((span) => span.from < end);
    const released = replaced(text, from, end, spans, this.#tally);
    this.#context = text.slice(Math.max(0, end - CONTEXT), end);
    this.#held = text.slice(end);
    return released;
  }
}
