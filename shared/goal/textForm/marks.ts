import { detailsPattern } from './details';
import { BACKGROUND, PHRASES, type Phrase, type TextPart } from './phrases';
import { endOfQuoted } from './quoted';

/** One stretch of a goal's text and the part it belongs to. Offsets count UTF-16 units of the whole text. */
export interface Passage {
  readonly part: TextPart;
  /** Where what announces it begins. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
  /** Stands before what the passage says. */
  readonly lead: string;
  /** Nothing announces it: it stands behind a part that has ended. */
  readonly stray: boolean;
}

/** What the look for parts stops at: what is taken whole, the ends of sentences, lines and clauses, and words that begin a part. */
const STOP = new RegExp(
  [
    String.raw`(?<whole>\`[^\`\n]*\`|${detailsPattern('id')})`,
    String.raw`(?<sentence>(?<!\b(?:e\.g|i\.e|etc|vs|cf|ca))[.!?]+["')\]]*(?=\s)|;)`,
    String.raw`(?<line>\n)`,
    String.raw`(?<comma>,(?=\s))`,
    String.raw`(?<word>\b(?:${PHRASES.word.map(({ words }) => words).join('|')}))`,
  ].join('|'),
  'gi',
);

const GAP = /[^\S\n]*(?:[-*•][ \t]+|\d{1,3}[.)][ \t]+)?/y;

/** A text with more passages than this before its outcome has it somewhere among them. */
const MOST_BEFORE_OUTCOME = 20;

const LINE_END = /[^\S\n]*(?:\n|$)/y;

/** Cuts a goal's text at the words that begin its parts, in the order of the text. Linear in the text's length. */
export function passagesOf(text: string): readonly Passage[] {
  const lead = /^\s*(?:\/goal\b)?\s*/i.exec(text)?.[0].length ?? 0;
  const background = backgroundAt(text);
  const end = background?.start ?? text.length;
  const reader = new Reader(text, lead, end);
  reader.read();
  return [...reader.passages, ...(background ? [background] : [])];
}

function backgroundAt(text: string): Passage | undefined {
  const found = new RegExp(`(?:^|\\n)${BACKGROUND}(?:\\r?\\n|$)`).exec(text);
  if (!found) return undefined;
  const from = found.index + found[0].length;
  return { part: 'objective', start: found.index, from, to: text.length, lead: '', stray: false };
}

interface Mark {
  readonly phrase: Phrase;
  readonly start: number;
  readonly end: number;
}

class Reader {
  readonly passages: Passage[] = [];
  #open: { part: TextPart; start: number; from: number; lead: string; title: boolean; stray: boolean };
  #at: number;
  /** Where the sentence begins that is being read. */
  #sentenceAt: number;

  readonly #text: string;
  readonly #end: number;

  constructor(text: string, from: number, end: number) {
    this.#text = text;
    this.#end = end;
    this.#open = { part: 'outcome', start: from, from, lead: '', title: true, stray: false };
    this.#at = from;
    this.#sentenceAt = from;
  }

