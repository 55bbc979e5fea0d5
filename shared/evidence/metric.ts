import type { Metric } from '../goal/check';
import { stripEscapes } from './excerpt';

/** What one run's output says of the metric. `message` is a short sentence with the text that was found. */
export type MetricReading =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'missing'; readonly message: string }
  | { readonly kind: 'ambiguous'; readonly message: string };

/** Reads a metric from text that arrives in pieces cut anywhere between characters. */
export interface MetricReader {
  add(text: string): void;
  finish(): MetricReading;
}

/**
 * What must be held at once (a line, or the whole text where a pattern or pointer needs it) may have this many UTF-16 units:
 * half of the longest string V8 makes (2^29 − 24). Beyond it the metric is missing, with the remedy; it is never guessed.
 */
const MAX_HELD_UNITS = 2 ** 28;

/** The group whose text is the number, whatever other groups a pattern needs. */
const VALUE_GROUP = 'value';

/** Enough of an unexpected text to recognise it by. */
const QUOTED_UNITS = 80;

/** A decimal number as programs print it. `1,234` and `0x1f` are not: their meaning would be a guess. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * A reader for `metric`. A pattern (flags `gm`) is tried on each line by itself, so any amount of output is read in the memory of
 * one line; only a pattern that names a line break (see {@link spansLines}) sees the whole text. Its value is the group named
 * `value`; without one the first group that took part, without any the whole match. It must match exactly once unless
 * `pick: last`. A pointer (RFC 6901) wants one JSON document; with `pick: last` the last line that is one will do.
 */
export function metricReader(metric: Metric): MetricReader {
  const source = metric.from === 'stdout' ? 'stdout' : `the metric file ${metric.from}`;
  if (metric.pointer !== undefined) return pointerReader(metric.pointer, metric.pick, source);
  return patternReader(metric.pattern ?? '', metric.pick, source);
}

