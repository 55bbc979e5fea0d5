import type { Budget } from '../contract';

const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:e[+-]?\d+)?)`;

/** One limit: `$5`, `400k tokens`, `1 hour`, `20 turns`. */
const AMOUNT_SOURCE = String.raw`\$\s?${NUMBER}|${NUMBER}\s?(k|m|thousand|million)?\s*(tokens?)\b|${NUMBER}\s*(usd|(?:us )?dollars?|minutes?|mins?|hours?|hrs?|turns?|iterations?)\b`;

/** A pattern's source that finds an amount without taking it, for what decides whether a sentence is about the budget. */
export const AMOUNT_AHEAD = String.raw`(?=\$\s?\d|\d[\d,.]*\s?(?:k|m|thousand|million)?\s*(?:tokens?|usd|(?:us )?dollars?|minutes?|mins?|hours?|hrs?|turns?|iterations?)\b|\d[\d.]*e[+-]?\d+ )`;

const GLUE =
  /^(?:[\s,.;/|:()*•–—-]|\b(?:and|or|of|at most|no more than|up to|in all|in total|total|active|time|spend|the|a|budget)\b)*$/i;

export interface ReadBudget {
  readonly budget: Budget;
  /** What is said besides the limits, or said twice, with where it begins; empty for nothing. */
  readonly rest: readonly { readonly text: string; readonly offset: number }[];
}

/** The limits that a sentence such as `at most 400k tokens, $5 and 20 turns` sets. The first word about a limit stands. */
export function readBudget(text: string): ReadBudget {
  const budget: Record<string, number> = {};
  const rest: { text: string; offset: number }[] = [];
  let words = '';
  let at = 0;
  for (const match of text.matchAll(new RegExp(AMOUNT_SOURCE, 'gi'))) {
    words += text.slice(at, match.index);
    at = match.index + match[0].length;
    const limit = limitOf(match);
    if (limit && budget[limit.key] === undefined) budget[limit.key] = limit.amount;
    else rest.push({ text: match[0], offset: match.index });
  }
  words += text.slice(at);
  if (!GLUE.test(words)) return { budget, rest: [{ text: text.trim(), offset: 0 }] };
  return { budget, rest };
}

const SCALE: Readonly<Record<string, number>> = { k: 1_000, thousand: 1_000, m: 1_000_000, million: 1_000_000 };

function limitOf([, money, tokens, scale, , amount, unit = '']: RegExpMatchArray) {
  if (money !== undefined) return limit('usd', value(money));
  if (tokens !== undefined) return limit('tokens', value(tokens) * (SCALE[scale?.toLowerCase() ?? ''] ?? 1), Math.round);
  if (/^(?:usd|us|dollar)/i.test(unit)) return limit('usd', value(amount));
  if (/^m/i.test(unit)) return limit('minutes', value(amount));
  if (/^h/i.test(unit)) return limit('minutes', value(amount) * 60);
  return limit('turns', value(amount), Math.round);
}

/** A limit that the contract could not hold is none. */
function limit(key: keyof Budget, amount: number, shape: (amount: number) => number = (same) => same) {
  const shaped = shape(amount);
  const whole = key === 'tokens' || key === 'turns';
  const held = shaped > 0 && (whole ? Number.isSafeInteger(shaped) : Number.isFinite(shaped));
  return held ? { key, amount: shaped } : undefined;
}

function value(text = ''): number {
  return Number(text.replaceAll(',', ''));
}

/** `400,000 tokens, $5, 60 minutes and 20 turns`; empty without a limit. */
export function writeBudget({ tokens, usd, minutes, turns }: Budget): string {
  const limits = [
    ...(tokens === undefined ? [] : [`${figure(tokens)} tokens`]),
    ...(usd === undefined ? [] : [`$${figure(usd)}`]),
    ...(minutes === undefined ? [] : [`${figure(minutes)} minutes`]),
    ...(turns === undefined ? [] : [`${figure(turns)} turns`]),
  ];
  const last = limits.at(-1);
  return last === undefined || limits.length === 1 ? (last ?? '') : `${limits.slice(0, -1).join(', ')} and ${last}`;
}

/** Whole numbers in groups of three; what is written with an exponent stays so. */
function figure(amount: number): string {
  const text = String(amount);
  return /^\d{5,}$/.test(text) ? text.replace(/\B(?=(?:\d{3})+$)/g, ',') : text;
}