  read(): void {
    if (!this.#begin('text')) this.#skipQuoted();
    const stop = new RegExp(STOP);
    for (;;) {
      stop.lastIndex = this.#at;
      const found = stop.exec(this.#text);
      if (!found || found.index >= this.#end) break;
      this.#stopAt(found);
    }
    this.#close(this.#end);
  }

  #stopAt(found: RegExpExecArray): void {
    const { whole, sentence, line, comma } = found.groups ?? {};
    this.#at = found.index + found[0].length;
    if (whole !== undefined) return;
    if (comma !== undefined) return void this.#begin('comma');
    if (line !== undefined) return this.#line(found.index);
    if (sentence !== undefined) return this.#sentence(sentence);
    this.#at = found.index;
    if (!this.#begin('word')) this.#at = found.index + found[0].length;
  }

  #sentence(mark: string): void {
    LINE_END.lastIndex = this.#at;
    if (LINE_END.test(this.#text)) return; // The line's end decides.
    const end = this.#at;
    if (this.#begin('sentence')) return;
    this.#sentenceAt = end;
    if (mark !== ';' && endsWithSentence(this.#open)) this.#stray(end);
    this.#skipQuoted();
  }

  /** A blank line ends a part that no title began, but for before the next item of a list. */
  #line(at: number): void {
    const blank = /(?:[^\S\n]*\n)+/y;
    blank.lastIndex = this.#at;
    const isBlank = blank.test(this.#text);
    if (isBlank) this.#at = blank.lastIndex;
    GAP.lastIndex = this.#at;
    const item = /\S/.test(GAP.exec(this.#text)?.[0] ?? '');
    if (this.#begin('line')) return;
    if (isBlank || /[.!?]\s*$/.test(this.#text.slice(at - 3, at))) this.#sentenceAt = this.#at;
    const ended = isBlank ? !this.#open.title : endsWithSentence(this.#open) && /[.!?]\s*$/.test(this.#text.slice(at - 3, at));
    if (ended && !item) this.#stray(at);
    this.#skipQuoted();
  }

  /** Begins the part that is announced here, if one is. */
  #begin(place: keyof typeof PHRASES): boolean {
    const mark = this.#markAt(place);
    if (!mark) return false;
    const { phrase } = mark;
    if (phrase.part === 'verification' && this.#outcomeIsMissing()) this.#outcomeFromSentence();
    this.#close(mark.start);
    const from = phrase.kept ? mark.start : mark.end;
    const lead = phrase.instead === undefined ? '' : `${phrase.instead} `;
    this.#open = { part: phrase.part, start: mark.start, from, lead, title: phrase.title === true, stray: false };
    this.#at = mark.end;
    this.#sentenceAt = from;
    if (phrase.part === 'settings') this.#stray(mark.end);
    else if (!phrase.kept) this.#skipQuoted();
    return true;
  }

  /** Where other parts came first, the sentence that names the evidence begins with the outcome. */
  #outcomeIsMissing(): boolean {
    const { part, from } = this.#open;
    const written = ({ part: of, from: start, to }: Passage) => of === 'outcome' && this.#text.slice(start, to).trim() !== '';
    return part !== 'outcome' && this.#sentenceAt > from && !this.passages.slice(0, MOST_BEFORE_OUTCOME).some(written);
  }

  #outcomeFromSentence(): void {
    this.#close(this.#sentenceAt);
    this.#open = { part: 'outcome', start: this.#sentenceAt, from: this.#sentenceAt, lead: '', title: true, stray: false };
  }

  #markAt(place: keyof typeof PHRASES): Mark | undefined {
    GAP.lastIndex = this.#at;
    const start = place === 'word' ? this.#at : this.#at + (GAP.exec(this.#text)?.[0].length ?? 0);
    if (start >= this.#end) return undefined;
    for (const { phrase, pattern } of STICKY[place]) {
      pattern.lastIndex = start;
      const found = pattern.exec(this.#text);
      if (found) return { phrase, start, end: start + found[0].length };
    }
    return undefined;
  }

  /** What nothing announces, after a part that has ended. */
  #stray(at: number): void {
    if (this.#open.part === 'outcome') return;
    this.#close(at);
    this.#open = { part: 'outcome', start: at, from: at, lead: '', title: true, stray: true };
  }

  #skipQuoted(): void {
    GAP.lastIndex = this.#at;
    const start = this.#at + (GAP.exec(this.#text)?.[0].length ?? 0);
    this.#at = endOfQuoted(this.#text, start) ?? this.#at;
  }

  #close(to: number): void {
    const { part, start, from, lead, stray } = this.#open;
    this.passages.push({ part, start, from, to: Math.max(from, to), lead, stray });
  }
}

/** Evidence, constraints, boundaries and budget are one sentence each; a policy and a report may take several. */
function endsWithSentence(open: { readonly part: TextPart; readonly title: boolean }): boolean {
  return !open.title && open.part !== 'iteration' && open.part !== 'blocked';
}

function sticky(phrases: readonly Phrase[]) {
  return phrases.map((phrase) => ({ phrase, pattern: new RegExp(phrase.words, 'iy') }));
}

const STICKY = {
  word: sticky(PHRASES.word),
  comma: sticky(PHRASES.comma),
  text: sticky(PHRASES.text),
  sentence: sticky(PHRASES.sentence),
  line: sticky(PHRASES.line),
} as const;
