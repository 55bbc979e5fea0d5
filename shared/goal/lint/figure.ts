/** A number that a text sets as a target: `below 120 ms`, `at least 90 %`, `< 5 MB`. */
export interface Figure {
  readonly operator: '<' | '<=' | '>' | '>=' | '==';
  readonly value: number;
  /** As it was written; empty where none was. */
  readonly unit: string;
  /** The text from the comparing word to the unit, and where it begins. */
  readonly text: string;
  readonly at: number;
}

const OPERATORS: readonly (readonly [RegExp, Figure['operator']])[] = [
  [/^(at most|no more than|up to|within|<=|≤|down to)$/i, '<='],
  [/^(at least|no less than|no fewer than|>=|≥|up from|minimum of)$/i, '>='],
  [/^(above|over|more than|greater than|exceeds?|>)$/i, '>'],
  [/^(exactly|equals?|is|are|==?|to|of|reach(es)?)$/i, '=='],
];

const FIGURE =
  /(below|under|less than|fewer than|faster than|smaller than|at most|no more than|up to|within|down to|at least|no less than|no fewer than|minimum of|above|over|more than|greater than|exceeds?|exactly|equals?|reach(?:es)?|\bto|\bis|[<>]=?|[≤≥]|==)\s{0,3}(?:about |roughly |around |approximately |~ ?)?[$€£]?(-?\d{1,12}(?:,\d{3})*(?:\.\d{1,9})?)(?![\w.]*\.\d)\s?(%|percent\b|[a-zµ]{1,12}\/s\b|ns\b|[µu]s\b|ms\b|milliseconds\b|s\b|sec\b|seconds\b|min\b|minutes\b|hours?\b|[kmg]i?b\b|fps\b|rps\b|qps\b|tokens\b|req\/s\b|lines\b|bytes\b|points?\b|warnings?\b|errors?\b|failures?\b|requests per second\b)?/gi;

/** The figures that a text sets as targets, in its order. */
export function figuresIn(text: string): readonly Figure[] {
  return [...text.matchAll(FIGURE)].map((match) => ({
    operator: operatorOf(match[1] ?? ''),
    value: Number((match[2] ?? '').replaceAll(',', '')),
    unit: match[3] ?? '',
    text: match[0],
    at: match.index,
  }));
}

function operatorOf(word: string): Figure['operator'] {
  return OPERATORS.find(([pattern]) => pattern.test(word))?.[1] ?? '<';
}

/** A figure as a contract's target: `< 120`. */
export function targetOf(figure: Figure, better: 'lower' | 'higher'): string {
  const operator = figure.operator === '==' ? (better === 'lower' ? '<=' : '>=') : figure.operator;
  return `${operator} ${figure.value}`;
}

/** A target in words: `below 120 ms`. */
export function targetWords(target: string, unit: string): string {
  const words = target
    .trim()
    .replace(/^<=\s*/, 'at most ')
    .replace(/^>=\s*/, 'at least ')
    .replace(/^==\s*/, 'exactly ')
    .replace(/^!=\s*/, 'other than ')
    .replace(/^<\s*/, 'below ')
    .replace(/^>\s*/, 'above ');
  return unit === '' ? words : `${words} ${unit}`;
}
