/**
 * The words of a command line that is one simple command, as bash splits it; undefined for everything else. Rules match on these words,
 * so whatever could make bash run something that they do not show is no simple command: operators, redirections, substitutions, variables,
 * assignments, globs, braces, escapes, comments, keywords, and characters that cannot be seen. What is refused here is only asked about again.
 */
export function simpleCommand(line: string): readonly string[] | undefined {
  const words: string[] = [];
  const rest = line.replace(/^[ \t]+|[ \t]+$/g, '');
  let at = 0;
  while (at < rest.length) {
    const word = readWord(rest, at);
    if (!word) return undefined;
    words.push(word.text);
    at = word.end;
    while (rest[at] === ' ' || rest[at] === '\t') at += 1;
  }
  const [first] = words;
  return first === undefined || first === '' || isNoProgram(first) ? undefined : words;
}

/** Outside of quotes; `#` and `~` only mean something at a word's beginning, and are not worth telling apart. */
const PLAIN = /[A-Za-z0-9_@%+=:,./^-]/;
/** Within quotes any character that can be seen, and the space. */
const QUOTED = /[\p{L}\p{N}\p{P}\p{S}\p{M} ]/u;
const NOT_IN_DOUBLE = new Set(['$', '`', '\\', '!', '"']);

function readWord(line: string, from: number): { readonly text: string; readonly end: number } | undefined {
  let [text, at] = ['', from];
  while (at < line.length && line[at] !== ' ' && line[at] !== '\t') {
    const char = line[at] ?? '';
    if (char === "'" || char === '"') {
      const end = line.indexOf(char, at + 1);
      const inner = end === -1 ? undefined : line.slice(at + 1, end);
      if (inner === undefined || !isQuotable(inner, char)) return undefined;
      text += inner;
      at = end + 1;
    } else if (PLAIN.test(char)) {
      text += char;
      at += 1;
    } else return undefined;
  }
  return { text, end: at };
}

function isQuotable(inner: string, quote: string): boolean {
  return [...inner].every((char) => QUOTED.test(char) && !(quote === '"' && NOT_IN_DOUBLE.has(char)));
}

/** Words that bash reads as its own grammar when they come first, quoted or not, and assignments. */
const KEYWORDS = new Set(
  'if then else elif fi for while until do done case esac select function time coproc in ! [[ ]] { }'.split(' '),
);

function isNoProgram(word: string): boolean {
  return KEYWORDS.has(word) || word.includes('=') || word.startsWith('-');
}
