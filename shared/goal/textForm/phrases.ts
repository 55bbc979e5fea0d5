import { AMOUNT_AHEAD } from './amounts';
import { detailsPattern } from './details';

/** The parts of a goal's text: the contract's six, its budget, its settings in the file's own words, and its prose. */
export type TextPart =
  | 'outcome'
  | 'verification'
  | 'constraints'
  | 'boundaries'
  | 'iteration'
  | 'blocked'
  | 'budget'
  | 'settings'
  | 'objective';

/** Words that begin a part. */
export interface Phrase {
  readonly part: TextPart;
  readonly words: string;
  /** The words belong to what the part says, as in `must not change the API`; otherwise they only announce it. */
  readonly kept?: true;
  /** What stands in the words' place, as `keep` does for `while keeping`. */
  readonly instead?: string;
  /** A title, whose part goes on over sentences and paragraphs. */
  readonly title?: true;
}

/** How far a phrase that is known by its end is looked for: a long sentence, so that reading stays linear in the text. */
const REACH = String.raw`[^.;\n]{0,300}?`;

const ROUND = '(?:iterations?|attempts?|tries|try|turns?|experiments?|rounds?)';

/** Phrases that begin a part in mid-sentence. */
const ANYWHERE: readonly Phrase[] = [
  {
    part: 'verification',
    words: String.raw`(?:(?:is|are|be|as)\s+)?(?:verified|proven|proved|validated)\s+(?:by|with|through|when|using|via)\b:?`,
  },
  { part: 'constraints', words: String.raw`while\s+(?:still\s+)?(?:preserving|maintaining)\b:?` },
  { part: 'constraints', words: String.raw`while\s+(?:still\s+)?keeping\b`, instead: 'keep' },
  { part: 'constraints', words: String.raw`while\s+(?=not\s+[a-z]+ing\b|leaving\b)` },
  {
    part: 'constraints',
    words: String.raw`without\s+(?:breaking|changing|regressing|losing|touching|weakening|hurting|slowing|degrading|removing|skipping)\b`,
    kept: true,
  },
];

/** Phrases that begin a part after a comma, too. */
const AFTER_COMMA: readonly Phrase[] = [
  { part: 'budget', words: String.raw`(?:and\s+)?(?:spend|use)\s+(?:at most|no more than|up to)\s+${AMOUNT_AHEAD}` },
  {
    part: 'boundaries',
    words: String.raw`(?:and\s+)?(?:only use|use only|using only|stay (?:within|inside)|work (?:only )?(?:in|within|inside) only|work only (?:in|within|inside)|only (?:touch|change|edit|modify)|(?:touch|change|edit|modify) only)\b:?`,
  },
  {
    part: 'iteration',
    words: String.raw`(?:and\s+)?(?:between\s+(?:the\s+)?${ROUND}|(?:after|in|during|at the end of)\s+(?:each|every)\s+${ROUND})\b\s*[,:]?`,
  },
  {
    part: 'blocked',
    words: String.raw`(?:and\s+)?(?:if|when|once|should)\s+(?:(?:you|it|this|the goal|the agent)(?:['’](?:re|s)|\s+(?:are|is|get|gets|becomes?))?\s+)?(?:blocked|stuck)\b\s*[,:]?`,
  },
];

/** Phrases that begin a part at the beginning of a sentence, a line or a list's item. */
const AT_START: readonly Phrase[] = [
  { part: 'budget', words: String.raw`(?:spend|use|allow)?\s*(?:at most|no more than|up to|within|spend)\s+${AMOUNT_AHEAD}` },
  { part: 'boundaries', words: String.raw`(?:limit (?:changes|edits|yourself|the work) to|keep to|do not leave)\b` },
  {
    part: 'verification',
    words: String.raw`(?:verify|validate|prove)(?:\s+(?:it|this|that))?\s+(?:by|with|through|using|via)\b:?|done when\b:?`,
  },
  { part: 'constraints', words: String.raw`preserve\b:?` },
  {
    part: 'constraints',
    words: String.raw`keep\b(?=${REACH}\b(?:green|passing|working|intact|unchanged|stable|compatible)\b)`,
    kept: true,
  },
  {
    part: 'constraints',
    words: String.raw`(?:do not|don['’]t|never)\s+(?:break|change|regress|lose|remove|weaken|skip|touch)\b`,
    kept: true,
  },
  { part: 'constraints', words: String.raw`(?=${REACH}\bmust\s+(?:not|never|still|stay|remain|keep)\b)`, kept: true },
  {
    part: 'blocked',
    words: String.raw`(?=(?:if|when|once)\b${REACH}[,;]?\s+(?:then\s+)?(?:stop|report|give up|ask)\b)`,
    kept: true,
  },
  { part: 'blocked', words: String.raw`(?=stop\s+(?:and\s+(?:report|ask)|when|if|after|with|once)\b)`, kept: true },
];

/** Not at the very start of a text, where it is the outcome's own verb. */
const USE: Phrase = { part: 'boundaries', words: String.raw`use\b:?` };

const TITLES: Readonly<Partial<Record<TextPart, string>>> = {
  outcome: 'outcome|goal',
  verification: 'verification|verify|verified by|evidence|proof|acceptance(?: criteria)?',
  constraints: 'constraints?|guardrails|must not regress|while preserving',
  boundaries: 'boundar(?:y|ies)|scope|only use|use only|stay within',
  iteration: `iteration policy|iterations?|between ${ROUND}`,
  blocked: 'blocked stop|blocked|(?:if|when) (?:blocked|stuck)',
  budget: 'budget|limits?',
  objective: 'background|context|notes?|objective',
};

/** A title at the beginning of a line: `Constraints:`, `## Constraints`, `**Constraints**:`. */
const TITLE_PHRASES: readonly Phrase[] = Object.entries(TITLES).map(([part, names]) => ({
  part: part as TextPart,
  words: String.raw`#{1,6}[ \t]+(?:${names})[ \t]*:?[ \t]*(?=\r?\n|$)|\*\*(?:${names})[ \t]*(?::\*\*|\*\*[ \t]*:|\*\*(?=[ \t]*(?:\r?\n|$)))|(?:${names})[ \t]*:[ \t]*`,
  title: true,
}));

/** The contract's settings, as the text form writes them; taken whole. */
const SETTINGS: Phrase = {
  part: 'settings',
  words: String.raw`settings\s*${detailsPattern('[A-Za-z][\\w.-]*')}`,
  kept: true,
};

/** What may begin a part, by where it stands: in mid-sentence, after a comma, at a text's beginning, a sentence's, a line's. */
export const PHRASES = {
  word: ANYWHERE,
  comma: AFTER_COMMA,
  text: [...TITLE_PHRASES, ...ANYWHERE, ...AFTER_COMMA],
  sentence: [SETTINGS, ...ANYWHERE, ...AFTER_COMMA, ...AT_START, USE],
  line: [SETTINGS, ...TITLE_PHRASES, ...ANYWHERE, ...AFTER_COMMA, ...AT_START, USE],
} as const satisfies Readonly<Record<string, readonly Phrase[]>>;

/** Below this line all is the objective's prose, word for word. */
export const BACKGROUND = 'Background, to the end of this text:';
