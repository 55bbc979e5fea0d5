import { assertNever } from '../../kernel/assertNever';
import { type Check, WorkspacePath } from '../check';
import { Contract } from '../contract';
import { normalProse } from '../prose';
import { readBudget } from './amounts';
import { CheckIds } from './checkIds';
import { type Detail, readDetails, setAt } from './details';
import { type Note, readConstraints, readEvidence } from './evidence';
import { type Passage, passagesOf } from './marks';
import type { TextPart } from './phrases';
import { readPlaces } from './places';
import { oneLine, tidy } from './tidy';

/** What of a goal's text could not be placed as it was said. */
export interface TextFinding {
  /** Where it begins, in UTF-16 units from the start of the text. */
  readonly offset: number;
  /** The part that it was said in, by the contract's keys. */
  readonly part: Exclude<TextPart, 'settings'>;
  /** A sentence: what became of it, and the remedy. */
  readonly message: string;
}

export interface ParsedGoalText {
  /**
   * All that the text says. Every value is as the contract's schema wants it, but for one thing: where the text names no outcome,
   * `outcome` is empty, which the schema refuses.
   */
  readonly contract: Contract;
  /** In the order of the text. */
  readonly findings: readonly TextFinding[];
}

/** Lines of the objective that hold evidence and boundaries which are words only; `renderGoalText` puts them back in their places. */
export const EVIDENCE_LINE = 'Verified by: ';
export const PLACES_LINE = 'Use: ';

/**
 * Reads a goal's text: `/goal [outcome] verified by [evidence] while preserving [constraints]. Use [boundaries]. Between iterations,
 * [policy]. If blocked, [what to report].`, with a budget sentence, in any order, on one line or as titled lists, and with the usual
 * other words for each. Every text is read, in time linear in its length, and nothing of it is lost:
 * - a command in backticks that verifies becomes a check, a file in backticks an artifact check, each with an id of its own words;
 * - evidence and boundaries that are words alone stand in the objective as lines `Verified by: …` and `Use: …`, since no check and no
 *   sandbox can hold them, with a finding;
 * - prose that nothing announces is the outcome, with a finding where it stands elsewhere than at the beginning.
 */
export function parseGoalText(text: string): ParsedGoalText {
  const reader = new GoalTextReader(text);
  for (const passage of passagesOf(text)) reader.take(passage);
  return reader.result();
}

