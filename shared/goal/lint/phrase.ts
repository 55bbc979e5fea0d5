/** A text as the beginning of a sentence that goes on: without white space and its closing mark. */
export function stem(text: string): string {
  return text.trim().replace(/[.!?;:,\s]+$/, '');
}

export function sentence(text: string): string {
  const bare = stem(text);
  return bare === '' ? '' : `${bare}.`;
}

/** One more sentence after what stands there. */
export function withSentence(text: string, more: string): string {
  return text.trim() === '' ? more : `${sentence(text)} ${more}`;
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A text in quotation marks for a message, cut when long. */
export function quoted(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return `“${flat.length > MAX_QUOTED ? `${flat.slice(0, MAX_QUOTED - 1).trimEnd()}…` : flat}”`;
}

/** A message is one or two lines; what it quotes only has to be recognised. */
const MAX_QUOTED = 60;

/** A check's id made of a text's first words: letters, digits and hyphens. */
export function idFrom(text: string, taken: readonly string[]): string {
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !FILLERS.has(word));
  const base = words.slice(0, 3).join('-').slice(0, MAX_ID) || 'check';
  if (!taken.includes(base)) return base;
  return [...taken, base].map((_, index) => `${base}-${index + 2}`).find((id) => !taken.includes(id)) ?? base;
}

const MAX_ID = 40;

const FILLERS = new Set([
  'the',
  'a',
  'an',
  'of',
  'to',
  'and',
  'is',
  'are',
  'in',
  'on',
  'for',
  'no',
  'that',
  'which',
  'it',
  'its',
]);
