/** Where nothing can be read yet. */
const NOTHING = Symbol('nothing');

/**
 * What a JSON text says as far as it has come: open texts, lists and mappings are taken as they stand, and what may still become
 * something else (a number or a word at the end, a key without its value) is left out. Undefined before anything can be read.
 */
export function partialJson(text: string): unknown {
  const value = new Reader(text).value();
  return value === NOTHING ? undefined : value;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): unknown {
    switch (this.#next()) {
      case '{':
        return this.#object();
      case '[':
        return this.#list();
      case '"':
        return this.#string().text;
      default:
        return this.#word();
    }
  }

  /** The next character that is no white space; undefined at the end. */
  #next(): string | undefined {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
    return this.#text[this.#at];
  }

  #takes(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#at++;
    return true;
  }

  #object(): unknown {
    const entries: [string, unknown][] = [];
    this.#at++;
    while (this.#next() === '"') {
      const key = this.#string();
      if (!key.whole || !this.#takes(':')) break;
      const value = this.value();
      if (value === NOTHING) break;
      entries.push([key.text, value]);
      if (!this.#takes(',')) break;
    }
    this.#takes('}');
    return Object.fromEntries(entries);
  }

  #list(): unknown {
    const items: unknown[] = [];
    this.#at++;
    for (;;) {
      const item = this.value();
      if (item === NOTHING) break;
      items.push(item);
      if (!this.#takes(',')) break;
    }
    this.#takes(']');
    return items;
  }

  #string(): { readonly text: string; readonly whole: boolean } {
    const [quoted = '"'] = /^"(?:[^"\\]|\\(?:u[\da-f]{4}|[^u]))*/i.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += quoted.length;
    const whole = this.#text[this.#at] === '"';
    if (whole) this.#at++;
    // An escape that is cut ends the text before it.
    else this.#at = this.#text.length;
    return { text: unquoted(quoted), whole };
  }

  #word(): unknown {
    const [word = ''] = /^[-+.\w]+/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += word.length;
    if (word === '' || this.#at === this.#text.length) return NOTHING;
    return parsed(word);
  }
}

/** A control character may stand unescaped in what a model writes; JSON itself would refuse it. */
function unquoted(quoted: string): string {
  const text = parsed(`${quoted.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`);
  return typeof text === 'string' ? text : '';
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return NOTHING;
  }
}