class GoalTextReader {
  readonly #outcome: string[] = [];
  readonly #verification: Check[] = [];
  readonly #constraints: Contract['constraints'] = [];
  readonly #places: ReturnType<typeof readPlaces>[] = [];
  readonly #iteration: string[] = [];
  readonly #report: string[] = [];
  readonly #evidenceWords: string[] = [];
  readonly #objective: string[] = [];
  readonly #budget: Contract['budget'] = {};
  readonly #settings: Detail[] = [];
  readonly #ids = new CheckIds();
  readonly #findings: TextFinding[] = [];

  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  take(passage: Passage): void {
    const said = this.#text.slice(passage.from, passage.to);
    switch (passage.part) {
      case 'outcome':
        return this.#takeOutcome(passage, tidy(said));
      case 'verification':
        return this.#takeEvidence(passage, said);
      case 'constraints':
        return this.#takeConstraints(passage, said);
      case 'boundaries':
        return this.#takePlaces(passage, said);
      case 'iteration':
        return keep(this.#iteration, tidy(said));
      case 'blocked':
        return keep(this.#report, reportOf(passage, tidy(said)));
      case 'budget':
        return this.#takeBudget(passage, said);
      case 'settings':
        return this.#takeSettings(passage, said);
      case 'objective':
        return keep(this.#objective, normalProse(said));
      default:
        return assertNever(passage.part);
    }
  }

  #takeOutcome(passage: Passage, said: string): void {
    if (said === '') return;
    keep(this.#outcome, said);
    if (passage.stray) this.#find('outcome', startOfWords(this.#text, passage.from), STRAY);
  }

  #takeEvidence(passage: Passage, said: string): void {
    const read = readEvidence(said, this.#ids);
    this.#verification.push(...read.checks);
    keep(this.#evidenceWords, read.words);
    this.#note('verification', passage, read.notes);
  }

  #takeConstraints(passage: Passage, said: string): void {
    const read = readConstraints(said, passage.lead, this.#ids);
    this.#constraints.push(...read.constraints);
    this.#note('constraints', passage, read.notes);
  }

  #takePlaces(passage: Passage, said: string): void {
    const read = readPlaces(said);
    this.#places.push(read);
    this.#note('boundaries', passage, read.notes);
  }

  #takeBudget(passage: Passage, said: string): void {
    const { budget, rest } = readBudget(said);
    const again = Object.keys(budget).filter((limit) => Object.hasOwn(this.#budget, limit));
    Object.assign(this.#budget, { ...budget, ...this.#budget });
    const unplaced = again.length > 0 ? [{ text: said.trim(), offset: 0 }] : rest;
    for (const { text, offset } of unplaced) {
      keep(this.#outcome, `Budget: ${oneLine(text)}`);
      this.#find('budget', startOfWords(this.#text, passage.from + offset), UNREAD_LIMIT);
    }
  }

  #takeSettings(passage: Passage, said: string): void {
    const details = readDetails(said.slice(said.indexOf('(') + 1, said.lastIndexOf(')')));
    if (details && Contract.safeParse(withSettings(PLAIN, details)).success) return void this.#settings.push(...details);
    keep(this.#outcome, tidy(said));
    this.#find('outcome', passage.start, 'These settings are not a contract’s; they are kept in the outcome.');
  }

  #note(part: TextFinding['part'], passage: Passage, notes: readonly Note[]): void {
    for (const { offset, message } of notes) this.#find(part, passage.from + offset, message);
  }

  #find(part: TextFinding['part'], offset: number, message: string): void {
    this.#findings.push({ part, offset, message });
  }

  result(): ParsedGoalText {
    const contract = withSettings(this.#document(), this.#settings);
    const { outcome } = contract as { outcome: string };
    // The schema fills in its defaults; an outcome that is still to be written must not keep the rest from being read.
    const parsed = Contract.parse({ ...contract, outcome: outcome === '' ? '-' : outcome });
    this.#findMissing(outcome);
    return {
      contract: { ...parsed, outcome },
      findings: this.#findings.sort((left, right) => left.offset - right.offset),
    };
  }

  #findMissing(outcome: string): void {
    if (outcome === '') this.#find('outcome', 0, 'No outcome is named: begin with what must be true at the end.');
    if (this.#verification.length === 0 && this.#evidenceWords.length === 0)
      this.#find('verification', this.#text.length, 'No evidence is named: add "verified by" and the command in backticks.');
  }

  #document(): Record<string, unknown> {
    const words = [
      ...this.#evidenceWords.slice(0, 1).map(() => EVIDENCE_LINE + this.#evidenceWords.join('; ')),
      ...this.#placeWords().map((said) => PLACES_LINE + said),
    ];
    return {
      goalpost: 1,
      outcome: this.#outcome.join('\n'),
      verification: this.#verification,
      constraints: this.#constraints,
      boundaries: {
        write: this.#all('write'),
        hide: this.#all('hide'),
        hosts: this.#all('hosts'),
        sockets: this.#places.some(({ sockets }) => sockets),
        ...(this.#all('tools').length > 0 ? { tools: this.#all('tools') } : {}),
      },
      protect: this.#all('protect').filter((path) => WorkspacePath.safeParse(path).success),
      iteration: this.#iteration.join('\n'),
      blocked: { report: this.#report.join('\n') },
      budget: this.#budget,
      objective: [...(words.length > 0 ? [words.join('\n')] : []), ...this.#objective].join('\n\n'),
    };
  }

  #placeWords(): readonly string[] {
    const said = this.#places.map(({ words }) => words).filter((words) => words !== '');
    return said.length > 0 ? [said.join('; ')] : [];
  }

  #all(list: 'write' | 'hide' | 'hosts' | 'tools' | 'protect'): readonly string[] {
    return this.#places.flatMap((places) => places[list]);
  }
}

const PLAIN = { goalpost: 1, outcome: '-' } as const;

const STRAY = 'Nothing announces this as a part of the contract; it is kept in the outcome.';

const UNREAD_LIMIT =
  'This does not read as one more limit, such as "at most 400k tokens, $5, 60 minutes or 20 turns"; it is kept in the outcome.';

/** A report that says itself when to stop is a sentence of its own. */
function reportOf(passage: Passage, said: string): string {
  return passage.start === passage.from ? said.replace(/^if\b/, 'If') : said;
}

function keep(list: string[], said: string): void {
  if (said !== '') list.push(said);
}

function withSettings(document: Readonly<Record<string, unknown>>, settings: readonly Detail[]): Record<string, unknown> {
  const whole = { ...document };
  for (const [path, value] of settings) setAt(whole, path, value);
  return whole;
}

function startOfWords(text: string, at: number): number {
  const words = /\S/g;
  words.lastIndex = at;
  return words.exec(text)?.index ?? at;
}
