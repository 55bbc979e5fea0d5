import { z } from 'zod';
import { Duration } from './check';
import { didYouMean } from './didYouMean';
import { bare, exampleOf, knownKeys, schemaAt, type ValuePath, valueAt } from './schemaAt';

/** What is wrong with a contract file and where: `line` and `column` count from 1, `message` is a sentence with its remedy. */
export interface ContractFinding {
  readonly line: number;
  readonly column: number;
  /** Where in the contract, such as `verification[0].metric.target`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** What is wrong with a value that should be a contract. `at` says whether the key or its value is to be shown. */
export interface ContractProblem {
  readonly path: ValuePath;
  readonly at: 'key' | 'value';
  readonly message: string;
}

/** Longer texts are cut where a message shows them. */
const MAX_SHOWN = 60;

/** Why `document` does not parse by `schema`, one problem for each place and remedy. Empty when it does. */
export function contractProblems(schema: z.ZodType, document: unknown): readonly ContractProblem[] {
  const parsed = schema.safeParse(document);
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => problemsOf({ schema, document }, issue, []));
}

/** `verification[0].metric.target` */
export function formatPath(path: ValuePath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** A value in a message: quoted, in one line, and cut when long. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'nothing';
  if (typeof value === 'object') return 'a mapping';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

interface Whole {
  readonly schema: z.ZodType;
  readonly document: unknown;
}

type Issue = z.core.$ZodIssue;

function problemsOf(whole: Whole, issue: Issue, base: ValuePath): readonly ContractProblem[] {
  const path = [...base, ...issue.path.filter((key) => typeof key !== 'symbol')];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(whole, path, key));
  const value = valueAt(whole.document, path);
  if (value === undefined && path.length > 0) return [missingKey(whole, path)];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return meantVariant(issue.errors).flatMap((inner) => problemsOf(whole, inner, path));
  }
  return [{ path, at: 'value', message: messageFor(whole, issue, path, value) }];
}

/** Of a union without a telling key: the variant that the value got furthest into, else the last, which is the general one. */
function meantVariant(variants: readonly (readonly Issue[])[]): readonly Issue[] {
  const inside = (issue: Issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys';
  return variants.find((issues) => issues.some(inside)) ?? variants.at(-1) ?? [];
}

function unknownKey(whole: Whole, path: ValuePath, key: string): ContractProblem {
  const known = knownKeys(whole.schema, path, whole.document);
  const meant = didYouMean(key, known);
  const remedy = meant === undefined ? otherRemedy(path, key, known) : `did you mean ${JSON.stringify(meant)}?`;
  return { path: [...path, key], at: 'key', message: `unknown key ${shown(key)}: ${remedy}` };
}

function otherRemedy(path: ValuePath, key: string, known: readonly string[]): string {
  if (path.length === 0 && key === 'objective') return 'the objective is the text below the front matter; move it there';
  return `known here are ${known.join(', ')}`;
}

function missingKey(whole: Whole, path: ValuePath): ContractProblem {
  const key = String(path.at(-1));
  const choice = wordsAt(whole, path);
  const remedy = choice.length > 0 ? `add ${key}: with one of ${choice.join(', ')}` : `add it${forExample(whole, path)}`;
  return { path, at: 'value', message: `${JSON.stringify(key)} is missing: ${remedy}` };
}

function messageFor(whole: Whole, issue: Issue, path: ValuePath, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(whole, issue.expected, path, value);
    case 'invalid_value':
      return wrongWord(issue.values.map(String), path, value);
    case 'invalid_union':
      return wrongWord(wordsAt(whole, path), path, value);
    case 'too_small':
      return tooSmall(issue, value);
    case 'too_big':
      return `${shown(value)} is too large: at most ${issue.maximum}`;
    case 'invalid_format':
      return `${shown(value)} does not read: ${issue.message}`;
    case 'custom':
      return typeof value === 'object' ? issue.message : `${shown(value)}: ${issue.message}`;
    default:
      return issue.message;
  }
}

function wrongType(whole: Whole, expected: string, path: ValuePath, value: unknown): string {
  const schema = schemaAt(whole.schema, path, whole.document);
  if (value === null) {
    const leave = schema && bare(schema) !== schema ? ', or leave the key out' : '';
    return `is empty: give it a value${forExample(whole, path)}${leave}`;
  }
  if (typeof value === 'number' && schema && bare(schema) === Duration) {
    return `${value} has no unit: write ${value}s for seconds, or with ms, m or h`;
  }
  return `expected ${typeWord(expected)}, got ${shown(value)}: ${typeRemedy(whole, expected, path, value)}`;
}

function typeRemedy(whole: Whole, expected: string, path: ValuePath, value: unknown): string {
  if (expected === 'array' && typeof value === 'string') return `write it as a list, [${JSON.stringify(value)}]`;
  if (expected === 'boolean') return 'write true or false';
  if (expected === 'object') return `write it with keys of its own: ${knownKeys(whole.schema, path, whole.document).join(', ')}`;
  if (expected === 'string' && typeof value === 'object') return `put the text in quotes${forExample(whole, path)}`;
  const quoted = String(value);
  const fits = schemaAt(whole.schema, path, whole.document)?.safeParse(quoted).success;
  return expected === 'string' && fits ? `put it in quotes, "${quoted}"` : `change it${forExample(whole, path)}`;
}

function typeWord(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    array: 'a list',
    object: 'a mapping of keys',
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a number',
  };
  return words[expected] ?? expected;
}

function wrongWord(words: readonly string[], path: ValuePath, value: unknown): string {
  const key = String(path.at(-1));
  if (words.length === 1) return `${shown(value)} is not known here: write ${key}: ${words[0]}`;
  const meant = typeof value === 'string' ? didYouMean(value, words) : undefined;
  if (meant !== undefined) return `${shown(value)} is not known here: did you mean ${meant}?`;
  return `${shown(value)} is not known here: use one of ${words.join(', ')}`;
}

/** The words that may stand at a place, when only certain ones may: those of every variant where the place tells variants apart. */
function wordsAt(whole: Whole, path: ValuePath): readonly string[] {
  const around = schemaAt(whole.schema, path.slice(0, -1), whole.document);
  const union = around && bare(around);
  const key = String(path.at(-1));
  if (union instanceof z.ZodDiscriminatedUnion && union.def.discriminator === key) {
    return union.options.flatMap((option) => (option instanceof z.ZodObject ? choices(option.shape[key]) : []));
  }
  const schema = schemaAt(whole.schema, path, whole.document);
  return schema ? choices(schema) : [];
}

function choices(schema: z.ZodType): readonly string[] {
  const within = bare(schema);
  if (within instanceof z.ZodEnum) return within.options.map(String);
  return within instanceof z.ZodLiteral ? [...within.values].map(String) : [];
}

function tooSmall(issue: z.core.$ZodIssueTooSmall, value: unknown): string {
  if (issue.origin === 'string' || issue.origin === 'array') return 'must not be empty: write something or leave the key out';
  return `${shown(value)} is too small: it must be ${issue.inclusive ? 'at least' : 'greater than'} ${issue.minimum}`;
}

function forExample(whole: Whole, path: ValuePath): string {
  const example = exampleOf(schemaAt(whole.schema, path, whole.document));
  if (example === undefined) return '';
  const key = path.at(-1);
  return `, for example ${typeof key === 'string' ? `${key}: ` : ''}${JSON.stringify(example)}`;
}