/** Whether a pattern names a line break itself: `\n`, its code, `[^]`, `[\s\S]` and the like, or the `s` modifier. As in ripgrep, `\s` alone stays in its line. */
export function spansLines(pattern: string): boolean {
  const bare = pattern.replaceAll('\\\\', '');
  const breaks = /\n|\\n|\\x0[aA]|\\u000[aA]|\\c[jJ]|\[\^\]|\[(?:\\s\\S|\\S\\s|\\d\\D|\\D\\d|\\w\\W|\\W\\w)\]|\(\?[a-z]*s/;
  return breaks.test(bare);
}

function patternReader(pattern: string, pick: 'last' | undefined, source: string): MetricReader {
  const whole = spansLines(pattern);
  const matches = matchCounter(new RegExp(pattern, 'gm'), pick);
  const held = heldText();
  const takeLines = (text: string) => {
    const end = text.lastIndexOf('\n');
    if (end < 0) return held.add(text);
    const lines = (held.take() + text.slice(0, end)).split('\n');
    for (const line of lines) matches.scan(line);
    held.add(text.slice(end + 1));
  };
  return {
    add: (text) => (whole ? held.add(text) : takeLines(text)),
    finish() {
      if (held.overflowed()) return tooLong(whole ? source : `a line of ${source}`);
      matches.scan(held.take());
      if (matches.count() === 0) {
        return missing(whole ? `${source} does not match ${pattern}` : `no line of ${source} matches ${pattern}`);
      }
      if (matches.count() > 1 && pick !== 'last') {
        return { kind: 'ambiguous', message: `${source} matches ${pattern} more than once; print it once, or say pick: last` };
      }
      return numberIn(matches.last(), pattern, source);
    },
  };
}

interface MatchCounter {
  scan(text: string): void;
  count(): number;
  last(): Matched;
}

/** What a match says, and which of several groups says it, in words; empty where there is nothing to choose from. */
interface Matched {
  readonly text: string | undefined;
  readonly group: string;
}

/** Counts matches; without `pick: last` it stops looking at the second, which settles the reading. */
function matchCounter(regex: RegExp, pick: 'last' | undefined): MatchCounter {
  let count = 0;
  let last: Matched = { text: undefined, group: '' };
  return {
    scan(text) {
      if (count > 1 && pick !== 'last') return;
      for (const match of text.matchAll(regex)) {
        count += 1;
        last = matched(match);
        if (count > 1 && pick !== 'last') return;
      }
    },
    count: () => count,
    last: () => last,
  };
}

/** A group that is named `value` is the number also where it took no part: another group would be a guess. */
function matched(match: RegExpMatchArray): Matched {
  const { groups } = match;
  if (groups && Object.hasOwn(groups, VALUE_GROUP)) return { text: groups[VALUE_GROUP], group: `the group ${VALUE_GROUP}` };
  if (match.length === 1) return { text: match[0], group: '' };
  const index = match.findIndex((group, at) => at > 0 && group !== undefined);
  return { text: match[index], group: match.length === 2 ? '' : `group ${Math.max(index, 1)}` };
}

function numberIn({ text, group }: Matched, pattern: string, source: string): MetricReading {
  if (text === undefined) {
    const which = group || 'its group';
    return missing(`${source} matches ${pattern}, but ${which} took no part in the match; let it always hold the number`);
  }
  const trimmed = text.trim();
  const value = Number(trimmed);
  if (NUMBER.test(trimmed) && Number.isFinite(value)) return { kind: 'value', value };
  const remedy =
    group === '' || group.endsWith(VALUE_GROUP) ? '' : `; name the group that holds the number: (?<${VALUE_GROUP}>…)`;
  return missing(`${source} says ${quoted(text)}${group && ` in ${group}`}, which is not a finite number${remedy}`);
}

function pointerReader(pointer: string, pick: 'last' | undefined, source: string): MetricReader {
  const held = heldText();
  return {
    add: (text) => held.add(text),
    finish() {
      if (held.overflowed()) return tooLong(source);
      const text = held.take().replace(/^\uFEFF/, '');
      const whole = parseJson(text);
      return whole ? numberAt(whole.json, pointer, source) : numberInLines(text, pointer, pick, source);
    },
  };
}

/** Output around a JSON document: with `pick: last` the last line that holds one is read, otherwise the answer says what was found. */
function numberInLines(text: string, pointer: string, pick: 'last' | undefined, source: string): MetricReading {
  const documents = text
    .split('\n')
    .filter((line) => /^\s*[[{]/.test(line))
    .flatMap((line) => parseJson(line) ?? []);
  const last = documents.at(-1);
  if (!last) return missing(`${source} is not JSON: it starts with ${quoted(text)}`);
  if (pick === 'last') return numberAt(last.json, pointer, source);
  if (documents.length > 1) {
    return { kind: 'ambiguous', message: `${source} holds ${documents.length} JSON documents; print one, or say pick: last` };
  }
  return missing(`${source} holds other text beside its JSON; print only the JSON, or say pick: last`);
}

function parseJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function numberAt(json: unknown, pointer: string, source: string): MetricReading {
  const found = resolvePointer(json, pointer);
  if (found === undefined) return missing(`${source} has nothing at ${pointer === '' ? 'its root' : pointer}`);
  if (typeof found === 'number' && Number.isFinite(found)) return { kind: 'value', value: found };
  return missing(`${source} has ${quoted(JSON.stringify(found))} at ${pointer}, which is not a finite number`);
}

/** RFC 6901: `/a/0/b~1c`. Undefined where nothing is; inherited properties are nothing. */
function resolvePointer(json: unknown, pointer: string): unknown {
  let at = json;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(at)) at = /^(?:0|[1-9]\d*)$/.test(key) ? at[Number(key)] : undefined;
    else if (typeof at === 'object' && at !== null && Object.hasOwn(at, key)) at = (at as Record<string, unknown>)[key];
    else return undefined;
  }
  return at;
}

interface HeldText {
  add(text: string): void;
  take(): string;
  overflowed(): boolean;
}

/** Pieces of text up to {@link MAX_HELD_UNITS}; beyond it nothing more is kept and `overflowed` stays true. */
function heldText(): HeldText {
  let pieces: string[] = [];
  let units = 0;
  let overflow = false;
  return {
    add(text) {
      overflow ||= units + text.length > MAX_HELD_UNITS;
      if (overflow) {
        pieces = [];
        return;
      }
      pieces.push(text);
      units += text.length;
    },
    take() {
      const text = pieces.join('');
      pieces = [];
      units = 0;
      return text;
    },
    overflowed: () => overflow,
  };
}

const missing = (message: string): MetricReading => ({ kind: 'missing', message });

const tooLong = (what: string): MetricReading =>
  missing(
    `${what} is longer than ${MAX_HELD_UNITS / 2 ** 20} Mi characters; write the number to a file of its own and read the metric from there`,
  );

function quoted(text: string): string {
  const plain = stripEscapes(text).trim();
  return JSON.stringify(plain.length > QUOTED_UNITS ? `${plain.slice(0, QUOTED_UNITS)}…` : plain);
}
